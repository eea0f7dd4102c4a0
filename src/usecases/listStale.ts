import type { DataAge } from '../domain/dataAge.ts';
import type { Filter } from '../domain/query/filter.ts';
import type { Listed } from '../domain/listed.ts';
import { staleWindows, type Thresholds } from '../domain/staleness.ts';
import type { CancelMode } from '../domain/cancelRequest.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import { type ListedDeps, listedSends } from './listedSends.ts';
import type { CappedCount, Clock, Page, PageRequest, SendReader, Workspaces } from './ports.ts';

export type ListStaleDeps = ListedDeps & {
  sends: Pick<SendReader, 'inWindows' | 'countInWindows'>;
  workspaces: Pick<Workspaces, 'dataAsOf'>;
  clock: Clock;
  thresholds: Thresholds;
  cancelMode: CancelMode;
};
export type StaleList = { page: Page<Listed>; total: CappedCount; asOf: DataAge | undefined };

const CAP = 1000;

/** What is stuck among all that the actor may see, worst first. */
export const listStale = ({ sends, notices, workspaces, clock, thresholds, cancelMode }: ListStaleDeps) =>
  async (actor: Actor, filter: Filter, request: PageRequest): Promise<StaleList> => {
    const { workspaceId, memberId } = actor;
    const now = clock();
    const reach = reachOf(actor);
    const windows = staleWindows(now, thresholds);
    const [page, total, asOf] = await Promise.all([
      sends.inWindows(workspaceId, reach, windows, filter, memberId, request),
      sends.countInWindows(workspaceId, reach, windows, filter, memberId, CAP),
      workspaces.dataAsOf(workspaceId, now),
    ]);
    return { page: { ...page, items: await listedSends({ notices }, actor, page.items, { now, thresholds, cancelMode }) }, total, asOf };
  };
