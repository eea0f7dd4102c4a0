import type { SendId } from '../domain/ids.ts';
import type { Send } from '../domain/send.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import { homeItem } from './home/looking.ts';
import { cardOf } from './outgoing/memberCard.ts';
import type { Notices } from './ports/notices.ts';
import type { Outbox } from './ports/outbox.ts';
import type { Clock } from './ports.ts';

export type FollowDeps = { notices: Pick<Notices, 'running' | 'follow' | 'unfollow'>; outbox: Pick<Outbox, 'add'>; clock: Clock };

/** How many may follow one send. */
export const MOST_FOLLOWERS = 50;

/** `own`: they hear of it as its sender. `full`: as many follow it as may. */
export type Followed = { result: 'followed' | 'unfollowed' | 'own' | 'full'; send: Send };

/** Somebody wants to hear of a send that is not theirs, or no more; their card and Home show which. Undefined when they may not see it. */
export const followSend = ({ notices, outbox, clock }: FollowDeps) => async (actor: Actor, id: SendId, wanted: boolean): Promise<Followed | undefined> => {
  const { workspaceId, memberId } = actor;
  const [found] = await notices.running(workspaceId, reachOf(actor), [id]);
  if (!found) return undefined;
  // By its own id: a button of long ago may name one that it was taken for.
  const { send } = found;
  if (send.sender.id === memberId) return { result: 'own', send };
  const now = clock();
  const result = wanted ? await notices.follow(workspaceId, memberId, send.id, MOST_FOLLOWERS, now) : 'unfollowed';
  if (!wanted) await notices.unfollow(workspaceId, memberId, [send.id]);
  const subject = cardOf(send.id);
  await outbox.add(workspaceId, [{ to: { member: memberId }, body: { kind: 'refresh', subject }, key: `refresh:${subject}`, again: true, sendId: send.id, dueAt: now }, homeItem(memberId, now)], now);
  return { result, send };
};
