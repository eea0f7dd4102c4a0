import type { ApproveDecision, CancelDecision, CancelRefusal } from '../../domain/cancel.ts';
import { type CancelMode, type CancelRequest, isOpen } from '../../domain/cancelRequest.ts';
import type { Hold } from '../../domain/status.ts';
import { either, md, type Mrkdwn } from './mrkdwn.ts';

/** Who decides about each hold. */
const HOLD_DECIDED_BY: Readonly<Record<Hold, Mrkdwn>> = {
  suspicious_email: md`Its sender, their manager or an Admin can decide.`,
  insufficient_funds: md`Its sender, their manager or an Admin can decide.`,
  pending_approval: md`Whoever approves sends in your company decides.`,
  pending_sendoso_approval: md`The provider decides.`,
  blocked: md`Support can say why it is blocked.`,
  email_blacklist: md`Support can say why the address is on the blocked list.`,
  invalid_email_format: md`It needs a valid e-mail address; Support can help.`,
  unspecified: md`The data gives no reason; Support can find out.`,
};

const REFUSALS: Readonly<Record<Exclude<CancelRefusal['why'], 'hold' | 'ask-manager'>, Mrkdwn>> = {
  over: md`It is over: nothing is left to cancel.`,
  redeemed: md`It can’t be canceled: the recipient already has the code.`,
  'on-its-way': md`It can’t be canceled: it has shipped.`,
  'at-the-warehouse': md`It can’t be canceled here any more: the order is under way.`,
  'being-created': md`It can’t be canceled yet: it is still being created.`,
  unclear: md`I can’t tell whether it can still be canceled.`,
  'not-yours': md`Its sender, their manager or an Admin can say whether to cancel it.`,
};

/** Who can do it instead of its sender. */
const instead = (managers: readonly string[]): Mrkdwn =>
  (managers.length > 0 ? md`${either(managers)} (your ${managers.length > 1 ? 'managers' : 'manager'}) can.` : md`Your manager or an Admin can.`);

/** Why it can't be canceled, and who can help. `managers`: who can do it instead. */
export const whyNot = ({ reason, askSupport }: Extract<CancelDecision, { allowed: false }>, number: string, managers: readonly string[]): Mrkdwn =>
  md`${refusal(reason, managers)}${askSupport ? md` Support may still be able to stop it; name #${number}.` : ''}`;

const refusal = (reason: CancelRefusal, managers: readonly string[]): Mrkdwn => {
  if (reason.why === 'hold') return md`It can’t be canceled while it is on hold. ${HOLD_DECIDED_BY[reason.hold]}`;
  return reason.why === 'ask-manager' ? md`eGifts can’t be canceled by senders. ${instead(managers)}` : REFUSALS[reason.why];
};

const NOT_APPROVABLE: Readonly<Record<Extract<ApproveDecision, { allowed: false }>['why'], (managers: readonly string[]) => Mrkdwn>> = {
  'ask-manager': (managers) => md`Senders can’t approve their own held sends. ${instead(managers)}`,
  'nothing-to-approve': () => md`There is nothing to approve here: it is not on a hold that is decided in this app.`,
  'not-yours': () => md`Its sender’s manager or an Admin can say whether to approve it.`,
};
export const whyNotApprove = ({ why }: Extract<ApproveDecision, { allowed: false }>, managers: readonly string[]): Mrkdwn => NOT_APPROVABLE[why](managers);

export type Cancelability = {
  cancel: CancelDecision;
  cancelMode: CancelMode;
  approve: boolean;
  request: CancelRequest | undefined;
  number: string;
  managers: readonly string[];
};

/** Whether the send can be canceled, and if not, why and who can help. While a request is open, that says it all. */
export const cancelLine = ({ cancel, cancelMode, approve, request, number, managers }: Cancelability): Mrkdwn | undefined => {
  if (request && isOpen(request.state)) return undefined;
  if (!cancel.allowed) return whyNot(cancel, number, managers);
  if (cancelMode === 'off') return md`Canceling is switched off here; the provider’s own pages can still do it.`;
  return approve ? md`You can approve or cancel it.` : md`It can be canceled.`;
};
