import { decideCancel, type CancelDecision, offersFor, type Offers } from '../domain/cancel.ts';
import type { CancelMode } from '../domain/cancelRequest.ts';
import type { Send } from '../domain/send.ts';
import { stallClock, type StallClock, type Thresholds } from '../domain/staleness.ts';
import type { Actor } from '../domain/visibility.ts';
import type { Clock, Members } from './ports.ts';

/** A send as one person may see it now, with what the rules say about it. */
export type SendCard = {
  send: Send;
  /** The asker sent it. */
  own: boolean;
  stall: StallClock | undefined;
  cancel: CancelDecision;
  offers: Offers;
  cancelMode: CancelMode;
  /** Names of who could cancel it instead, where a manager has to. */
  managers: readonly string[];
};

export type CardDeps = { members: Pick<Members, 'managersOf'>; clock: Clock; thresholds: Thresholds; cancelMode: CancelMode };

const MANAGERS_NAMED = 3;

/** The caller has made sure that the actor may see the send. */
export const sendCard = ({ members, clock, thresholds, cancelMode }: CardDeps) => async (actor: Actor, send: Send): Promise<SendCard> => {
  const cancel = decideCancel(actor, send);
  const askManager = !cancel.allowed && cancel.reason.why === 'ask-manager';
  const managers = askManager && send.team ? await members.managersOf(actor.workspaceId, send.team.id, MANAGERS_NAMED) : [];
  return {
    send,
    own: send.sender.id === actor.memberId,
    stall: stallClock(send, clock(), thresholds),
    cancel,
    offers: offersFor(actor, send, cancelMode),
    cancelMode,
    managers: managers.map(({ name }) => name),
  };
};
