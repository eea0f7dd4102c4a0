import type { SendId } from '../domain/ids.ts';
import type { Send } from '../domain/send.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import { homeItem } from './home/looking.ts';
import { cardOf } from './outgoing/memberCard.ts';
import type { Notices } from './ports/notices.ts';
import type { Outbox } from './ports/outbox.ts';
import type { Clock } from './ports.ts';

export type MuteDeps = { notices: Pick<Notices, 'running' | 'mute'>; outbox: Pick<Outbox, 'add'>; clock: Clock };

/** Somebody wants to hear no more of a send, or to hear of it again; their card and Home show which. Undefined when they may not see it. */
export const muteSend = ({ notices, outbox, clock }: MuteDeps) => async (actor: Actor, id: SendId, muted: boolean): Promise<Send | undefined> => {
  const { workspaceId, memberId } = actor;
  const [found] = await notices.running(workspaceId, reachOf(actor), [id]);
  if (!found) return undefined;
  // By its own id: a button of long ago may name one that it was taken for.
  const { send } = found;
  await notices.mute(workspaceId, memberId, send.id, muted);
  const subject = cardOf(send.id);
  const now = clock();
  await outbox.add(workspaceId, [{ to: { member: memberId }, body: { kind: 'refresh', subject }, key: `refresh:${subject}`, again: true, sendId: send.id, dueAt: now }, homeItem(memberId, now)], now);
  return send;
};
