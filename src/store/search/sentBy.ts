import type { WorkspaceId } from '../../domain/ids.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { Search } from '../../usecases/ports/search.ts';
import { join, sql, uuids, type Database, type Sql } from '../database.ts';
import { type Bounded, inTeamScope, teamScopes } from '../scopes.ts';
import { hasAny } from './newest.ts';
import { idsOf, sendsOf } from './sendsOf.ts';

/** Nobody means more people by one name. */
const PEOPLE = 5;

export const sentBy = (database: Database): Search['sentBy'] => async (workspace, reach, wanted, limit) => {
  if (wanted.length === 0) return [];
  const ids = await idsOf(database, sql`WITH people AS MATERIALIZED (SELECT m.id FROM members m WHERE m.workspace_id = ${workspace}::uuid AND ${hasAny(sql`m.search_text`, wanted)}
      AND ${hasSent(workspace, reach)} ORDER BY m.name, m.id LIMIT ${PEOPLE})
    SELECT id::text FROM (${theirs(workspace, reach, limit)}) found ORDER BY listed_at DESC, id DESC LIMIT ${limit}`);
  return sendsOf(database, workspace, reach, ids);
};

/** Whether member `m` may have sent something within a reach. */
const hasSent = (workspace: WorkspaceId, reach: Reach): Sql => (reach.everything ? sql`TRUE` : sql`(m.id = ${reach.own ?? null}::uuid
  OR EXISTS (SELECT 1 FROM scope_marks k WHERE k.workspace_id = ${workspace}::uuid AND k.scope = ANY(${uuids(teamScopes(reach))}) AND k.what = m.id))`);

/** The newest of each of the people: in a team's scope from when they last sent something there. */
const theirs = (workspace: WorkspaceId, reach: Reach, limit: number): Sql => {
  const walk = (rest: Sql): Sql => sql`CROSS JOIN LATERAL (SELECT s.id, s.listed_at FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND s.sender_id = people.id ${rest}
    ORDER BY s.listed_at DESC, s.id DESC LIMIT ${limit}) s`;
  if (reach.everything) return sql`SELECT s.id, s.listed_at FROM people ${walk(sql``)}`;
  return join([...ownArm(reach, walk), teamArm(workspace, reach, walk)], ' UNION ');
};
const ownArm = ({ own }: Bounded, walk: (rest: Sql) => Sql): Sql[] => (own === undefined ? [] : [sql`SELECT s.id, s.listed_at FROM people ${walk(sql``)} WHERE people.id = ${own}::uuid`]);
const teamArm = (workspace: WorkspaceId, reach: Bounded, walk: (rest: Sql) => Sql): Sql =>
  sql`SELECT s.id, s.listed_at FROM people JOIN scope_marks k ON k.workspace_id = ${workspace}::uuid AND k.scope = ANY(${uuids(teamScopes(reach))}) AND k.what = people.id
    ${walk(sql`AND ${inTeamScope(reach, sql`k.scope`)} AND s.listed_at <= k.until`)}`;
