import type { SendId } from '../domain/ids.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { Clock, SendReader } from './ports.ts';
import type { StaleAlerts } from './ports/stale.ts';

export type TakeStaleDeps = { sends: Pick<SendReader, 'details'>; stale: Pick<StaleAlerts, 'take'>; clock: Clock };

/** `mine`: by this click or an earlier one of theirs. */
export type TakenStale = { result: 'mine' } | { result: 'taken'; by: string } | { result: 'unknown' };

/** "I'll take it", by a Manager or an Admin who may see the send: of several who click, the first has it. */
export const takeStale = ({ sends, stale, clock }: TakeStaleDeps) => async (actor: Actor, id: SendId): Promise<TakenStale> => {
  const send = actor.role === 'SENDER' ? undefined : await sends.details(actor.workspaceId, reachOf(actor), id);
  const taken = send && (await stale.take(actor.workspaceId, send.id, actor.memberId, clock()));
  if (!taken) return { result: 'unknown' };
  return taken.by === actor.memberId ? { result: 'mine' } : { result: 'taken', by: taken.name };
};
