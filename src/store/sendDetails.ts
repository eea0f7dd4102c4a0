import { z } from 'zod';
import type { SendId, WorkspaceId } from '../domain/ids.ts';
import { distinctObservations } from '../domain/observations.ts';
import type { SendDetails } from '../domain/send.ts';
import { statusOf } from '../domain/status.ts';
import type { Reach } from '../domain/visibility.ts';
import { planKept, rows, sql, type Database } from './database.ts';
import { byNow } from './merged.ts';
import { within } from './reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendColumns, toSend, TRACKING_ORDER, trackingRow } from './sendRows.ts';

/** More updates than this is no history any more; the newest are kept. */
const HISTORY_LIMIT = 500;

const moment = z.string().transform((text) => new Date(text));
const detailsColumns = sendColumns.extend({
  recipient_address: z.string().nullable(),
  message: z.string().nullable(),
  trackings: z.array(trackingRow),
  names: z.array(z.object({ scheme: z.string(), value: z.string() })),
  history: z.array(z.object({ status: z.string(), detail: z.string(), at: moment, approximate: z.boolean(), source: z.string() })),
});

/** Everything about one send, by its id or that of one that it was taken for, in one query; undefined also for one that lies outside the reach. */
export const sendDetails = async (database: Database, workspace: WorkspaceId, reach: Reach, id: SendId): Promise<SendDetails | undefined> => {
  const [row] = await rows(
    database,
    detailsColumns,
    sql`${planKept}SELECT ${SEND_COLUMNS}, s.recipient_address, s.message,
      coalesce((SELECT json_agg(json_build_object('carrier', t.carrier, 'number', t.number, 'url', t.url, 'to_warehouse', t.to_warehouse)
        ORDER BY ${TRACKING_ORDER}) FROM trackings t WHERE t.workspace_id = s.workspace_id AND t.send_id = s.id), '[]') AS trackings,
      coalesce((SELECT json_agg(json_build_object('scheme', n.scheme, 'value', n.value) ORDER BY n.scheme, n.value)
        FROM send_names n WHERE n.workspace_id = s.workspace_id AND n.send_id = s.id), '[]') AS names,
      coalesce((SELECT json_agg(json_build_object('status', o.status, 'detail', o.detail, 'at', o.at, 'approximate', o.approximate, 'source', o.source))
        FROM (SELECT * FROM observations o WHERE o.workspace_id = s.workspace_id AND o.send_id = s.id ORDER BY o.at DESC LIMIT ${HISTORY_LIMIT}) o), '[]') AS history
      FROM sends s ${SEND_JOINS} WHERE s.workspace_id = ${workspace}::uuid AND s.id = ANY(${byNow(workspace, [id])}) AND ${within(reach)}`,
  );
  if (!row) return undefined;
  const heard = row.history.map(({ status, detail, at, approximate, source }) => ({ status: statusOf(status, detail), at, approximate, source }));
  return {
    ...toSend(row),
    address: row.recipient_address ?? undefined,
    message: row.message ?? undefined,
    trackings: row.trackings,
    names: row.names,
    history: distinctObservations(heard).toReversed(),
  };
};
