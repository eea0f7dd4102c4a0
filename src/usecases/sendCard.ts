import { decideCancel, type CancelDecision, offersFor, type Offers } from '../domain/cancel.ts';
import type { CancelMode } from '../domain/cancelRequest.ts';
import type { Send } from '../domain/send.ts';
import { stallClock, type StallClock, type Thresholds } from '../domain/staleness.ts';
import type { Actor } from '../domain/visibility.ts';
import type { Clock, Members } from './ports.ts';
import type { Notices } from './ports/notices.ts';

/** A send as one person may see it now, with what the rules say about it. */
export type SendCard = {
  send: Send;
  /** The asker sent it. */
  own: boolean;
  /** Whether the asker follows it; undefined: it is theirs. */
  followed: boolean | undefined;
  /** Whether the asker wants to hear nothing of it; undefined: it is somebody else's. */
  muted: boolean | undefined;
  stall: StallClock | undefined;
  cancel: CancelDecision;
  offers: Offers;
  cancelMode: CancelMode;
  /** Names of who could cancel it instead, where a manager has to. */
  managers: readonly string[];
};

export type CardDeps = { members: Pick<Members, 'managersOf'>; notices: Pick<Notices, 'followedAmong' | 'mutedAmong'>; clock: Clock; thresholds: Thresholds; cancelMode: CancelMode };

const MANAGERS_NAMED = 3;

/** The caller has made sure that the actor may see the send. */
export const sendCard = ({ members, notices, clock, thresholds, cancelMode }: CardDeps) => async (actor: Actor, send: Send): Promise<SendCard> => {
  const cancel = decideCancel(actor, send);
  const askManager = !cancel.allowed && cancel.reason.why === 'ask-manager';
  const own = send.sender.id === actor.memberId;
  const [managers, followed, muted] = await Promise.all([
    askManager && send.team ? members.managersOf(actor.workspaceId, send.team.id, MANAGERS_NAMED) : [],
    own ? undefined : notices.followedAmong(actor.workspaceId, actor.memberId, [send.id]),
    own ? notices.mutedAmong(actor.workspaceId, actor.memberId, [send.id]) : undefined,
  ]);
  return {
    send,
    own,
    followed: followed?.has(send.id),
    muted: muted?.has(send.id),
    stall: stallClock(send, clock(), thresholds),
    cancel,
    offers: offersFor(actor, send, cancelMode),
    cancelMode,
    managers: managers.map(({ name }) => name),
  };
};
