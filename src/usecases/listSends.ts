import type { DataAge } from '../domain/dataAge.ts';
import { isUnfiltered, type Filter } from '../domain/query/filter.ts';
import type { Send } from '../domain/send.ts';
import type { Listed } from '../domain/listed.ts';
import { attentionWindows, type Thresholds } from '../domain/staleness.ts';
import type { CancelMode } from '../domain/cancelRequest.ts';
import { type Actor, type ListView, type Reach, reachOfView } from '../domain/visibility.ts';
import { type ListedDeps, listedSends } from './listedSends.ts';
import { nearFilters } from './nearFilters.ts';
import type { Search } from './ports/search.ts';
import type { CappedCount, Clock, Page, PageRequest, SendReader, StatusCounts, Workspaces } from './ports.ts';

export type ListSendsDeps = ListedDeps & { sends: SendReader; search: Pick<Search, 'alike'>; workspaces: Pick<Workspaces, 'dataAsOf'>; clock: Clock; thresholds: Thresholds; cancelMode: CancelMode };
export type ListRequest = { view: ListView; filter: Filter; page: PageRequest };

export type SendList = {
  /** What already stands in `first` is left out. */
  page: Page<Listed>;
  total: CappedCount;
  /** How many ask their sender to act. */
  needing: CappedCount;
  /** By status; undefined where a filter would make this a count of its own. */
  counts: StatusCounts | undefined;
  /** What needs the asker most: only before the first page of all their own. */
  first: readonly Listed[];
  /** Where nothing is found: what may have been meant, and finds something. */
  near: readonly Filter[];
  asOf: DataAge | undefined;
};

/** Beyond this nobody counts along: "more than 1,000". */
const CAP = 1000;
const FIRST = 5;

/** A page of a view, never beyond what the actor may see, with the counts its headline names. */
export const listSends = ({ sends, search, notices, workspaces, clock, thresholds, cancelMode }: ListSendsDeps) =>
  async (actor: Actor, { view, filter, page }: ListRequest): Promise<SendList> => {
    const { workspaceId, memberId } = actor;
    const reach = reachOfView(actor, view);
    const now = clock();
    const windows = attentionWindows(now, thresholds);
    const list = (request: PageRequest): Promise<Page<Send>> => sends.list(workspaceId, reach, filter, memberId, request);
    const [asked, totals, needing, asOf] = await Promise.all([
      list(page),
      countAll(sends, actor, reach, filter),
      sends.countInWindows(workspaceId, reach, windows, filter, memberId, CAP),
      workspaces.dataAsOf(workspaceId, now),
    ]);
    // Whoever comes back to the start sees the first page as it is, with what has come in meanwhile.
    const isFirst = page.before ? !asked.previous : !page.after;
    const opens = view === 'mine' && isUnfiltered(filter) && isFirst;
    const [found, first] = await Promise.all([
      isFirst && page.before ? list({ size: page.size }) : asked,
      opens ? sends.needing(workspaceId, reach, windows, FIRST) : [],
    ]);
    const others = found.items.filter(({ id }) => !first.some((each) => each.id === id));
    const near = totals.total.count === 0 && isFirst ? await nearFilters({ search, sends }, actor, reach, filter) : [];
    const shown = await listedSends({ notices }, actor, [...first, ...others], { now, thresholds, cancelMode });
    return { page: { ...found, items: shown.slice(first.length) }, ...totals, needing, first: shown.slice(0, first.length), near, asOf };
  };

const countAll = async (
  sends: SendReader, { workspaceId, memberId }: Actor, reach: Reach, filter: Filter,
): Promise<Pick<SendList, 'total' | 'counts'>> => {
  if (!isUnfiltered(filter)) return { total: await sends.countMatching(workspaceId, reach, filter, memberId, CAP), counts: undefined };
  const counts = await sends.counts(workspaceId, reach);
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return { total: { count, more: false }, counts };
};
