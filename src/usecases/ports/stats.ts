import type { MemberId, WorkspaceId } from '../../domain/ids.ts';
import type { Filter } from '../../domain/query/filter.ts';
import type { Money } from '../../domain/send.ts';
import type { Window } from '../../domain/staleness.ts';
import type { FunnelFamily } from '../../domain/funnel.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { CappedCount, StatusCounts } from '../ports.ts';

/** A step of a funnel: how many sends came so far or further, and how long the way from the step before took. */
export type StepCount = { family: FunnelFamily; step: number; furthest: number };
/** `days`: the median, of `sends` sends for which both times are known exactly. */
export type StepTime = { family: FunnelFamily; step: number; sends: number; days: number };
export type CampaignCost = { campaign: string | undefined; currency: string; cents: number; sends: number };

export type SendFigures = {
  /** How many sends the figures are of: the newest, at most the cap. */
  total: CappedCount;
  counts: StatusCounts;
  /** How many sends had a step as their furthest. */
  steps: readonly StepCount[];
  times: readonly StepTime[];
  /** The dearest first, canceled and refunded sends left out. */
  costs: readonly CampaignCost[];
};

/** What sends cost together, by currency, the most first. `sends`: of how many, priced or not. */
export type MoneyIn = { sends: CappedCount; sums: readonly Money[] };

export type Stats = {
  /** Figures of the newest `cap` sends within a reach that meet a filter, as known at `now`; at most `campaigns` costs. */
  figures(workspaceId: WorkspaceId, reach: Reach, filter: Filter, viewer: MemberId, limits: { now: Date; cap: number; campaigns: number }): Promise<SendFigures>;
  /** The money in sends that lie in any of the windows: in the first `cap` of them, the longest there first. */
  moneyIn(workspaceId: WorkspaceId, reach: Reach, windows: readonly Window[], cap: number): Promise<MoneyIn>;
};
