import { z } from 'zod';
import type { CampaignId, MemberId, SendId, TeamId, WorkspaceId } from '../../domain/ids.ts';
import { statusOf } from '../../domain/status.ts';
import { NAME_SCHEMES, type SendName } from '../../usecases/ports.ts';
import type { FieldTimes, SendState } from '../../usecases/mergeRecord.ts';
import { planKept, raw, rows, sql, texts, uuids, type Database } from '../database.ts';
import { turnOfRecording } from '../eraseSends.ts';
import { NEVER_TOLD } from './saveRows.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const optional = z.string().nullable().transform((value) => value ?? undefined);
const moment = z.string().transform((text) => new Date(text));

const nameRow = z.object({ scheme: z.enum(NAME_SCHEMES), value: z.string(), send_id: id<SendId>() });
export type NamedSend = z.output<typeof nameRow>;

/** Which sends these names belong to. */
export const findByNames = async (database: Database, workspace: WorkspaceId, names: readonly SendName[]): Promise<NamedSend[]> =>
  rows(database, nameRow, sql`${planKept}SELECT scheme, value, send_id FROM send_names WHERE workspace_id = ${workspace}::uuid AND value = ANY(${texts(names.map(({ value }) => value))})`);

/** Takes the sends' locks, always in the same order. Whoever changes a send holds its lock until the end of the transaction. */
export const lockSends = async (database: Database, workspace: WorkspaceId, ids: readonly SendId[]): Promise<void> => {
  await database.$queryRaw(sql`${planKept}SELECT 1 FROM sends WHERE workspace_id = ${workspace}::uuid AND id = ANY(${uuids(ids)}) ORDER BY id FOR UPDATE`);
};

const heldRow = z.union([nameRow, z.object({ scheme: z.null() })]);

/** Waits until nobody is being forgotten, finds the sends that these names belong to, and takes their locks in their order, unless one of the names is not known: then none. */
export const lockIfKnown = async (database: Database, workspace: WorkspaceId, names: readonly SendName[]): Promise<NamedSend[]> => {
  const found = await rows(database, heldRow, sql`${planKept}WITH wanted AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(names)}::jsonb) AS r(scheme text, value text)),
    found AS MATERIALIZED (SELECT scheme, value, send_id FROM send_names WHERE workspace_id = ${workspace}::uuid AND value = ANY(${texts(names.map(({ value }) => value))})),
    locked AS (SELECT s.id FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND s.id IN (SELECT send_id FROM found)
      AND NOT EXISTS (SELECT 1 FROM wanted w WHERE NOT EXISTS (SELECT 1 FROM found f WHERE f.scheme = w.scheme AND f.value = w.value)) ORDER BY s.id FOR UPDATE)
    SELECT found.* FROM (${turnOfRecording(workspace)}) turn CROSS JOIN (SELECT count(*) FROM locked) held LEFT JOIN found ON TRUE`);
  return found.flatMap((each) => (each.scheme === null ? [] : [each]));
};

const withoutNever = (times: Readonly<Record<string, Date>>): FieldTimes => Object.fromEntries(Object.entries(times).filter(([, at]) => at.getTime() !== NEVER_TOLD.getTime()));

const stateRow = z
  .object({
    id: id<SendId>(),
    sender_id: id<MemberId>(),
    team_id: id<TeamId>().nullable(),
    campaign_id: id<CampaignId>().nullable(),
    campaign_name: z.string().nullable(),
    kind: z.string(),
    recipient_name: optional,
    recipient_email: optional,
    recipient_company: optional,
    recipient_address: optional,
    message: optional,
    gift: optional,
    cost_cents: z.union([z.bigint(), z.number(), z.string()]).transform(Number).nullable(),
    currency: z.string().nullable(),
    sent_via: optional,
    test: z.boolean(),
    created_at: z.date().nullable(),
    confirm_by: z.date().nullable(),
    status: z.string(),
    status_detail: z.string(),
    status_run: z.number(),
    moved_at: z.date().nullable(),
    forgotten_at: z.date().nullable(),
    asked: z.boolean(),
    followers: z.array(id<MemberId>()),
    told_at: z.date(),
    told_before: z.record(z.string(), z.coerce.date()),
    names: z.array(z.object({ scheme: z.enum(NAME_SCHEMES), value: z.string() })),
    observations: z.array(z.object({ status: z.string(), detail: z.string(), at: moment, approximate: z.boolean(), source: z.string() })),
    parcels: z.array(
      z.object({ key: z.string(), number: optional, carrier: optional, url: optional, to_warehouse: z.boolean(), seen_at: moment }),
    ),
  })
  .transform((row): SendState => ({
    id: row.id,
    names: row.names,
    teamId: row.team_id ?? undefined,
    kept: { status: statusOf(row.status, row.status_detail), run: row.status_run, movedAt: row.moved_at ?? undefined, forgotten: row.forgotten_at !== null, asked: row.asked, followers: row.followers },
    toldAt: row.told_at,
    toldBefore: withoutNever(row.told_before),
    observations: row.observations.map(({ status, detail, at, approximate, source }) => ({ status: statusOf(status, detail), at, approximate, source })),
    parcels: row.parcels.map(({ key, number, carrier, url, to_warehouse: toWarehouse, seen_at: seenAt }) => ({ key, number, carrier, url, toWarehouse, seenAt })),
    fields: {
      senderId: row.sender_id,
      kind: row.kind === '' ? undefined : row.kind,
      campaign: row.campaign_id && row.campaign_name !== null ? { id: row.campaign_id, name: row.campaign_name } : undefined,
      recipientName: row.recipient_name,
      recipientEmail: row.recipient_email,
      recipientCompany: row.recipient_company,
      recipientAddress: row.recipient_address,
      message: row.message,
      gift: row.gift,
      cost: row.cost_cents === null || row.currency === null ? undefined : { cents: row.cost_cents, currency: row.currency },
      sentVia: row.sent_via,
      test: row.told_before['test']?.getTime() === NEVER_TOLD.getTime() ? undefined : row.test,
      createdAt: row.created_at ?? undefined,
      confirmBy: row.confirm_by ?? undefined,
    },
  }));

/** By name: a kept plan must not give more columns than before, once a newer instance has added one. */
const KEPT = raw(['id', 'sender_id', 'team_id', 'campaign_id', 'kind', 'recipient_name', 'recipient_email', 'recipient_company', 'recipient_address', 'message', 'gift',
  'cost_cents', 'currency', 'sent_via', 'test', 'created_at', 'confirm_by', 'status', 'status_detail', 'status_run', 'moved_at', 'forgotten_at', 'told_at', 'told_before',
].map((column) => `s.${column}`).join(', '));

/** All that is known of some sends. Read under their locks. */
export const loadStates = (database: Database, workspace: WorkspaceId, ids: readonly SendId[]): Promise<SendState[]> =>
  rows(
    database,
    stateRow,
    sql`${planKept}SELECT ${KEPT}, c.name AS campaign_name,
      EXISTS (SELECT 1 FROM cancel_requests q WHERE q.workspace_id = s.workspace_id AND q.send_id = s.id) AS asked,
      coalesce((SELECT json_agg(f.member_id) FROM follows f WHERE f.workspace_id = s.workspace_id AND f.send_id = s.id), '[]') AS followers,
      coalesce((SELECT json_agg(json_build_object('scheme', n.scheme, 'value', n.value) ORDER BY n.scheme, n.value)
        FROM send_names n WHERE n.workspace_id = s.workspace_id AND n.send_id = s.id), '[]') AS names,
      coalesce((SELECT json_agg(json_build_object('status', o.status, 'detail', o.detail, 'at', o.at, 'approximate', o.approximate, 'source', o.source))
        FROM observations o WHERE o.workspace_id = s.workspace_id AND o.send_id = s.id), '[]') AS observations,
      coalesce((SELECT json_agg(json_build_object('key', t.key, 'number', t.number, 'carrier', t.carrier, 'url', t.url,
        'to_warehouse', t.to_warehouse, 'seen_at', t.seen_at) ORDER BY t.key COLLATE "C")
        FROM trackings t WHERE t.workspace_id = s.workspace_id AND t.send_id = s.id), '[]') AS parcels
      FROM sends s LEFT JOIN campaigns c ON c.workspace_id = s.workspace_id AND c.id = s.campaign_id
      WHERE s.workspace_id = ${workspace}::uuid AND s.id = ANY(${uuids(ids)})`,
  );
