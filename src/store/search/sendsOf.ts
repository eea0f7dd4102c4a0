import { z } from 'zod';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import type { Reach } from '../../domain/visibility.ts';
import { planKept, rows, sql, uuids, type Database, type Sql } from '../database.ts';
import { within } from '../reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendRow } from '../sendRows.ts';

const idRow = z.object({ id: z.string() }).transform(({ id }) => id);
export const idsOf = (database: Database, query: Sql): Promise<string[]> => rows(database, idRow, query);

/** Sends by their ids, the newest first. Apart from finding them: this is planned once, which takes longer than to do it. */
export const sendsOf = async (database: Database, workspace: WorkspaceId, reach: Reach, ids: readonly string[]): Promise<Send[]> =>
  (ids.length === 0 ? [] : rows(database, sendRow, sql`${planKept}SELECT ${SEND_COLUMNS} FROM sends s ${SEND_JOINS}
    WHERE s.workspace_id = ${workspace}::uuid AND s.id = ANY(${uuids(ids)}) AND ${within(reach)} ORDER BY s.listed_at DESC, s.id DESC`));
