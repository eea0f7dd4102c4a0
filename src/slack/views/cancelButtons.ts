import type { CancelDecision, Offers } from '../../domain/cancel.ts';
import { isOpen } from '../../domain/cancelRequest.ts';
import type { Send } from '../../domain/send.ts';
import type { StallClock } from '../../domain/staleness.ts';
import type { StatusName } from '../../domain/status.ts';
import { ACTIONS, encodeSend } from '../ids.ts';
import { button } from './blocks.ts';
import { plain } from './mrkdwn.ts';
import { recipientName } from './sendWords.ts';

type Button = ReturnType<typeof button>;

/** Ended badly: only Support can say more. */
const SUPPORT_HELPS: ReadonlySet<StatusName> = new Set(['UNDELIVERABLE', 'FAILED']);

export const supportButton = (send: Send): Button =>
  button({ text: 'Contact Support…', action: ACTIONS.support, value: encodeSend('support', send.id), label: `Contact Support about the gift to ${plain(recipientName(send), 40)}` });

export const askManagerButton = (send: Send, managers: readonly string[]): Button => {
  const [only, ...others] = managers;
  const whom = only === undefined ? 'an Admin' : others.length > 0 ? 'your managers' : plain(only, 40);
  return button({ text: `Ask ${whom} to cancel`, action: ACTIONS.askManager, value: encodeSend('ask-manager', send.id), label: `Ask ${whom} to cancel the gift to ${plain(recipientName(send), 30)}` });
};

/** What can be done to stop a send, or to have it looked at. A dead button never stands there; a click is decided again. */
export const cancelButtons = (
  { send, cancel, offers, managers, stall }: { send: Send; cancel: CancelDecision; offers: Offers; managers: readonly string[]; stall: StallClock | undefined },
): Button[] => {
  const who = plain(recipientName(send), 40);
  const open = send.request !== undefined && isOpen(send.request.state);
  const refused = cancel.allowed ? undefined : cancel;
  return [
    ...(offers.approve ? [button({ text: 'Approve…', action: ACTIONS.approve, value: encodeSend('approve', send.id), label: `Approve the gift to ${who}` })] : []),
    ...(offers.cancel ? [button({ text: 'Cancel…', action: ACTIONS.cancel, value: encodeSend('cancel', send.id), label: `Cancel the gift to ${who}` })] : []),
    ...(refused?.reason.why === 'ask-manager' && !open ? [askManagerButton(send, managers)] : []),
    ...(refused?.askSupport || stall?.stale || SUPPORT_HELPS.has(send.status.name) ? [supportButton(send)] : []),
  ];
};
