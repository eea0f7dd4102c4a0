import { z } from 'zod';
import { FUNNEL_FAMILIES, FUNNELS } from '../domain/funnel.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Window } from '../domain/staleness.ts';
import type { Reach } from '../domain/visibility.ts';
import type { MoneyIn, Stats } from '../usecases/ports/stats.ts';
import { countRow } from './counts.ts';
import { all, join, rows, sql, time, type Database } from './database.ts';
import { filterCondition } from './filter.ts';
import { armsOf } from './reach.ts';
import { firstOfEach, LONGEST } from './windows.ts';

const family = z.enum(FUNNEL_FAMILIES);
const figuresRow = z.object({
  total: z.coerce.number(),
  counts: z.array(countRow),
  steps: z.array(z.object({ family, step: z.number(), furthest: z.number() })),
  times: z.array(z.object({ family, step: z.number(), sends: z.number(), days: z.number() })),
  costs: z.array(z.object({ campaign: z.string().nullable().transform((name) => name ?? undefined), currency: z.string(), cents: z.number(), sends: z.number() })),
});
const STEPS = JSON.stringify(FUNNEL_FAMILIES.flatMap((name) => FUNNELS[name].map((status, step) => ({ family: name, step, status }))));

/** One statement over the newest sends: what they are, how far they came, what they cost. */
const moneyRow = z.object({ total: z.coerce.number(), sums: z.array(z.object({ currency: z.string(), cents: z.number() })) });

/** Read along the windows' index no further than the cap. */
const moneyIn = async (database: Database, workspace: WorkspaceId, reach: Reach, windows: readonly Window[], cap: number): Promise<MoneyIn> => {
  const arms = armsOf(reach, 'together');
  if (arms.length === 0) return { sends: { count: 0, more: false }, sums: [] };
  const first = firstOfEach(workspace, arms, windows, { columns: () => sql`s.status_since, s.cost_cents, s.currency`, conditions: () => sql`TRUE`, order: LONGEST }, cap + 1);
  const [found] = await rows(database, moneyRow, sql`WITH wide AS MATERIALIZED (SELECT * FROM (${first}) each_window ORDER BY status_since LIMIT ${cap + 1}),
    sums AS (SELECT currency, sum(cost_cents)::bigint AS cents FROM (SELECT * FROM wide ORDER BY status_since LIMIT ${cap}) longest WHERE cost_cents > 0 GROUP BY currency)
    SELECT (SELECT count(*) FROM wide) AS total, coalesce((SELECT json_agg(json_build_object('currency', currency, 'cents', cents) ORDER BY cents DESC, currency) FROM sums), '[]') AS sums`);
  const { total = 0, sums = [] } = found ?? {};
  return { sends: { count: Math.min(total, cap), more: total > cap }, sums };
};

export const stats = (database: Database): Stats => ({
  moneyIn: (workspace, reach, windows, cap) => moneyIn(database, workspace, reach, windows, cap),

  figures: async (workspace, reach, filter, viewer, { now, cap, campaigns }) => {
    const condition = await filterCondition(database, workspace, viewer, filter);
    const newest = armsOf(reach, 'each').map((arm) => sql`(SELECT s.id, s.listed_at, s.status, s.family, s.campaign_id, s.cost_cents, s.currency FROM sends s
      WHERE s.workspace_id = ${workspace}::uuid AND ${all([arm, condition])} ORDER BY s.listed_at DESC, s.id DESC LIMIT ${cap + 1})`);
    if (newest.length === 0) return { total: { count: 0, more: false }, counts: {}, steps: [], times: [], costs: [] };
    // The lateral join keeps to one walk along the index for each chosen send, however many observations there are.
    const [found] = await rows(database, figuresRow, sql`WITH
      wide AS MATERIALIZED (SELECT * FROM (${join(newest, ' UNION ALL ')}) arms ORDER BY listed_at DESC, id DESC LIMIT ${cap + 1}),
      chosen AS MATERIALIZED (SELECT * FROM wide ORDER BY listed_at DESC, id DESC LIMIT ${cap}),
      way AS (SELECT * FROM jsonb_to_recordset(${STEPS}::jsonb) AS w(family text, step int, status text)),
      firsts AS MATERIALIZED (SELECT c.id, c.family, w.step, seen.at FROM chosen c CROSS JOIN LATERAL (SELECT o.status, min(o.at) FILTER (WHERE NOT o.approximate) AS at
        FROM observations o WHERE o.workspace_id = ${workspace}::uuid AND o.send_id = c.id AND o.at <= ${time(now)} GROUP BY o.status) seen
        JOIN way w ON w.family = c.family AND w.status = seen.status),
      furthest AS (SELECT family, step, count(*) AS furthest FROM (SELECT family, max(step) AS step FROM firsts GROUP BY id, family) each_send GROUP BY family, step),
      times AS (SELECT b.family, b.step, count(*) AS sends, percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM b.at - a.at)::float8) / 86400 AS days
        FROM firsts a JOIN firsts b ON b.id = a.id AND b.step = a.step + 1 WHERE b.at >= a.at GROUP BY b.family, b.step),
      costs AS (SELECT campaign_id, coalesce(currency, '') AS currency, sum(cost_cents)::bigint AS cents, count(*) AS sends FROM chosen
        WHERE cost_cents IS NOT NULL AND status NOT IN ('CANCELED', 'REFUNDED') GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT ${campaigns})
      SELECT (SELECT count(*) FROM wide) AS total,
        coalesce((SELECT json_agg(by_status) FROM (SELECT status, count(*) AS count FROM chosen GROUP BY status) by_status), '[]') AS counts,
        coalesce((SELECT json_agg(f) FROM furthest f), '[]') AS steps, coalesce((SELECT json_agg(t) FROM times t), '[]') AS times,
        coalesce((SELECT json_agg(json_build_object('campaign', p.name, 'currency', k.currency, 'cents', k.cents, 'sends', k.sends) ORDER BY k.cents DESC, k.campaign_id) FROM costs k
          LEFT JOIN campaigns p ON p.workspace_id = ${workspace}::uuid AND p.id = k.campaign_id), '[]') AS costs`);
    const { total = 0, counts = [], steps = [], times = [], costs = [] } = found ?? {};
    return {
      total: { count: Math.min(total, cap), more: total > cap }, steps, times, costs,
      counts: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
    };
  },
});
