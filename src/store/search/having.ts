import type { WorkspaceId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { Choice, Search } from '../../usecases/ports/search.ts';
import { all, any, anywhere, join, rows, sql, type Database, type Sql } from '../database.ts';
import { armsOf, within } from '../reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendRow } from '../sendRows.ts';

/** How many of the newest sends are looked through one by one: where a word is common enough, that finds it, and no index would be as quick. */
const LOOKED_THROUGH = 1500;
/** What is found among those is enough to answer with. What is rarer stands in few sends, and the index names them. */
const ENOUGH = 6;

/** Whether a text (a column) has all of the choices. */
export const hasAll = (column: Sql, choices: readonly Choice[]): Sql => all(choices.map((choice) => any(choice.map((word) => sql`${column} LIKE ${anywhere(word)}`))));

/**
 * The work is bounded for every word: the newest are walked along their index, no further than `LOOKED_THROUGH`; only where that finds too little, and there are
 * further sends, the search index is asked. It would have to name every send a common word stands in; by then it is known not to be one.
 */
const matching = (workspace: WorkspaceId, reach: Reach, choices: readonly Choice[], limit: number): Sql => {
  const arms = armsOf(reach, 'each').map((arm) => sql`(SELECT s.id, s.listed_at, s.search_text FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${arm}
    ORDER BY s.listed_at DESC, s.id DESC LIMIT ${LOOKED_THROUGH})`);
  const condition = hasAll(sql`s.search_text`, choices);
  return sql`WITH newest AS MATERIALIZED (SELECT * FROM (${join(arms, ' UNION ALL ')}) arms ORDER BY listed_at DESC, id DESC LIMIT ${LOOKED_THROUGH}),
    near AS MATERIALIZED (SELECT s.id, s.listed_at FROM newest s WHERE ${condition} ORDER BY s.listed_at DESC, s.id DESC LIMIT ${limit}),
    far AS MATERIALIZED (SELECT s.id, s.listed_at FROM sends s WHERE (SELECT count(*) FROM newest) = ${LOOKED_THROUGH} AND (SELECT count(*) FROM near) < ${ENOUGH}
      AND s.workspace_id = ${workspace}::uuid AND ${within(reach)} AND ${condition}),
    hits AS (SELECT * FROM (SELECT * FROM near UNION SELECT * FROM far) found ORDER BY listed_at DESC, id DESC LIMIT ${limit})`;
};

export const having = (database: Database): Search['having'] => async (workspace, reach, choices, limit): Promise<Send[]> => {
  if (choices.length === 0 || armsOf(reach, 'each').length === 0) return [];
  return rows(database, sendRow, sql`${matching(workspace, reach, choices, limit)}
    SELECT ${SEND_COLUMNS} FROM hits JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = hits.id ${SEND_JOINS} ORDER BY hits.listed_at DESC, hits.id DESC`);
};
