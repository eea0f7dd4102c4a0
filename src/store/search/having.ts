import type { WorkspaceId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { Search, Words } from '../../usecases/ports/search.ts';
import { all, any, anywhere, join, rows, sql, type Database, type Sql } from '../database.ts';
import { armsOf, within } from '../reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendRow } from '../sendRows.ts';

/** How many of the newest sends are looked through one by one: where a word is common enough, that finds it, and no index would be as quick. */
const LOOKED_THROUGH = 1500;
/** What is found among those is enough to answer with. What is rarer stands in few sends, and the index names them. */
const ENOUGH = 6;
/** Campaigns that words name are over, often with very many sends: these are walked newest first, so many of so many campaigns. */
const CAMPAIGNS = 12;
const OF_EACH = 300;

/** Whether a text (a column) has all words of any of these. The search index intersects the words of each by itself. */
export const hasAny = (column: Sql, wanted: readonly Words[]): Sql => any(wanted.map((words) => all(words.map((word) => sql`${column} LIKE ${anywhere(word)}`))));

/**
 * The work is bounded: the newest are walked along their index, no further than `LOOKED_THROUGH`; where that finds too little, and there are further sends, the newest of campaigns
 * that are called so; and only where that finds too little, too, the search index is asked. It has to name every send that fits: by then they are known to be few in what is new and in name.
 */
const matching = (workspace: WorkspaceId, reach: Reach, wanted: readonly Words[], limit: number): Sql => {
  const arms = armsOf(reach, 'each').map((arm) => sql`(SELECT s.id, s.listed_at, s.search_text FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${arm}
    ORDER BY s.listed_at DESC, s.id DESC LIMIT ${LOOKED_THROUGH})`);
  const condition = hasAny(sql`s.search_text`, wanted);
  return sql`WITH newest AS MATERIALIZED (SELECT * FROM (${join(arms, ' UNION ALL ')}) arms ORDER BY listed_at DESC, id DESC LIMIT ${LOOKED_THROUGH}),
    near AS MATERIALIZED (SELECT s.id, s.listed_at FROM newest s WHERE ${condition} ORDER BY s.listed_at DESC, s.id DESC LIMIT ${limit}),
    called AS MATERIALIZED (SELECT c.id FROM campaigns c WHERE (SELECT count(*) FROM newest) = ${LOOKED_THROUGH} AND (SELECT count(*) FROM near) < ${ENOUGH}
      AND c.workspace_id = ${workspace}::uuid AND ${hasAny(sql`c.search_text`, wanted)} ORDER BY c.id DESC LIMIT ${CAMPAIGNS}),
    theirs AS MATERIALIZED (SELECT s.id, s.listed_at FROM called CROSS JOIN LATERAL (SELECT s.id, s.listed_at, s.sender_id, s.team_id FROM sends s
      WHERE s.workspace_id = ${workspace}::uuid AND s.campaign_id = called.id ORDER BY s.listed_at DESC, s.id DESC LIMIT ${OF_EACH}) s WHERE ${within(reach)}),
    far AS MATERIALIZED (SELECT s.id, s.listed_at FROM sends s WHERE (SELECT count(*) FROM newest) = ${LOOKED_THROUGH} AND (SELECT count(*) FROM near) < ${ENOUGH}
      AND (SELECT count(*) FROM theirs) < ${ENOUGH} AND s.workspace_id = ${workspace}::uuid AND ${within(reach)} AND ${condition}),
    hits AS (SELECT * FROM (SELECT * FROM near UNION SELECT * FROM theirs UNION SELECT * FROM far) found ORDER BY listed_at DESC, id DESC LIMIT ${limit})`;
};

export const having = (database: Database): Search['having'] => async (workspace, reach, wanted, limit): Promise<Send[]> => {
  if (wanted.length === 0 || armsOf(reach, 'each').length === 0) return [];
  return rows(database, sendRow, sql`${matching(workspace, reach, wanted, limit)}
    SELECT ${SEND_COLUMNS} FROM hits JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = hits.id ${SEND_JOINS} ORDER BY hits.listed_at DESC, hits.id DESC`);
};
