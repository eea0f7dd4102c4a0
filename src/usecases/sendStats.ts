import type { DataAge } from '../domain/dataAge.ts';
import { FUNNEL_FAMILIES, type FunnelFamily, FUNNELS } from '../domain/funnel.ts';
import type { Filter } from '../domain/query/filter.ts';
import { staleWindows, type Thresholds } from '../domain/staleness.ts';
import type { KnownStatus } from '../domain/status.ts';
import { type Actor, type ListView, reachOfView } from '../domain/visibility.ts';
import type { CappedCount, Clock, SendReader, StatusCounts, Workspaces } from './ports.ts';
import type { CampaignCost, SendFigures, Stats } from './ports/stats.ts';

export type SendStatsDeps = {
  stats: Stats; sends: Pick<SendReader, 'countInWindows'>; workspaces: Pick<Workspaces, 'dataAsOf'>; clock: Clock; thresholds: Thresholds;
};

/** `reached`: how many came to this step or further. `days`: the median from the step before, where it is known. */
export type FunnelStep = { status: KnownStatus; reached: number; days: number | undefined };
export type SendStats = {
  /** What the figures are of: the newest, where there are more. */
  total: CappedCount;
  counts: StatusCounts;
  /** Only families that have come anywhere. */
  funnels: readonly { family: FunnelFamily; steps: readonly FunnelStep[] }[];
  stuck: CappedCount;
  costs: readonly CampaignCost[];
  asOf: DataAge | undefined;
};

/** Figures are of at most so many sends, the newest; what is stuck is counted no further than a list's headline counts. */
const CAP = 50_000;
const STUCK_CAP = 1000;
const CAMPAIGNS = 8;

/** Figures of a view, never of anything beyond what the actor may see. */
export const sendStats = ({ stats, sends, workspaces, clock, thresholds }: SendStatsDeps) => async (actor: Actor, view: ListView, filter: Filter): Promise<SendStats> => {
  const { workspaceId, memberId } = actor;
  const now = clock();
  const reach = reachOfView(actor, view);
  const [figures, stuck, asOf] = await Promise.all([
    stats.figures(workspaceId, reach, filter, memberId, { now, cap: CAP, campaigns: CAMPAIGNS }),
    sends.countInWindows(workspaceId, reach, staleWindows(now, thresholds), filter, memberId, STUCK_CAP),
    workspaces.dataAsOf(workspaceId, now),
  ]);
  const { total, counts, costs } = figures;
  return { total, counts, costs, stuck, asOf, funnels: FUNNEL_FAMILIES.map((family) => funnelOf(family, figures)).filter(({ steps }) => (steps[0]?.reached ?? 0) > 0) };
};

const funnelOf = (family: FunnelFamily, { steps, times }: SendFigures): SendStats['funnels'][number] => ({
  family,
  steps: FUNNELS[family].map((status, step) => ({
    status,
    reached: steps.filter((each) => each.family === family && each.step >= step).reduce((sum, { furthest }) => sum + furthest, 0),
    days: times.find((each) => each.family === family && each.step === step)?.days,
  })),
});
