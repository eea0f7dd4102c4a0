import { z } from 'zod';
import { foldTracking } from '../domain/text.ts';
import type { SendReader } from '../usecases/ports.ts';
import { keptCounts } from './counts.ts';
import { planKept, rows, sql, type Database } from './database.ts';
import { exportPage } from './exportPage.ts';
import { filterCondition, isSearch } from './filter.ts';
import { countMatching, newestFirst } from './newestFirst.ts';
import { within } from './reach.ts';
import { sendDetails } from './sendDetails.ts';
import { SEND_COLUMNS, SEND_JOINS, sendColumns, toSend } from './sendRows.ts';
import { countInWindows, inWindows, needing } from './windows.ts';

/** A send found by a name; `rank` 0: as number, 1: as another system's name, 2: by its tracking number. */
const rankedRow = sendColumns.extend({ rank: z.number() }).transform((row) => ({ send: toSend(row), rank: row.rank }));

/** The reading half of the store: every query is bounded by a reach, and every list by a limit. */
export const sendReader = (database: Database): SendReader => ({
  lookUp: async (workspace, reach, text, limit) => {
    const asTyped = text.trim().replace(/^#/, '');
    const found = await rows(
      database,
      rankedRow,
      sql`${planKept}SELECT ${SEND_COLUMNS}, hits.rank FROM (
          SELECT send_id, min(rank) AS rank FROM (
            SELECT send_id, CASE scheme WHEN 'number' THEN 0 ELSE 1 END AS rank FROM send_names
              WHERE workspace_id = ${workspace}::uuid AND value IN (${asTyped}, ${asTyped.toUpperCase()})
            UNION ALL SELECT send_id, 2 FROM trackings
              WHERE workspace_id = ${workspace}::uuid AND key = ${foldTracking(asTyped)} AND key <> '') named
          GROUP BY send_id) hits
        JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = hits.send_id ${SEND_JOINS}
        WHERE ${within(reach)} ORDER BY hits.rank, s.listed_at DESC, s.id DESC LIMIT ${limit}`,
    );
    return found.filter(({ rank }) => rank === found[0]?.rank).map(({ send }) => send);
  },

  details: (workspace, reach, id) => sendDetails(database, workspace, reach, id),

  list: async (workspace, reach, filter, viewer, page) =>
    newestFirst(database, workspace, reach, await filterCondition(database, workspace, viewer, filter), page),

  inWindows: async (workspace, reach, windows, filter, viewer, page) =>
    inWindows(database, workspace, reach, windows, await filterCondition(database, workspace, viewer, filter), page),

  countInWindows: async (workspace, reach, windows, filter, viewer, cap) =>
    countInWindows(database, workspace, reach, windows, await filterCondition(database, workspace, viewer, filter), isSearch(filter), cap),

  needing: (workspace, reach, windows, limit) => needing(database, workspace, reach, windows, limit),

  counts: (workspace, reach) => keptCounts(database, workspace, reach),

  countMatching: async (workspace, reach, filter, viewer, cap) =>
    countMatching(database, workspace, reach, await filterCondition(database, workspace, viewer, filter), cap),

  exportPage: async (workspace, reach, filter, viewer, page) =>
    exportPage(database, workspace, reach, await filterCondition(database, workspace, viewer, filter), page),
});
