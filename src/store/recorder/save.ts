import { isDeepStrictEqual } from 'node:util';
import { statusDetail } from '../../domain/status.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Derived } from '../../usecases/deriveSend.ts';
import type { SendState } from '../../usecases/mergeRecord.ts';
import { asOneWrite, sql, time, type Database, type Sql } from '../database.ts';
import { insertRows, isMove, updateMoves, updateRows } from './saveRows.ts';

/**
 * A send to be written: what is known, what was known before (undefined: nothing), and what follows. `run` counts its statuses; `movedAt`: when the
 * current one became news.
 */
export type ToSave = { state: SendState; before: SendState | undefined; derived: Derived; run: number; movedAt: Date | undefined };

/**
 * Writes what is new of sends, in one statement, however many. Kept counts follow by trigger, and are held from then on by whoever changed them: the end of
 * the transaction should not be far.
 */
export const saveSends = async (database: Database, workspace: WorkspaceId, sends: readonly ToSave[], now: Date): Promise<void> => {
  const known = sends.filter(({ before }) => before !== undefined);
  const writes = [
    insertRows(workspace, sends.filter(({ before }) => before === undefined), now),
    updateRows(workspace, known.filter((send) => !isMove(send)), now),
    updateMoves(workspace, known.filter(isMove), now),
    saveNames(workspace, sends),
    ...saveObservations(workspace, sends, now),
    saveParcels(workspace, sends),
  ];
  const wanted = writes.filter((write) => write !== undefined);
  if (wanted.length > 0) await database.$executeRaw(asOneWrite(wanted));
};

const saveNames = (workspace: WorkspaceId, sends: readonly ToSave[]): Sql | undefined => {
  const values = sends.flatMap(({ state, before }) =>
    state.names.filter((name) => !before?.names.includes(name)).map(({ scheme, value }) => ({ send_id: state.id, scheme, value })));
  if (values.length === 0) return undefined;
  return sql`INSERT INTO send_names (workspace_id, send_id, scheme, value)
    SELECT ${workspace}::uuid, send_id, scheme, value FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(send_id uuid, scheme text, value text)`;
};

const saveObservations = (workspace: WorkspaceId, sends: readonly ToSave[], now: Date): (Sql | undefined)[] => {
  const values = sends.flatMap(({ state, before }) =>
    state.observations.filter((observation) => !before?.observations.includes(observation)).map(({ status, at, approximate, source }) => ({
      send_id: state.id, status: status.name, detail: statusDetail(status), at, approximate, source,
    })),
  );
  const dated = values.filter(({ approximate }) => !approximate);
  const untimed = values.filter(({ approximate }) => approximate);
  const insert = (batch: readonly object[]) => sql`INSERT INTO observations (workspace_id, send_id, status, detail, at, approximate, source, recorded_at)
    SELECT ${workspace}::uuid, send_id, status, detail, at, approximate, source, ${time(now)}
    FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS r(send_id uuid, status text, detail text, at timestamptz, approximate boolean, source text)`;
  return [
    dated.length === 0 ? undefined : sql`${insert(dated)} ON CONFLICT DO NOTHING`,
    untimed.length === 0 ? undefined : sql`${insert(untimed)} ON CONFLICT (workspace_id, send_id, status, detail) WHERE approximate
      DO UPDATE SET at = excluded.at, source = excluded.source WHERE observations.at > excluded.at`,
  ];
};

const saveParcels = (workspace: WorkspaceId, sends: readonly ToSave[]): Sql | undefined => {
  const values = sends.flatMap(({ state, before }) =>
    state.parcels.filter((parcel) => !before?.parcels.some((known) => isDeepStrictEqual(known, parcel))).map(({ key, number, carrier, url, toWarehouse, seenAt }) => ({
      send_id: state.id, key, number, carrier, url, to_warehouse: toWarehouse, seen_at: seenAt,
    })),
  );
  if (values.length === 0) return undefined;
  return sql`INSERT INTO trackings (workspace_id, send_id, key, number, carrier, url, to_warehouse, seen_at)
    SELECT ${workspace}::uuid, send_id, key, number, carrier, url, to_warehouse, seen_at FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      AS r(send_id uuid, key text, number text, carrier text, url text, to_warehouse boolean, seen_at timestamptz)
    ON CONFLICT (workspace_id, send_id, key) DO UPDATE SET number = excluded.number, carrier = excluded.carrier, url = excluded.url,
      to_warehouse = excluded.to_warehouse, seen_at = excluded.seen_at`;
};
