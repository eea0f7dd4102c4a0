import { z } from 'zod';
import type { SendId, WorkspaceId } from '../domain/ids.ts';
import { rows, sql, texts, uuids, type Database } from './database.ts';
import { EVERY_TEAM, scopesOfSend, searchedIn } from './scopes.ts';

const wordRow = z.object({ scope: z.string(), sender: z.boolean(), word: z.string() });
/** Words of recipients, each with a scope whose sends went to them; `sender`: it is a sender's. */
export type ScopedWord = z.infer<typeof wordRow>;

/** What recipients of sends are found by: the first line of their texts. */
export const recipientWords = (database: Database, workspace: WorkspaceId, sends: readonly SendId[]): Promise<ScopedWord[]> =>
  rows(database, wordRow, sql`SELECT DISTINCT scope, scope = s.sender_id AS sender, word FROM sends s, unnest(${scopesOfSend}) scope, string_to_table(split_part(s.search_text, E'\n', 1), ' ') part, words_in(part) word
    WHERE s.workspace_id = ${workspace}::uuid AND s.id = ANY(${uuids(sends)}) AND scope IS NOT NULL`);

/** Most words that others have as well stand in so many of a scope's newest sends; only of the others the search index is asked. */
const NEWEST = 200;

/**
 * Forgets words that nothing in their scope is found by any more, which may be somebody's name. Counting makes the database use its search index, where looking for one would read all
 * sends; what it counts lies within the scope, and is no word of many.
 */
export const forgetWords = async (database: Database, workspace: WorkspaceId, words: readonly ScopedWord[]): Promise<void> => {
  if (words.length === 0) return;
  const newest = sql`ORDER BY s.listed_at DESC, s.id DESC LIMIT ${NEWEST}`;
  await database.$executeRaw(sql`WITH asked AS MATERIALIZED (SELECT * FROM unnest(${uuids(words.map(({ scope }) => scope))}, ${words.map(({ sender }) => sender)}::boolean[], ${texts(words.map(({ word }) => word))}) a(scope, sender, word)),
    scopes AS MATERIALIZED (SELECT DISTINCT scope, sender FROM asked),
    newest AS (SELECT scopes.scope, s.search_text FROM scopes CROSS JOIN LATERAL (
      (SELECT s.search_text FROM sends s WHERE scopes.sender AND s.workspace_id = ${workspace}::uuid AND s.sender_id = scopes.scope ${newest})
      UNION ALL (SELECT s.search_text FROM sends s WHERE NOT scopes.sender AND s.workspace_id = ${workspace}::uuid AND s.team_id = scopes.scope ${newest})
      UNION ALL (SELECT s.search_text FROM sends s WHERE scopes.scope = ${EVERY_TEAM}::uuid AND s.workspace_id = ${workspace}::uuid AND s.team_id IS NOT NULL ${newest})) s),
    senders AS (SELECT scopes.scope, m.search_text FROM scopes JOIN scope_marks k ON k.workspace_id = ${workspace}::uuid AND k.scope = scopes.scope JOIN members m ON m.workspace_id = k.workspace_id AND m.id = k.what
      UNION ALL SELECT m.id, m.search_text FROM scopes JOIN members m ON m.workspace_id = ${workspace}::uuid AND m.id = scopes.scope),
    parts AS (SELECT DISTINCT scope, part FROM (SELECT * FROM newest UNION ALL SELECT * FROM senders) said, string_to_table(replace(search_text, E'\n', ' '), ' ') part),
    said AS MATERIALIZED (SELECT DISTINCT scope, word FROM parts, words_in(part) word),
    rare AS MATERIALIZED (SELECT scope, word FROM asked a WHERE NOT EXISTS (SELECT 1 FROM said WHERE said.scope = a.scope AND said.word = a.word))
    DELETE FROM scope_words k USING rare WHERE k.workspace_id = ${workspace}::uuid AND k.word = rare.word AND k.scope = rare.scope
      AND (SELECT count(*) FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${searchedIn(sql`ARRAY[rare.scope]`)} AND s.search_text LIKE '%' || rare.word || '%') = 0`);
  await database.$executeRaw(sql`DELETE FROM search_words w WHERE w.workspace_id = ${workspace}::uuid AND w.word = ANY(${texts([...new Set(words.map(({ word }) => word))])})
    AND NOT EXISTS (SELECT 1 FROM scope_words k WHERE k.workspace_id = w.workspace_id AND k.word = w.word)
    AND (SELECT count(*) FROM members m WHERE m.workspace_id = w.workspace_id AND m.search_text LIKE '%' || w.word || '%') = 0`);
};
