import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Reach } from '../domain/visibility.ts';
import type { ExportedSend, ExportRequest } from '../usecases/ports.ts';
import { rows, sql, type Database, type Sql } from './database.ts';
import { within } from './reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendColumns, toSend } from './sendRows.ts';

const exportRow = sendColumns
  .extend({
    recipient_address: z.string().nullable(),
    message: z.string().nullable(),
    names: z.array(z.object({ scheme: z.string(), value: z.string() })),
  })
  .transform((row): ExportedSend => ({ ...toSend(row), names: row.names, address: row.recipient_address ?? undefined, message: row.message ?? undefined }));

/** A page of the sends within a reach that meet a condition, in the order of their ids: one walk along the primary key, continued. */
export const exportPage = (
  database: Database, workspace: WorkspaceId, reach: Reach, condition: Sql, { after, size, fold }: ExportRequest,
): Promise<ExportedSend[]> =>
  rows(
    database,
    exportRow,
    sql`SELECT ${SEND_COLUMNS}, s.recipient_address, s.message,
      coalesce((SELECT json_agg(json_build_object('scheme', n.scheme, 'value', n.value))
        FROM send_names n WHERE n.workspace_id = s.workspace_id AND n.send_id = s.id), '[]') AS names
      FROM sends s ${SEND_JOINS}
      WHERE s.workspace_id = ${workspace}::uuid AND ${after === undefined ? sql`TRUE` : sql`s.id > ${after}::uuid`} AND ${within(reach)} AND ${condition}
        AND ${fold ? sql`s.id IN (SELECT send_id FROM told WHERE workspace_id = ${workspace}::uuid AND address = ${fold.address} AND fold = ${fold.fold})` : sql`TRUE`}
      ORDER BY s.id LIMIT ${size}`,
  );
