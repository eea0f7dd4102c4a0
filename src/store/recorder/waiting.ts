import { z } from 'zod';
import type { WorkspaceId } from '../../domain/ids.ts';
import { toSecond } from '../../domain/observations.ts';
import { statusDetail, statusOf } from '../../domain/status.ts';
import type { Heard } from '../../usecases/mergeRecord.ts';
import { NAME_SCHEMES, type SendName, type SendRecord } from '../../usecases/ports.ts';
import { planKept, rows, sql, time, type Database } from '../database.ts';

/** No send has so many updates; what comes beyond is not kept here. */
const MOST_OF_A_NAME = 500;

export const keyOf = ({ scheme, value }: SendName): string => `${scheme}\n${value}`;

const keptRow = z.object({ scheme: z.enum(NAME_SCHEMES), value: z.string() });

/**
 * Keeps what records say of sends not known yet, under their first name; returns which of them are kept, in their order. The caller holds the workspace's turn, so
 * that nobody makes the send meanwhile.
 */
export const keepWaiting = async (
  database: Database, workspace: WorkspaceId, records: readonly SendRecord[], { source, now }: { source: string; now: Date },
): Promise<boolean[]> => {
  const values = new Map(records.flatMap(({ names: [name], observations }) => (name ? observations.map((observation) => rowOf(name, observation)) : [])).map((row) => [JSON.stringify(row), row]));
  const kept = await rows(database, keptRow, sql`${planKept}INSERT INTO waiting_updates (workspace_id, value, scheme, status, detail, at, approximate, source, received_at)
    SELECT ${workspace}::uuid, value, scheme, status, detail, at, approximate, ${source}, ${time(now)}
    FROM jsonb_to_recordset(${JSON.stringify([...values.values()])}::jsonb) AS r(value text, scheme text, status text, detail text, at timestamptz, approximate boolean)
    WHERE (SELECT count(*) FROM waiting_updates w WHERE w.workspace_id = ${workspace}::uuid AND w.value = r.value AND w.scheme = r.scheme) < ${MOST_OF_A_NAME}
    ON CONFLICT (workspace_id, value, scheme, status, detail, at, approximate) DO UPDATE SET received_at = excluded.received_at
    RETURNING scheme, value`);
  const names = new Set(kept.map(keyOf));
  return records.map(({ names: [name] }) => name !== undefined && names.has(keyOf(name)));
};

const rowOf = ({ scheme, value }: SendName, { status, at, approximate }: SendRecord['observations'][number]) => ({
  value, scheme, status: status.name, detail: statusDetail(status), at: toSecond(at), approximate,
});

const waitingRow = z
  .object({ scheme: z.enum(NAME_SCHEMES), value: z.string(), status: z.string(), detail: z.string(), at: z.date(), approximate: z.boolean(), source: z.string() })
  .transform(({ scheme, value, status, detail, ...heard }): { name: SendName; heard: Heard } => ({ name: { scheme, value }, heard: { ...heard, status: statusOf(status, detail) } }));

/** Takes out what has waited for these names. The caller holds the workspace's turn, and applies it in the same transaction. */
export const takeWaiting = async (database: Database, workspace: WorkspaceId, names: readonly SendName[]): Promise<{ name: SendName; heard: Heard }[]> => {
  if (names.length === 0) return [];
  return rows(database, waitingRow, sql`${planKept}DELETE FROM waiting_updates w USING jsonb_to_recordset(${JSON.stringify(names)}::jsonb) AS r(scheme text, value text)
    WHERE w.workspace_id = ${workspace}::uuid AND w.value = r.value AND w.scheme = r.scheme
    RETURNING w.scheme, w.value, w.status, w.detail, w.at, w.approximate, w.source`);
};
