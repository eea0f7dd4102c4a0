import type { Filter } from '../domain/query/filter.ts';
import { attentionWindows } from '../domain/staleness.ts';
import { type Actor, type ListView, reachOfView } from '../domain/visibility.ts';
import { listedSends } from './listedSends.ts';
import type { ListStaleDeps, StaleList } from './listStale.ts';
import type { PageRequest } from './ports.ts';

const CAP = 1000;

/** What asks to act in a view, the longest waiting first: the sends that the headlines of lists and Home count. */
export const listNeeding = ({ sends, notices, workspaces, clock, thresholds, cancelMode }: ListStaleDeps) =>
  async (actor: Actor, { view, filter }: { view: ListView; filter: Filter }, request: PageRequest): Promise<StaleList> => {
    const { workspaceId, memberId } = actor;
    const now = clock();
    const reach = reachOfView(actor, view);
    const windows = attentionWindows(now, thresholds).map((window) => ({ ...window, days: 0 }));
    const [page, total, asOf] = await Promise.all([
      sends.inWindows(workspaceId, reach, windows, filter, memberId, request),
      sends.countInWindows(workspaceId, reach, windows, filter, memberId, CAP),
      workspaces.dataAsOf(workspaceId, now),
    ]);
    return { page: { ...page, items: await listedSends({ notices }, actor, page.items, { now, thresholds, cancelMode }) }, total, asOf };
  };
