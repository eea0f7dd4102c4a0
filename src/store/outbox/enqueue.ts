import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import { homeItem } from '../../usecases/home/looking.ts';
import { LIVES_FOR } from '../../usecases/outgoing/kinds/refresh.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import { planKept, rows, sql, time, uuids, type Database } from '../database.ts';
import { lookingAt } from '../homes/showing.ts';
import { addressOf, recipientAt } from './address.ts';

/** What re-routing adds to an item. */
export type Rerouted = { stage?: number; meantFor?: MemberId | undefined };

/**
 * Adds items in the transaction of whoever makes them true: two statements, however many. An item whose key its mailbox has already is
 * not added; an `again` one is armed again. Mailboxes are locked in the order of their addresses: call it once a transaction, last.
 */
export const enqueue = async (database: Database, workspace: WorkspaceId, items: readonly (NewItem & Rerouted)[], now: Date): Promise<void> => {
  if (items.length === 0) return;
  const chosen = [...new Map(items.map((item) => [`${addressOf(item.to)}\n${item.key}`, item])).values()];
  const boxes = await dueBoxes(database, workspace, chosen);
  const values = chosen.map((item) => ({
    id: newId(), mailbox_id: boxes.get(addressOf(item.to)), kind: item.body.kind, key: item.key, again: item.again ?? false,
    send_id: item.sendId, body: item.body, due_at: item.dueAt, stage: item.stage ?? 0, for_member_id: item.meantFor,
  }));
  // By the order in the list: it is the order in which they leave.
  await database.$executeRaw(sql`${planKept}INSERT INTO outbox (workspace_id, id, mailbox_id, kind, key, again, send_id, body, created_at, due_at, stage, for_member_id)
    SELECT ${workspace}::uuid, id, mailbox_id, kind, key, again, send_id, body, ${time(now)}, due_at, stage, for_member_id
    FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS (id uuid, mailbox_id uuid, kind text, key text, again boolean, send_id uuid, body jsonb,
      due_at timestamptz, stage int, for_member_id uuid)) WITH ORDINALITY AS r(id, mailbox_id, kind, key, again, send_id, body, due_at, stage, for_member_id, place)
    ORDER BY place
    ON CONFLICT (workspace_id, mailbox_id, key) DO UPDATE SET state = 'WAITING', version = outbox.version + 1, ended_at = NULL, outcome = NULL, body = excluded.body,
      due_at = CASE WHEN outbox.state = 'WAITING' THEN least(outbox.due_at, excluded.due_at) ELSE excluded.due_at END
      WHERE excluded.again`);
};

const boxRow = z.object({ id: z.string(), address: z.string() }).transform(({ id, address }): [string, string] => [address, id]);

/** The items' mailboxes by address, made where there are none, and due no later than the items. */
const dueBoxes = async (database: Database, workspace: WorkspaceId, items: readonly NewItem[]): Promise<ReadonlyMap<string, string>> => {
  const values = items.map(({ to, dueAt }) => ({ id: newId(), address: addressOf(to), due_at: dueAt }));
  return new Map(await rows(database, boxRow, sql`${planKept}INSERT INTO mailboxes (workspace_id, id, address, due_at)
    SELECT ${workspace}::uuid, (array_agg(id))[1], address, min(due_at) FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      AS r(id uuid, address text, due_at timestamptz) GROUP BY address ORDER BY address
    ON CONFLICT (workspace_id, address) DO UPDATE SET due_at = least(mailboxes.due_at, excluded.due_at) RETURNING id, address`));
};

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
/** A Home, a living message of a send, or one of many. */
const showingRow = z.union([
  z.object({ home_of: id<MemberId>() }).transform(({ home_of: homeOf }) => ({ homeOf })),
  z.object({ address: z.string(), subject: z.string(), send_id: id<SendId>().nullable() }).transform(({ send_id: sendId, ...row }) => ({ ...row, sendId })),
]);

/** A message of many is redrawn this long after the first of its sends changed, with all that changed until then. In ms. */
const REDRAWN_AFTER = 15_000;

/**
 * The items that bring every message showing these sends up to date, where it is young enough to live, and every Home that is looked at. What
 * stands in a message of many is written down before that is posted: none is missed that is just on its way.
 */
export const refreshItems = async (database: Database, workspace: WorkspaceId, sends: readonly SendId[], now: Date): Promise<NewItem[]> => {
  if (sends.length === 0) return [];
  const young = time(new Date(now.getTime() - LIVES_FOR));
  const showing = await rows(database, showingRow, sql`${planKept}SELECT m.address, l.subject, l.send_id, NULL::uuid AS home_of FROM living_messages l
    JOIN mailboxes m ON m.workspace_id = l.workspace_id AND m.id = l.mailbox_id
    WHERE l.workspace_id = ${workspace}::uuid AND l.send_id = ANY(${uuids(sends)}) AND l.posted_at > ${young}
    UNION ALL SELECT DISTINCT t.address, t.fold, NULL::uuid, NULL::uuid FROM told t
      WHERE t.workspace_id = ${workspace}::uuid AND t.send_id = ANY(${uuids(sends)}) AND t.fold IS NOT NULL AND t.at > ${young}
    UNION ALL SELECT NULL, NULL, NULL, member_id FROM (${lookingAt(workspace, sends, now)}) looks`);
  return showing.map((each) => ('homeOf' in each ? homeItem(each.homeOf, now) : {
    to: recipientAt(each.address), body: { kind: 'refresh', subject: each.subject }, key: `refresh:${each.subject}`, again: true,
    ...(each.sendId === null ? { dueAt: new Date(now.getTime() + REDRAWN_AFTER) } : { sendId: each.sendId, dueAt: now }),
  }));
};

/** Has every message showing these sends brought up to date. Beside `enqueue` in one transaction, add `refreshItems` to its list instead. */
export const refreshCards = async (database: Database, workspace: WorkspaceId, sends: readonly SendId[], now: Date): Promise<void> =>
  enqueue(database, workspace, await refreshItems(database, workspace, sends, now), now);
