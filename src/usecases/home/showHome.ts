import type { DataAge } from '../../domain/dataAge.ts';
import type { Listed } from '../../domain/listed.ts';
import { NO_FILTER } from '../../domain/query/filter.ts';
import type { Send } from '../../domain/send.ts';
import { attentionWindows, returnedWindows, staleWindows, type Thresholds } from '../../domain/staleness.ts';
import type { CancelMode } from '../../domain/cancelRequest.ts';
import { type Actor, type ListView, reachOfView, type Role } from '../../domain/visibility.ts';
import { type ListedDeps, listedSends } from '../listedSends.ts';
import type { HomeTurn } from '../ports/homes.ts';
import type { CappedCount, Clock, Page, PageRequest, SendReader, StatusCounts, Workspaces } from '../ports.ts';
import type { SavedFilters } from '../ports/savedFilters.ts';
import type { MoneyIn, Stats } from '../ports/stats.ts';

export type ShowHomeDeps = ListedDeps & {
  sends: Pick<SendReader, 'counts' | 'countInWindows' | 'needing' | 'list'>; stats: Pick<Stats, 'moneyIn'>; workspaces: Pick<Workspaces, 'dataAsOf'>;
  savedFilters: Pick<SavedFilters, 'list'>; clock: Clock; thresholds: Thresholds; cancelMode: CancelMode;
};

/** How what somebody looks after stands. `view`: a Manager's teams, an Admin's workspace. Money by currency, never added up across them. */
export type TeamView = { view: Exclude<ListView, 'mine'>; counts: StatusCounts; total: CappedCount; needing: CappedCount; stuck: MoneyIn; returned: MoneyIn };

/** What stands on somebody's Home: of nothing beyond what they may see. */
export type HomeContent = {
  viewer: { role: Role; hasTeams: boolean; email: string };
  /** Their own: by status, in all, how many ask them to act, and the first of those. */
  counts: StatusCounts;
  total: CappedCount;
  needing: CappedCount;
  first: readonly Listed[];
  /** A page of their own sends, newest first; of all they may see where they have none. What stands in `first` is left out of its first page. */
  recent: { view: ListView; page: Page<Listed>; number: number };
  /** For Managers and Admins. */
  team: TeamView | undefined;
  /** The names of the filters they keep. */
  saved: readonly string[];
  asOf: DataAge | undefined;
};

const FIRST = 5;
const RECENT = 5;
/** Nobody counts along beyond this; money is that of the first so many. */
const CAP = 1000;

const requestOf = (turn: HomeTurn | undefined): PageRequest => {
  if (!turn) return { size: RECENT };
  return turn.to === 'next' ? { size: RECENT, after: turn.cursor } : { size: RECENT, before: turn.cursor };
};

const totalOf = (counts: StatusCounts): CappedCount => ({ count: Object.values(counts).reduce((sum, each) => sum + each, 0), more: false });

/** Home, from kept counts and the first rows of indexes: it costs the same however many sends there are. */
export const showHome = (deps: ShowHomeDeps) => async (actor: Actor, turn: HomeTurn | undefined): Promise<HomeContent> => {
  const { sends, workspaces, clock, thresholds, cancelMode } = deps;
  const { workspaceId, memberId, role, teams, email } = actor;
  const now = clock();
  const own = reachOfView(actor, 'mine');
  const windows = attentionWindows(now, thresholds);
  const show = (each: readonly Send[]): Promise<Listed[]> => listedSends(deps, actor, each, { now, thresholds, cancelMode });
  const recentOf = async (counts: StatusCounts): Promise<HomeContent['recent']> => {
    const view = role === 'SENDER' || totalOf(counts).count > 0 ? 'mine' : 'all';
    const list = (request: PageRequest): Promise<Page<Send>> => sends.list(workspaceId, reachOfView(actor, view), NO_FILTER, memberId, request);
    const asked = await list(requestOf(turn));
    // Whoever comes back to the start sees the first page as it is by now.
    const page = turn && !asked.previous ? await list(requestOf(undefined)) : asked;
    return { view, page: { ...page, items: await show(page.items) }, number: page.previous ? Math.max(2, turn?.number ?? 2) : 1 };
  };
  const counting = sends.counts(workspaceId, own);
  const [counts, needing, needed, recent, team, kept, asOf] = await Promise.all([
    counting,
    sends.countInWindows(workspaceId, own, windows, NO_FILTER, memberId, CAP),
    sends.needing(workspaceId, own, windows, FIRST),
    counting.then(recentOf),
    teamView(deps, actor, now),
    deps.savedFilters.list(workspaceId, memberId),
    workspaces.dataAsOf(workspaceId, now),
  ]);
  const first = await show(needed);
  const further = recent.page.items.filter(({ send }) => recent.number > 1 || !needed.some(({ id }) => id === send.id));
  return {
    viewer: { role, email, hasTeams: teams === 'every' || teams.length > 0 },
    counts, total: totalOf(counts), needing, first, recent: { ...recent, page: { ...recent.page, items: further } }, team, asOf,
    saved: kept.flatMap(({ key, query }) => (query ? [key] : [])),
  };
};

const teamView = async ({ sends, stats, thresholds }: ShowHomeDeps, actor: Actor, now: Date): Promise<TeamView | undefined> => {
  const { workspaceId, memberId, role, teams } = actor;
  if (role === 'SENDER' || (role === 'MANAGER' && teams !== 'every' && teams.length === 0)) return undefined;
  const view = role === 'ADMIN' ? 'all' : 'team';
  const reach = reachOfView(actor, view);
  const [counts, needing, stuck, returned] = await Promise.all([
    sends.counts(workspaceId, reach),
    sends.countInWindows(workspaceId, reach, attentionWindows(now, thresholds), NO_FILTER, memberId, CAP),
    stats.moneyIn(workspaceId, reach, staleWindows(now, thresholds), CAP),
    stats.moneyIn(workspaceId, reach, returnedWindows(now), CAP),
  ]);
  return { view, counts, total: totalOf(counts), needing, stuck, returned };
};
