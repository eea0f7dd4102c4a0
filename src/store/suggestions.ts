import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Reach } from '../domain/visibility.ts';
import type { Suggested, Suggestion, Suggestions } from '../usecases/ports/suggestions.ts';
import { all, any, anywhere, empty, rows, sql, uuids, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { scopesOf, teamScopes } from './scopes.ts';

const row = z.object({ id: z.string(), name: z.string(), detail: z.string().nullable() })
  .transform(({ id, name, detail }): Suggestion => ({ id, name, detail: detail ?? undefined }));

/** How many of the newest sends are looked at for their campaigns. */
const LOOKED_AT = 20_000;
/** What the trigram index needs of a text. */
const INDEXED = 3;
/** Of few names each can be compared: so like a part of one must a text be to stand for it with a slip in it. Of many the index finds those that are liker (`<%`). */
const LIKENESS = 0.4;
const likeFew = (text: string, column: Sql): Sql => sql`word_similarity(${text}, ${column}) >= ${LIKENESS}`;
const likeMany = (text: string, column: Sql): Sql => sql`${text} <% ${column}`;
const matching = (text: string, column: Sql, like = likeFew): Sql => {
  if (text === '') return sql`TRUE`;
  return text.length > INDEXED ? sql`(${column} LIKE ${anywhere(text)} OR ${like(text, column)})` : sql`${column} LIKE ${anywhere(text)}`;
};
/** What begins with the text, then what has it, then what is like it. */
const best = (text: string, column: Sql): Sql => (text === '' ? empty : sql`CASE WHEN ${column} LIKE ${anywhere(text).slice(1)} THEN 0 WHEN ${column} LIKE ${anywhere(text)} THEN 1 ELSE 2 END,`);

/** Campaigns with when each was last used: by the newest sends of all, or as it is known of a reach's scopes. */
const recentOf = (workspace: WorkspaceId, reach: Reach): Sql => (reach.everything
  ? sql`SELECT campaign_id AS id, max(listed_at) AS used FROM (SELECT s.campaign_id, s.listed_at FROM sends s WHERE s.workspace_id = ${workspace}::uuid
    ORDER BY s.listed_at DESC, s.id DESC LIMIT ${LOOKED_AT}) newest WHERE campaign_id IS NOT NULL GROUP BY campaign_id`
  : sql`SELECT k.what AS id, max(k.until) AS used FROM scope_marks k WHERE k.workspace_id = ${workspace}::uuid AND k.scope = ANY(${uuids(scopesOf(reach))}) GROUP BY k.what`);

const searchCampaigns = (database: Database, workspace: WorkspaceId, reach: Reach, text: string, limit: number): Promise<Suggestion[]> => {
  if (reach.everything && text !== '') {
    return rows(database, row, sql`SELECT c.id, c.name, NULL AS detail FROM campaigns c WHERE c.workspace_id = ${workspace}::uuid AND ${matching(text, sql`c.search_text`)}
      ORDER BY ${best(text, sql`c.search_text`)} c.search_text, c.id LIMIT ${limit}`);
  }
  return rows(database, row, sql`SELECT c.id, c.name, NULL AS detail FROM (${recentOf(workspace, reach)}) recent
    JOIN campaigns c ON c.workspace_id = ${workspace}::uuid AND c.id = recent.id WHERE ${matching(text, sql`c.search_text`)}
    ORDER BY ${best(text, sql`c.search_text`)} recent.used DESC, c.search_text, c.id LIMIT ${limit}`);
};

/** Whether what has this id, a campaign or a sender, stands on a send in scopes. */
const standsIn = (workspace: WorkspaceId, scopes: readonly string[], id: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM scope_marks k WHERE k.workspace_id = ${workspace}::uuid AND k.scope = ANY(${uuids(scopes)}) AND k.what = ${id})`;

const NOBODY = sql`'00000000-0000-0000-0000-000000000000'::uuid`;
/**
 * Whether member `m` has a send within a reach: read from the kept counts, never from the sends. LIMIT has each member asked by themselves, along their names; within scopes
 * only those who stand there.
 */
const sentWithin = (workspace: WorkspaceId, reach: Reach): Sql => {
  const counted = (where: Sql): Sql => sql`(SELECT TRUE FROM sender_counts n WHERE n.workspace_id = m.workspace_id AND n.sender_id = m.id AND n.count > 0 ${where} LIMIT 1)`;
  if (reach.everything) return counted(empty);
  const own = reach.own === undefined ? empty : sql`UNION SELECT ${reach.own}::uuid`;
  const standing = sql`m.id IN (SELECT k.what FROM scope_marks k WHERE k.workspace_id = ${workspace}::uuid AND k.scope = ANY(${uuids(teamScopes(reach))}) ${own})`;
  const teams = reach.teams === 'every' ? sql`n.team_id <> ${NOBODY}` : sql`n.team_id = ANY(${uuids(reach.teams)})`;
  return all([standing, any([...(reach.own === undefined ? [] : [sql`m.id = ${reach.own}::uuid`]), counted(sql`AND ${teams}`)])]);
};
/** Whether team `t` stands on a send within a reach, or is one whose sends lie in it. */
const teamWithin = (reach: Reach): Sql => {
  if (reach.everything || reach.teams === 'every') return sql`TRUE`;
  const own = reach.own === undefined ? [] : [sql`EXISTS (SELECT 1 FROM sender_counts n WHERE n.workspace_id = t.workspace_id AND n.sender_id = ${reach.own}::uuid AND n.team_id = t.id AND n.count > 0)`];
  return any([...own, sql`t.id = ANY(${uuids(reach.teams)})`]);
};

const searchPeople = (database: Database, workspace: WorkspaceId, reach: Reach, text: string, limit: number): Promise<Suggestion[]> =>
  rows(database, row, sql`SELECT m.id, m.name, m.email AS detail FROM members m WHERE m.workspace_id = ${workspace}::uuid
    AND ${all([matching(text, sql`m.search_text`, likeMany), sentWithin(workspace, reach)])} ORDER BY ${best(text, sql`m.search_text`)} m.name, m.id LIMIT ${limit}`);

const searchTeams = (database: Database, workspace: WorkspaceId, reach: Reach, text: string, limit: number): Promise<Suggestion[]> =>
  rows(database, row, sql`SELECT t.id, t.name, NULL AS detail FROM teams t WHERE t.workspace_id = ${workspace}::uuid
    AND ${all([matching(text, sql`t.key`), teamWithin(reach)])} ORDER BY ${best(text, sql`t.key`)} t.key, t.id LIMIT ${limit}`);

const SEARCHES = { campaign: searchCampaigns, person: searchPeople, team: searchTeams } as const satisfies Record<Suggested, unknown>;

const chosen = (workspace: WorkspaceId, reach: Reach, ids: readonly string[]): Readonly<Record<Suggested, Sql>> => ({
  campaign: sql`SELECT c.id, c.name, NULL AS detail FROM campaigns c WHERE c.workspace_id = ${workspace}::uuid AND c.id = ANY(${uuids(ids)})
    AND ${reach.everything ? sql`TRUE` : standsIn(workspace, scopesOf(reach), sql`c.id`)}`,
  person: sql`SELECT m.id, m.name, m.email AS detail FROM members m WHERE m.workspace_id = ${workspace}::uuid AND m.id = ANY(${uuids(ids)}) AND ${sentWithin(workspace, reach)}`,
  team: sql`SELECT t.id, t.name, NULL AS detail FROM teams t WHERE t.workspace_id = ${workspace}::uuid AND t.id = ANY(${uuids(ids)}) AND ${teamWithin(reach)}`,
});

export const suggestions = (database: PrismaClient): Suggestions => ({
  search: (workspace, reach, what, text, limit) => SEARCHES[what](database, workspace, reach, text, limit),
  byIds: async (workspace, reach, what, ids) => (ids.length === 0 ? [] : rows(database, row, chosen(workspace, reach, ids)[what])),
});
