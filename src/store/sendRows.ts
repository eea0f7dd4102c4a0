import { z } from 'zod';
import type { CampaignId, MemberId, SendId, TeamId } from '../domain/ids.ts';
import type { Send, Tracking } from '../domain/send.ts';
import { statusOf } from '../domain/status.ts';
import { LATEST_REQUEST, requestRow } from './cancels/rows.ts';
import { sql, type Sql } from './database.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const optional = z.string().nullable().transform((value) => value ?? undefined);
const cents = z.union([z.bigint(), z.number(), z.string()]).transform(Number);

export const trackingRow = z.object({ carrier: optional, number: optional, url: optional, to_warehouse: z.boolean() }).transform(
  (row): Tracking => ({ carrier: row.carrier, number: row.number, url: row.url, toWarehouse: row.to_warehouse }),
);

/** The newest parcel to the recipient, else the newest to the warehouse; ties by key, so that it is always the same one. */
export const TRACKING_ORDER = sql`t.to_warehouse, t.seen_at DESC, t.key`;

/** What `sendRow` reads, from sends `s` joined by `SEND_JOINS`. */
export const SEND_COLUMNS = sql`s.id, s.number, s.kind, s.family, s.test, s.status, s.status_detail, s.status_since, s.status_approximate,
  s.confirm_by, s.sender_id, m.name AS sender_name, m.email AS sender_email, s.team_id, team.name AS team_name,
  s.campaign_id, c.name AS campaign_name, c.state AS campaign_state,
  s.recipient_name, s.recipient_email, s.recipient_company, s.gift, s.cost_cents, s.currency, s.sent_via, s.created_at, s.listed_at,
  (SELECT json_build_object('carrier', t.carrier, 'number', t.number, 'url', t.url, 'to_warehouse', t.to_warehouse) FROM trackings t
    WHERE t.workspace_id = s.workspace_id AND t.send_id = s.id ORDER BY ${TRACKING_ORDER} LIMIT 1) AS tracking,
  ${LATEST_REQUEST} AS request`;

export const SEND_JOINS: Sql = sql`JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.sender_id
  LEFT JOIN teams team ON team.workspace_id = s.workspace_id AND team.id = s.team_id
  LEFT JOIN campaigns c ON c.workspace_id = s.workspace_id AND c.id = s.campaign_id`;

export const sendColumns = z.object({
  id: id<SendId>(),
  number: z.string(),
  kind: z.string(),
  family: z.enum(['EGIFT', 'PHYSICAL', 'UNKNOWN']),
  test: z.boolean(),
  status: z.string(),
  status_detail: z.string(),
  status_since: z.date(),
  status_approximate: z.boolean(),
  confirm_by: z.date().nullable(),
  sender_id: id<MemberId>(),
  sender_name: z.string(),
  sender_email: z.string(),
  team_id: id<TeamId>().nullable(),
  team_name: z.string().nullable(),
  campaign_id: id<CampaignId>().nullable(),
  campaign_name: z.string().nullable(),
  campaign_state: z.enum(['ACTIVE', 'ARCHIVED', 'DELETED']).nullable(),
  recipient_name: optional,
  recipient_email: optional,
  recipient_company: optional,
  gift: optional,
  cost_cents: cents.nullable(),
  currency: z.string().nullable(),
  sent_via: optional,
  created_at: z.date().nullable(),
  listed_at: z.date(),
  tracking: trackingRow.nullable(),
  request: requestRow.nullable(),
});

export const toSend = (row: z.output<typeof sendColumns>): Send => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  family: row.family,
  test: row.test,
  status: statusOf(row.status, row.status_detail),
  since: row.status_since,
  sinceApproximate: row.status_approximate,
  ...(row.confirm_by && { confirmBy: row.confirm_by }),
  sender: { id: row.sender_id, name: row.sender_name, email: row.sender_email },
  team: row.team_id && row.team_name !== null ? { id: row.team_id, name: row.team_name } : undefined,
  campaign:
    row.campaign_id && row.campaign_name !== null && row.campaign_state
      ? { id: row.campaign_id, name: row.campaign_name, state: row.campaign_state }
      : undefined,
  recipient: { name: row.recipient_name, email: row.recipient_email, company: row.recipient_company },
  gift: row.gift,
  cost: row.cost_cents === null || row.currency === null ? undefined : { cents: row.cost_cents, currency: row.currency },
  sentVia: row.sent_via,
  createdAt: row.created_at ?? undefined,
  listedAt: row.listed_at,
  tracking: row.tracking ?? undefined,
  request: row.request ?? undefined,
});

export const sendRow = sendColumns.transform(toSend);
