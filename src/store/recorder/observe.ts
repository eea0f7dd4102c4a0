import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import { FUTURE_TOLERANCE, toSecond } from '../../domain/observations.ts';
import { derive } from '../../usecases/deriveSend.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import type { Database } from '../database.ts';
import { loadStates } from './load.ts';
import { saveWithNews } from './news.ts';

/**
 * Records that a send was canceled, by somebody who could, under the lock that the caller holds. It counts from now, or from the newest
 * thing heard if that is a little ahead of our clock, so that the send is canceled at once. `also` is said with it.
 */
export const observeCanceled = async (database: Database, workspace: WorkspaceId, send: SendId, source: string, now: Date, also: readonly NewItem[]): Promise<void> => {
  const before = await loadStates(database, workspace, [send]);
  const after = before.map((state) => {
    const ahead = state.observations.map(({ at }) => at.getTime()).filter((at) => at <= now.getTime() + FUTURE_TOLERANCE);
    const at = toSecond(new Date(Math.max(now.getTime(), ...ahead)));
    return { ...state, observations: [...state.observations, { status: { name: 'CANCELED' as const }, at, approximate: false, source }] };
  });
  const changed = after.flatMap((state) => {
    const follows = derive(state, now);
    return follows ? [{ state, derived: follows }] : [];
  });
  // Whom it concerns hears who did it, which says more than the status.
  await saveWithNews(database, workspace, changed, before, { source, now, news: { on: false, maxAge: 0 }, also });
};
