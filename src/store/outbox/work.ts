import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { type Claim, type Ending, type ItemId, LeaseLost } from '../../usecases/ports/outbox.ts';
import { planKept, rows, sql, time, uuids, type Database, type Sql } from '../database.ts';
import { leaseEnd, leaseLong } from './claim.ts';
import type { Beginning } from './record.ts';

const heldRow = z.object({ held: z.coerce.number() });

/** The claim's mailbox, its lease prolonged, `also` set; no row when somebody else has it. Locked before any of its items. */
const held = ({ workspaceId, mailboxId, lease }: Claim, now: Date, also: Sql = sql``): Sql =>
  sql`held AS (UPDATE mailboxes SET leased_until = CASE WHEN leased_until >= ${time(leaseLong(now))} THEN leased_until ELSE ${time(leaseEnd(now))} END${also}
    WHERE workspace_id = ${workspaceId}::uuid AND id = ${mailboxId}::uuid AND lease = ${lease}::bigint RETURNING workspace_id, id)`;

const write = async (database: Database, statement: Sql): Promise<void> => {
  const [row] = await rows(database, heldRow, statement);
  if (row?.held !== 1) throw new LeaseLost();
};
const HELD = sql`SELECT count(*)::int AS held FROM held`;

const begun = ({ items, event, plan, at }: Beginning): Sql => sql`begun AS (UPDATE outbox o SET event = ${event}::uuid, started_at = ${time(at)}, plan = ${JSON.stringify(plan)}::jsonb FROM held
    WHERE o.workspace_id = held.workspace_id AND o.mailbox_id = held.id AND o.id = ANY(${uuids(items)}))`;

export const unbegin = (database: Database, claim: Claim, items: readonly ItemId[], now: Date): Promise<void> =>
  write(database, sql`WITH ${held(claim, now)},
    cleared AS (UPDATE outbox o SET event = NULL, started_at = NULL, plan = NULL FROM held
      WHERE o.workspace_id = held.workspace_id AND o.mailbox_id = held.id AND o.id = ANY(${uuids(items)}))
    ${HELD}`);

export const wait = (database: Database, claim: Claim, items: readonly ItemId[], until: Date, now: Date): Promise<void> =>
  write(database, sql`WITH ${held(claim, now)},
    waiting AS (UPDATE outbox o SET due_at = ${time(until)} FROM held
      WHERE o.workspace_id = held.workspace_id AND o.mailbox_id = held.id AND o.id = ANY(${uuids(items)}))
    ${HELD}`);

export const forget = (database: Database, claim: Claim, subject: string, now: Date): Promise<void> =>
  write(database, sql`WITH ${held(claim, now)},
    forgotten AS (DELETE FROM living_messages l USING held WHERE l.workspace_id = held.workspace_id AND l.mailbox_id = held.id AND l.subject = ${subject})
    ${HELD}`);

/** The items of `r`, ended; one armed again meanwhile waits again, as if never tried. */
const ended = ({ items, state, outcome }: Ending, now: Date): Sql => sql`ended AS (UPDATE outbox o SET
    state = CASE WHEN o.version = r.version THEN ${state} ELSE 'WAITING' END,
    ended_at = CASE WHEN o.version = r.version THEN ${time(now)} END, outcome = CASE WHEN o.version = r.version THEN ${outcome} END,
    event = NULL, started_at = NULL, plan = NULL, attempts = 0, tried_since = NULL
  FROM held, jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS r(id uuid, version int)
  WHERE o.workspace_id = held.workspace_id AND o.mailbox_id = held.id AND o.id = r.id)`;

/** Ends items with a message that lives from now on. By itself: it may wait for its send, and nobody else's word waits with it. */
export const finishLiving = async (database: Database, claim: Claim, ending: Ending & Required<Pick<Ending, 'living'>>, now: Date, next?: Beginning): Promise<void> => {
  const { living, posted } = ending;
  const also = posted ? sql`, failures = 0, posted_at = ${time(now)}` : sql``;
  const then = next ? sql`, ${begun(next)}` : sql``;
  const { subject, sendId, channel, ts, postedAt, shown, seen, inPlaceOf = [] } = living;
  // The send is locked before the mailbox, as those who change sends do it, and read as it is once the lock is had: a change before it shows
  // here, a change after it finds the living message. Any other time than the one seen says so: the clock of whoever changed it may be behind.
  await write(database, sql`${planKept}WITH sent AS MATERIALIZED (SELECT changed_at FROM sends
      WHERE workspace_id = ${claim.workspaceId}::uuid AND id = ${sendId ?? null}::uuid FOR KEY SHARE),
    ${held(claim, now, sql`${also}, due_at = CASE WHEN (SELECT count(*) FROM sent) > 0 THEN due_at ELSE due_at END`)}, ${ended(ending, now)},
    lives AS (INSERT INTO living_messages (workspace_id, id, mailbox_id, subject, send_id, channel, ts, posted_at, shown, for_member_ids)
      SELECT workspace_id, ${newId()}::uuid, id, ${subject}, ${sendId ?? null}::uuid, ${channel}, ${ts}, ${time(postedAt)}, ${shown}, ${uuids(inPlaceOf)} FROM held
      ON CONFLICT (workspace_id, mailbox_id, subject) DO UPDATE SET send_id = excluded.send_id, channel = excluded.channel, ts = excluded.ts,
        posted_at = excluded.posted_at, shown = excluded.shown, for_member_ids = excluded.for_member_ids),
    overtaken AS (INSERT INTO outbox (workspace_id, id, mailbox_id, kind, key, again, send_id, body, created_at, due_at)
      SELECT held.workspace_id, ${newId()}::uuid, held.id, 'refresh', ${`refresh:${subject}`}, true, ${sendId ?? null}::uuid,
        jsonb_build_object('kind', 'refresh', 'subject', ${subject}::text), ${time(now)}, ${time(now)}
      FROM held, sent WHERE sent.changed_at <> ${seen?.toISOString() ?? null}::timestamptz
      ON CONFLICT (workspace_id, mailbox_id, key) DO UPDATE SET state = 'WAITING', version = outbox.version + 1, ended_at = NULL, outcome = NULL, due_at = excluded.due_at)${then}
    ${HELD}`);
};

const releasedRow = z.object({ due: z.boolean().nullable() });

/**
 * Lets a mailbox go. The database does it in two steps, in one call: the mailbox is locked first, and when it is due is found out then. One
 * statement would not see an item that was committed while it waited for the lock.
 */
export const release = async (database: Database, claim: Claim, now: Date, { notBefore, failed }: { notBefore?: Date; failed?: readonly ItemId[] }): Promise<boolean> => {
  const [row] = await rows(database, releasedRow, sql`${planKept}SELECT due FROM release_mailbox(${claim.workspaceId}::uuid, ${claim.mailboxId}::uuid, ${claim.lease}::bigint, ${time(now)},
    ${notBefore?.toISOString() ?? null}::timestamptz, ${uuids(failed ?? [])}, ${failed !== undefined}) AS released(due)`);
  if (!row) throw new LeaseLost();
  return row.due ?? false;
};
