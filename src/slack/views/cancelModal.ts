import type { RequestKind, CancelMode } from '../../domain/cancelRequest.ts';
import type { Send } from '../../domain/send.ts';
import { type Confirming, DIALOGS, encodeConfirm } from '../ids.ts';
import { type Block, context, type Modal, modal, section, textInput } from './blocks.ts';
import { money } from './money.ts';
import { bold, md, type Mrkdwn } from './mrkdwn.ts';
import { facts, giftTo, statusSince } from './sendWords.ts';

export const CANCEL_TITLES: Readonly<Record<RequestKind, string>> = { CANCEL: 'Cancel a send', APPROVE: 'Approve a send' };

export const cancelOpening = (kind: RequestKind): Modal => modal({ title: CANCEL_TITLES[kind], blocks: [section([md`Looking it up …`])] });
/** While what was submitted is on its way. */
export const cancelWaiting = (kind: RequestKind): Modal => modal({ title: CANCEL_TITLES[kind], blocks: [section([md`One moment …`])] });
export const REASON_INPUT = { block: 'reason', action: 'send_cancel_reason' } as const;

/** What happens to the money, as far as it is known: what comes back is not ours to promise. */
const moneyLine = (send: Send, kind: RequestKind): Mrkdwn => {
  const cost = send.cost ? md`Cost so far: ${money(send.cost)}.` : md`Its cost is not known here.`;
  if (kind === 'APPROVE') return cost;
  const begun = send.status.name === 'ON_HOLD' ? md` It has not started.` : send.family === 'EGIFT' ? md` It was not redeemed yet.` : md` The warehouse has not taken it in yet.`;
  return md`${cost}${begun} How much comes back is the provider’s to say, and not known here.`;
};

const WHERE: Readonly<Record<CancelMode, Mrkdwn>> = {
  tracker: md`It takes effect at once.`,
  handoff: md`Your operations team does it and answers; until then it is not canceled.`,
  webhook: md`Your cancel system is asked and answers; until then it is not canceled.`,
  off: md``,
};
const WHERE_APPROVED: Readonly<Record<CancelMode, Mrkdwn>> = {
  ...WHERE,
  handoff: md`Your operations team does it and answers; until then it stays on hold.`,
  webhook: md`Your cancel system is asked and answers; until then it stays on hold.`,
};

export type ConfirmData = { send: Send; own: boolean; kind: RequestKind; mode: CancelMode; mayCost: boolean; confirming: Confirming };

/** Names the send and what follows, and asks for a reason that may stay away. */
export const confirmModal = ({ send, own, kind, mode, mayCost, confirming }: ConfirmData): Modal => modal({
  title: CANCEL_TITLES[kind],
  submit: { callback: DIALOGS.cancel, text: kind === 'CANCEL' ? 'Cancel this send' : 'Approve' },
  close: 'Back',
  metadata: encodeConfirm(confirming),
  blocks: [
    section([bold(giftTo(send, own)), facts(send), statusSince(send)]),
    section([
      moneyLine(send, kind),
      mayCost ? md`*The balance may go negative by this, and be invoiced.*` : undefined,
      (kind === 'CANCEL' ? WHERE : WHERE_APPROVED)[mode],
    ]),
    textInput({ ...REASON_INPUT, label: 'Reason', max: 500, optional: true, hint: 'Kept with the request. No addresses, please.' }),
  ],
});

/** What came of it: a title in words, what it means, and the ways on. */
export const resultModal = (kind: RequestKind, headline: Mrkdwn, lines: readonly (Mrkdwn | undefined)[], ways: readonly (Block | undefined)[], note?: Mrkdwn): Modal =>
  modal({ title: CANCEL_TITLES[kind], blocks: [section([md`*${headline}*`, ...lines]), ...ways, note && context(note)] });
