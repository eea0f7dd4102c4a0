import type { CancelDecision, CancelRefusal } from '../../domain/cancel.ts';
import type { Hold } from '../../domain/status.ts';
import { either, md, type Mrkdwn } from './mrkdwn.ts';

/** Who decides about a hold that nobody decides here. */
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
  'at-the-warehouse': md`It can’t be canceled here any more: it is with the warehouse.`,
  'being-created': md`It can’t be canceled yet: it is still being created.`,
  unclear: md`I can’t tell whether it can still be canceled.`,
  'not-yours': md`Its sender, their manager or an Admin can say whether to cancel it.`,
};

/** Whether the send can be canceled, and if not, why and who can help. `managers`: who can do it instead. */
export const cancelLine = (decision: CancelDecision, number: string, managers: readonly string[]): Mrkdwn => {
  if (decision.allowed) return md`It can be canceled.`;
  const support = decision.askSupport ? md` Support may still be able to stop it; name #${number}.` : '';
  return md`${refusal(decision.reason, managers)}${support}`;
};

const refusal = (reason: CancelRefusal, managers: readonly string[]): Mrkdwn => {
  if (reason.why === 'hold') return md`It can’t be canceled while it is on hold. ${HOLD_DECIDED_BY[reason.hold]}`;
  if (reason.why !== 'ask-manager') return REFUSALS[reason.why];
  const known = md`${either(managers)} (your ${managers.length > 1 ? 'managers' : 'manager'}) can.`;
  return md`eGifts can’t be canceled by senders. ${managers.length > 0 ? known : md`Your manager or an Admin can.`}`;
};
