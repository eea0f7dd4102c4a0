import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import { itemBody } from '../../usecases/outgoing/bodies.ts';
import type { Claim, Held, ItemId } from '../../usecases/ports/outbox.ts';
import { planKept, rows, sql, time, uuids, type Database } from '../database.ts';
import { recipientAt } from './address.ts';

/** How long a worker that says nothing keeps a mailbox: longer than anything it waits for between two words. In ms. */
const LEASE = 60_000;
export const leaseEnd = (now: Date): Date => new Date(now.getTime() + LEASE);
/** A lease that lasts until then is not prolonged: that would be a change of its index for each message. */
export const leaseLong = (now: Date): Date => new Date(now.getTime() + LEASE * 0.75);

/** Of one mailbox at once. What lies beyond waits for the next turn. */
const ITEMS = 500;

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const optional = <T>(schema: z.ZodType<T>) => schema.nullable().transform((value) => value ?? undefined);
const plan = z.object({ inPlaceOf: z.array(id<MemberId>()).optional(), subject: z.string().optional(), sendId: id<SendId>().optional(), seen: z.coerce.date().optional(), threadTs: z.string().optional() });

const boxRow = z.object({
  id: z.string(), address: z.string(), lease: z.coerce.bigint(), failures: z.number(), posted_at: optional(z.date()),
});
const itemRow = z.object({
  id: id<ItemId>(), mailbox_id: z.string(), key: z.string(), body: z.unknown(), send_id: optional(id<SendId>()), created_at: z.date(), due_at: z.date(), version: z.number(),
  attempts: z.number(), tried_since: optional(z.date()), stage: z.number(), event: optional(z.string()), started_at: optional(z.date()), plan: z.unknown(),
  for_member_id: optional(id<MemberId>()), for_name: optional(z.string()), changed_at: optional(z.date()),
});
type ItemRow = z.output<typeof itemRow>;

const heldOf = (row: ItemRow): Held | undefined => {
  const body = itemBody.safeParse(row.body).data;
  if (!body) return undefined;
  const { id, key, version, stage, attempts } = row;
  return {
    id, key, body, version, stage, attempts, sendId: row.send_id, createdAt: row.created_at, dueAt: row.due_at, triedSince: row.tried_since, sendChangedAt: row.changed_at,
    begun: row.event === undefined || row.started_at === undefined ? undefined : { event: row.event, at: row.started_at, plan: plan.parse(row.plan) },
    meantFor: row.for_member_id === undefined ? undefined : { id: row.for_member_id, name: row.for_name ?? '' },
  };
};

/** Takes mailboxes and what is due in them: two statements, however many. A lock that somebody holds is passed by. */
export const claim = async (database: Database, workspace: WorkspaceId, now: Date, most: number): Promise<Claim[]> => {
  const boxes = await rows(database, boxRow, sql`${planKept}UPDATE mailboxes m SET lease = m.lease + 1, leased_until = ${time(leaseEnd(now))}
    FROM (SELECT id FROM mailboxes WHERE workspace_id = ${workspace}::uuid AND due_at IS NOT NULL AND greatest(due_at, not_before, leased_until) <= ${time(now)}
        AND NOT EXISTS (SELECT 1 FROM outbox_pauses p WHERE p.workspace_id = ${workspace}::uuid AND p.until > ${time(now)})
      ORDER BY greatest(due_at, not_before, leased_until) LIMIT ${most} FOR UPDATE SKIP LOCKED) due
    WHERE m.workspace_id = ${workspace}::uuid AND m.id = due.id RETURNING m.id, m.address, m.lease, m.failures, m.posted_at`);
  if (boxes.length === 0) return [];
  // What may have been begun comes first: it is to be looked for before anything else leaves.
  const items = await rows(database, itemRow, sql`SELECT o.id, o.mailbox_id, o.key, o.body, o.send_id, o.created_at, o.due_at, o.version, o.attempts, o.tried_since, o.stage,
      o.event, o.started_at, o.plan, o.for_member_id, f.name AS for_name, s.changed_at
    FROM unnest(${uuids(boxes.map((box) => box.id))}) AS b(id) CROSS JOIN LATERAL (SELECT * FROM outbox WHERE workspace_id = ${workspace}::uuid AND mailbox_id = b.id
      AND state = 'WAITING' AND due_at <= ${time(now)} ORDER BY event IS NULL, seq LIMIT ${ITEMS}) o
    LEFT JOIN members f ON f.workspace_id = o.workspace_id AND f.id = o.for_member_id
    LEFT JOIN sends s ON s.workspace_id = o.workspace_id AND s.id = o.send_id ORDER BY o.seq`);
  return boxes.map((box) => {
    const own = items.filter((item) => item.mailbox_id === box.id).map((row) => ({ id: row.id, held: heldOf(row) }));
    return {
      workspaceId: workspace, mailboxId: box.id, to: recipientAt(box.address), lease: box.lease, failures: box.failures, postedAt: box.posted_at,
      items: own.flatMap(({ held }) => held ?? []), unread: own.flatMap((item) => (item.held ? [] : item.id)),
    };
  });
};
