import { foldTracking } from '../domain/text.ts';
import type { SendReader } from '../usecases/ports.ts';
import { keptCounts } from './counts.ts';
import { rows, sql, texts, type Database } from './database.ts';
import { filterCondition } from './filter.ts';
import { countMatching, newestFirst } from './newestFirst.ts';
import { within } from './reach.ts';
import { sendDetails } from './sendDetails.ts';
import { SEND_COLUMNS, SEND_JOINS, sendRow } from './sendRows.ts';
import { countInWindows, inWindows, needing } from './windows.ts';

/** The reading half of the store: every query is bounded by a reach, and every list by a limit. */
export const sendReader = (database: Database): SendReader => ({
  lookUp: async (workspace, reach, text, limit) => {
    const asTyped = text.trim().replace(/^#/, '');
    return rows(
      database,
      sendRow,
      sql`WITH hits AS (
          SELECT send_id, CASE scheme WHEN 'number' THEN 0 ELSE 1 END AS rank FROM send_names
            WHERE workspace_id = ${workspace}::uuid AND value = ANY(${texts([asTyped, asTyped.toUpperCase()])})
          UNION ALL SELECT send_id, 2 FROM trackings
            WHERE workspace_id = ${workspace}::uuid AND key = ${foldTracking(asTyped)} AND key <> ''),
        seen AS (
          SELECT s.id, min(hits.rank) AS rank FROM hits JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = hits.send_id
            WHERE ${within(reach)} GROUP BY s.id)
        SELECT ${SEND_COLUMNS} FROM seen JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = seen.id ${SEND_JOINS}
          WHERE seen.rank = (SELECT min(rank) FROM seen) ORDER BY s.listed_at DESC, s.id DESC LIMIT ${limit}`,
    );
  },

  details: (workspace, reach, id) => sendDetails(database, workspace, reach, id),

  list: async (workspace, reach, filter, viewer, page) =>
    newestFirst(database, workspace, reach, await filterCondition(database, workspace, viewer, filter), page),

  inWindows: async (workspace, reach, windows, filter, viewer, page) =>
    inWindows(database, workspace, reach, windows, await filterCondition(database, workspace, viewer, filter), page),

  countInWindows: async (workspace, reach, windows, filter, viewer, cap) =>
    countInWindows(database, workspace, reach, windows, await filterCondition(database, workspace, viewer, filter), cap),

  needing: (workspace, reach, windows, limit) => needing(database, workspace, reach, windows, limit),

  counts: (workspace, reach) => keptCounts(database, workspace, reach),

  countMatching: async (workspace, reach, filter, viewer, cap) =>
    countMatching(database, workspace, reach, await filterCondition(database, workspace, viewer, filter), cap),
});
