import { statusDetail } from '../../domain/status.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Derived, SendState } from '../../usecases/mergeRecord.ts';
import { sql, type Database } from '../database.ts';

/** A send to be written: what is known, and what follows from it. `run` counts its statuses; `movedAt`: when the current one became news. */
export type ToSave = { state: SendState; derived: Derived; run: number; movedAt: Date | undefined };

/** Writes sends with all that hangs on them: four statements, however many sends. Kept counts follow by trigger. */
export const saveSends = async (database: Database, workspace: WorkspaceId, sends: readonly ToSave[], now: Date): Promise<void> => {
  if (sends.length === 0) return;
  await saveRows(database, workspace, sends, now);
  await saveNames(database, workspace, sends);
  await saveObservations(database, workspace, sends, now);
  await saveParcels(database, workspace, sends);
};

export const NEVER_TOLD = new Date(0);

const rowOf = ({ state, derived, run, movedAt }: ToSave) => ({
  id: state.id,
  number: derived.number,
  kind: state.fields.kind ?? '',
  family: derived.family,
  test: state.fields.test ?? false,
  status: derived.current.status.name,
  status_detail: statusDetail(derived.current.status),
  status_since: derived.current.since,
  status_approximate: derived.current.approximate,
  status_run: run,
  moved_at: movedAt,
  recheck_at: derived.current.recheckAt,
  sender_id: state.fields.senderId,
  team_id: state.teamId,
  campaign_id: state.fields.campaign?.id,
  recipient_name: state.fields.recipientName,
  recipient_email: state.fields.recipientEmail,
  recipient_company: state.fields.recipientCompany,
  recipient_address: state.fields.recipientAddress,
  message: state.fields.message,
  gift: state.fields.gift,
  cost_cents: state.fields.cost?.cents,
  currency: state.fields.cost?.currency,
  sent_via: state.fields.sentVia,
  created_at: state.fields.createdAt,
  listed_at: derived.listedAt,
  search_text: derived.searchText,
  told_at: state.toldAt,
  // `test` has no word for "never told": it gets a time that everything is newer than.
  told_before: { ...state.toldBefore, ...(state.fields.test === undefined && { test: NEVER_TOLD }) },
});

const saveRows = async (database: Database, workspace: WorkspaceId, sends: readonly ToSave[], now: Date): Promise<void> => {
  const values = JSON.stringify(sends.map(rowOf));
  await database.$executeRaw(sql`
    INSERT INTO sends (workspace_id, id, number, kind, family, test, status, status_detail, status_since, status_approximate, status_run, moved_at, recheck_at,
      sender_id, team_id, campaign_id, recipient_name, recipient_email, recipient_company, recipient_address, message, gift, cost_cents, currency,
      sent_via, created_at, listed_at, search_text, told_at, told_before, recorded_at, changed_at)
    SELECT ${workspace}::uuid, id, number, kind, family, test, status, status_detail, status_since, status_approximate, status_run, moved_at, recheck_at,
      sender_id, team_id, campaign_id, recipient_name, recipient_email, recipient_company, recipient_address, message, gift, cost_cents, currency,
      sent_via, created_at, listed_at, search_text, told_at, told_before, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    FROM jsonb_to_recordset(${values}::jsonb) AS r(id uuid, number text, kind text, family text, test boolean, status text, status_detail text,
      status_since timestamptz, status_approximate boolean, status_run int, moved_at timestamptz, recheck_at timestamptz, sender_id uuid, team_id uuid, campaign_id uuid,
      recipient_name text, recipient_email text, recipient_company text, recipient_address text, message text, gift text, cost_cents bigint,
      currency text, sent_via text, created_at timestamptz, listed_at timestamptz, search_text text, told_at timestamptz, told_before jsonb)
    ON CONFLICT (workspace_id, id) DO UPDATE SET
      number = excluded.number, kind = excluded.kind, family = excluded.family, test = excluded.test, status = excluded.status,
      status_detail = excluded.status_detail, status_since = excluded.status_since, status_approximate = excluded.status_approximate,
      status_run = excluded.status_run, moved_at = excluded.moved_at,
      recheck_at = excluded.recheck_at, sender_id = excluded.sender_id, team_id = excluded.team_id, campaign_id = excluded.campaign_id,
      recipient_name = excluded.recipient_name, recipient_email = excluded.recipient_email, recipient_company = excluded.recipient_company,
      recipient_address = excluded.recipient_address, message = excluded.message, gift = excluded.gift, cost_cents = excluded.cost_cents,
      currency = excluded.currency, sent_via = excluded.sent_via, created_at = excluded.created_at, listed_at = excluded.listed_at,
      search_text = excluded.search_text, told_at = excluded.told_at, told_before = excluded.told_before, changed_at = excluded.changed_at`);
};

const saveNames = async (database: Database, workspace: WorkspaceId, sends: readonly ToSave[]): Promise<void> => {
  const values = sends.flatMap(({ state }) => state.names.map(({ scheme, value }) => ({ send_id: state.id, scheme, value })));
  await database.$executeRaw(sql`INSERT INTO send_names (workspace_id, send_id, scheme, value)
    SELECT ${workspace}::uuid, send_id, scheme, value FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(send_id uuid, scheme text, value text)
    ON CONFLICT (workspace_id, send_id, scheme) DO NOTHING`);
};

const saveObservations = async (database: Database, workspace: WorkspaceId, sends: readonly ToSave[], now: Date): Promise<void> => {
  const values = sends.flatMap(({ state }) =>
    state.observations.map(({ status, at, approximate, source }) => ({
      send_id: state.id, status: status.name, detail: statusDetail(status), at, approximate, source,
    })),
  );
  const dated = values.filter(({ approximate }) => !approximate);
  const untimed = values.filter(({ approximate }) => approximate);
  const insert = (batch: readonly object[]) => sql`INSERT INTO observations (workspace_id, send_id, status, detail, at, approximate, source, recorded_at)
    SELECT ${workspace}::uuid, send_id, status, detail, at, approximate, source, ${now.toISOString()}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS r(send_id uuid, status text, detail text, at timestamptz, approximate boolean, source text)`;
  if (dated.length > 0) await database.$executeRaw(sql`${insert(dated)} ON CONFLICT DO NOTHING`);
  if (untimed.length > 0) {
    await database.$executeRaw(sql`${insert(untimed)} ON CONFLICT (workspace_id, send_id, status, detail) WHERE approximate
      DO UPDATE SET at = excluded.at, source = excluded.source WHERE observations.at > excluded.at`);
  }
};

const saveParcels = async (database: Database, workspace: WorkspaceId, sends: readonly ToSave[]): Promise<void> => {
  const values = sends.flatMap(({ state }) =>
    state.parcels.map(({ key, number, carrier, url, toWarehouse, seenAt }) => ({
      send_id: state.id, key, number, carrier, url, to_warehouse: toWarehouse, seen_at: seenAt,
    })),
  );
  if (values.length === 0) return;
  await database.$executeRaw(sql`INSERT INTO trackings (workspace_id, send_id, key, number, carrier, url, to_warehouse, seen_at)
    SELECT ${workspace}::uuid, send_id, key, number, carrier, url, to_warehouse, seen_at FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      AS r(send_id uuid, key text, number text, carrier text, url text, to_warehouse boolean, seen_at timestamptz)
    ON CONFLICT (workspace_id, send_id, key) DO UPDATE SET number = excluded.number, carrier = excluded.carrier, url = excluded.url,
      to_warehouse = excluded.to_warehouse, seen_at = excluded.seen_at`);
};
