import type { WorkspaceId } from '../../domain/ids.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { Words } from '../../usecases/ports/search.ts';
import { join, sql, uuids, type Sql } from '../database.ts';
import { type Bounded, inTeamScope, scopesOf, teamScopes } from '../scopes.ts';
import { hasAny } from './newest.ts';

/** Campaigns that words name are over, often with very many sends: so many of them are walked newest first. */
const CAMPAIGNS = 12;
/** Among so many sends of a scope, from when the campaign's newest was there. */
const AMONG = 500;

/** The newest sends of campaigns that are called so, as a query: no other sends are read than what lies within the reach. */
export const ofCampaignsCalled = (workspace: WorkspaceId, reach: Reach, wanted: readonly Words[], limit: number): Sql =>
  (reach.everything ? ofAnyCalled(workspace, wanted, limit) : ofCalledIn(workspace, reach, wanted, limit));

const ofAnyCalled = (workspace: WorkspaceId, wanted: readonly Words[], limit: number): Sql =>
  sql`SELECT s.id, s.listed_at FROM (SELECT c.id FROM campaigns c WHERE c.workspace_id = ${workspace}::uuid AND ${hasAny(sql`c.search_text`, wanted)} ORDER BY c.id DESC LIMIT ${CAMPAIGNS}) called
    CROSS JOIN LATERAL (SELECT s.id, s.listed_at FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND s.campaign_id = called.id ORDER BY s.listed_at DESC, s.id DESC LIMIT ${limit}) s`;

const ofCalledIn = (workspace: WorkspaceId, reach: Bounded, wanted: readonly Words[], limit: number): Sql => {
  const walk = (scopes: readonly string[], isIn: Sql): Sql => sql`SELECT s.id, s.listed_at FROM called CROSS JOIN LATERAL (SELECT near.id, near.listed_at FROM (
      SELECT s.id, s.listed_at, s.campaign_id FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${isIn} AND s.listed_at <= called.until
        ORDER BY s.listed_at DESC, s.id DESC LIMIT ${AMONG}) near WHERE near.campaign_id = called.id LIMIT ${limit}) s WHERE called.scope = ANY(${uuids(scopes)})`;
  const own = reach.own === undefined ? [] : [walk([reach.own], sql`s.sender_id = called.scope`)];
  const teams = teamScopes(reach).length === 0 ? [] : [walk(teamScopes(reach), inTeamScope(reach, sql`called.scope`))];
  return sql`WITH called AS MATERIALIZED (SELECT c.id, m.scope, m.until FROM scope_marks m JOIN campaigns c ON c.workspace_id = m.workspace_id AND c.id = m.what
      WHERE m.workspace_id = ${workspace}::uuid AND m.scope = ANY(${uuids(scopesOf(reach))}) AND ${hasAny(sql`c.search_text`, wanted)} ORDER BY m.until DESC, c.search_text, c.id, m.scope LIMIT ${CAMPAIGNS})
    ${join([...own, ...teams], ' UNION ')}`;
};
