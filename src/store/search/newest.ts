import { z } from 'zod';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { Words } from '../../usecases/ports/search.ts';
import { all, any, anywhere, join, rows, sql, type Database, type Sql } from '../database.ts';
import { armsOf } from '../reach.ts';

/** How many of the newest sends are looked through one by one: where a word is common enough, that finds it, and no index would be as quick. */
export const LOOKED_THROUGH = 1500;
/** What is found among those is enough to answer with. What is rarer stands in few sends, and the index names them. */
export const ENOUGH = 6;

/** Whether a text (a column) has all words of any of these. The search index intersects the words of each by itself. */
export const hasAny = (column: Sql, wanted: readonly Words[]): Sql => any(wanted.map((words) => all(words.map((word) => has(column, word)))));
const has = (column: Sql, word: string): Sql => sql`${column} LIKE ${anywhere(word)}`;

/** The newest sends within a reach, so many: a walk along each arm's index. */
export const newestWithin = (workspace: WorkspaceId, reach: Reach, most: number): Sql => {
  const arms = armsOf(reach, 'each').map((arm) => sql`(SELECT s.id, s.listed_at, s.search_text FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${arm}
    ORDER BY s.listed_at DESC, s.id DESC LIMIT ${most})`);
  return sql`SELECT * FROM (${join(arms, ' UNION ALL ')}) arms ORDER BY listed_at DESC, id DESC LIMIT ${most}`;
};

/** `found`: their ids, the newest. `further`: there are more sends than were looked through, and too little was found. Then `shares` says in what part of them each word stands. */
export type Newest = { found: readonly string[]; further: boolean; shares: ReadonlyMap<string, number> };
const row = z.object({ found: z.array(z.string()), further: z.boolean(), standing: z.array(z.number()) });

/** Looks through the newest. */
export const lookThrough = async (database: Database, workspace: WorkspaceId, reach: Reach, wanted: readonly Words[], limit: number): Promise<Newest> => {
  const words = [...new Set(wanted.flat())];
  const standing = words.map((word) => sql`(SELECT count(*)::int FROM newest n WHERE ${has(sql`n.search_text`, word)})`);
  const [said] = await rows(database, row, sql`WITH newest AS MATERIALIZED (${newestWithin(workspace, reach, LOOKED_THROUGH)}),
    near AS MATERIALIZED (SELECT n.id FROM newest n WHERE ${hasAny(sql`n.search_text`, wanted)} ORDER BY n.listed_at DESC, n.id DESC LIMIT ${limit}),
    looked AS MATERIALIZED (SELECT (SELECT count(*) FROM newest) = ${LOOKED_THROUGH} AND (SELECT count(*) FROM near) < ${ENOUGH} AS further)
    SELECT ARRAY(SELECT id::text FROM near) AS found, further, CASE WHEN further THEN ARRAY[${join(standing, ', ')}] ELSE '{}'::int[] END AS standing FROM looked`);
  const { found, further, standing: counts } = said ?? { found: [], further: false, standing: [] };
  return { found, further, shares: new Map(words.map((word, i) => [word, (counts[i] ?? 0) / LOOKED_THROUGH])) };
};
