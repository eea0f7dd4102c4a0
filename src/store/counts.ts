import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import { KNOWN_STATUSES, type StatusName } from '../domain/status.ts';
import type { Reach } from '../domain/visibility.ts';
import type { StatusCounts } from '../usecases/ports.ts';
import { empty, join, rows, sql, uuids, type Database, type Sql } from './database.ts';

const statusName = z.enum(['UNKNOWN', ...KNOWN_STATUSES] satisfies StatusName[]);
export const countRow = z.object({ status: statusName, count: z.coerce.number() });

/** The kept counts of a reach: sums over a few rows per team and sender, however many sends there are. */
export const keptCounts = async (database: Database, workspace: WorkspaceId, reach: Reach): Promise<StatusCounts> => {
  const found = await rows(database, countRow, countsQuery(workspace, reach));
  return Object.fromEntries(found.map(({ status, count }) => [status, count]));
};

const countsQuery = (workspace: WorkspaceId, reach: Reach): Sql => {
  const own = sql`SELECT status, count FROM sender_counts WHERE workspace_id = ${workspace}::uuid`;
  const byTeam = sql`SELECT status, count FROM team_counts WHERE workspace_id = ${workspace}::uuid`;
  const parts = partsOf(reach, own, byTeam);
  return sql`SELECT status, sum(count)::bigint AS count FROM (${parts.length > 0 ? join(parts, ' UNION ALL ') : sql`${byTeam} AND FALSE`}) kept
    GROUP BY status HAVING sum(count) > 0`;
};

const NO_TEAM = sql`'00000000-0000-0000-0000-000000000000'::uuid`;
const partsOf = (reach: Reach, own: Sql, byTeam: Sql): Sql[] => {
  if (reach.everything) return [byTeam];
  const theirs = reach.teams === 'every' ? sql`team_id <> ${NO_TEAM}` : sql`team_id = ANY(${uuids(reach.teams)})`;
  const teams = reach.teams !== 'every' && reach.teams.length === 0 ? [] : [sql`${byTeam} AND ${theirs}`];
  const mine = reach.own === undefined ? [] : [sql`${own} AND sender_id = ${reach.own}::uuid ${teams.length > 0 ? sql`AND NOT (${theirs})` : empty}`];
  return [...teams, ...mine];
};
