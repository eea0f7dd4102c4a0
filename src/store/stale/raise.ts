import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Window } from '../../domain/staleness.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import { rows, sql, time } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { homeItems } from '../homes/showing.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { retrying } from '../retrying.ts';
import { firstOfEach, LONGEST } from '../windows.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const alertRow = z.object({ send_id: id<SendId>(), sender_id: id<MemberId>(), run: z.number(), wakes: z.number() });

/** For its sender, who is told once a stay, and once more after each snooze. */
const alert = ({ send_id: sendId, sender_id: member, run, wakes }: z.output<typeof alertRow>, dueAt: Date): NewItem =>
  ({ to: { member }, body: { kind: 'stale', run }, key: `stale:${sendId}:${run}${wakes > 0 ? `:${wakes}` : ''}`, sendId, dueAt });

/** So long wait alerts that are more than are written at once: what is somebody's comes in one message then. In ms. */
const TOGETHER = 60_000;

const placeRow = z.object({ send_id: id<SendId>(), run: z.number() });
const lateRow = alertRow.extend({ is_new: z.boolean() });

/**
 * Each window is one walk along the index of what has no alert yet: what had one costs nothing, however much there is. A send that somebody else
 * is at is passed by, and found at the next look. One that was snoozed or taken before it was late is not told of.
 */
export const raise = async (database: PrismaClient, workspace: WorkspaceId, windows: readonly Window[], now: Date, { limit, many }: { limit: number; many: boolean }): Promise<number> => {
  const first = firstOfEach(workspace, [sql`TRUE`], windows, {
    columns: () => sql`s.id AS send_id, s.status_run AS run`, order: LONGEST,
    conditions: () => sql`s.alerted_run <> s.status_run AND s.status IN ('ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'CONFIRMING_ADDRESS')`,
  }, limit);
  const found = await rows(database, placeRow, sql`SELECT send_id, run FROM (${first}) each_window LIMIT ${limit}`);
  if (found.length === 0) return 0;
  const dueAt = many || found.length === limit ? new Date(now.getTime() + TOGETHER) : now;
  return retrying(() => database.$transaction(async (transaction) => {
    const late = await rows(transaction, lateRow, sql`WITH late AS MATERIALIZED (SELECT s.id, s.sender_id, s.status_run
        FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS r(send_id uuid, run int) JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = r.send_id
        WHERE s.status_run = r.run AND s.alerted_run <> s.status_run ORDER BY s.id FOR NO KEY UPDATE OF s SKIP LOCKED),
      marked AS (UPDATE sends s SET alerted_run = late.status_run FROM late WHERE s.workspace_id = ${workspace}::uuid AND s.id = late.id),
      raised AS (INSERT INTO stale_alerts (workspace_id, send_id, run, raised_at)
        SELECT ${workspace}::uuid, id, status_run, ${time(now)} FROM late ORDER BY id ON CONFLICT DO NOTHING RETURNING send_id)
      SELECT late.id AS send_id, late.sender_id, late.status_run AS run, 0 AS wakes, raised.send_id IS NOT NULL AS is_new FROM late LEFT JOIN raised ON raised.send_id = late.id`);
    const homes = await homeItems(transaction, workspace, late.map((each) => each.send_id), now);
    await enqueue(transaction, workspace, [...late.filter((each) => each.is_new).map((each) => alert(each, dueAt)), ...homes], now);
    return late.length === 0 ? 0 : found.length;
  }));
};

/**
 * A send that has moved is not told of again. One that was not late yet when it was snoozed, and is not, is as if it never was: the look that finds it
 * late tells of it. Called after `raise`, which marks what is late.
 */
export const wake = async (database: PrismaClient, workspace: WorkspaceId, now: Date, limit: number): Promise<number> => {
  const over = await rows(database, placeRow, sql`SELECT send_id, run FROM stale_alerts
    WHERE workspace_id = ${workspace}::uuid AND snoozed_until <= ${time(now)} ORDER BY snoozed_until LIMIT ${limit}`);
  if (over.length === 0) return 0;
  return retrying(() => database.$transaction(async (transaction) => {
    const ended = await rows(transaction, alertRow.extend({ stays: z.boolean() }), sql`WITH over AS (SELECT a.send_id, a.run, s.sender_id, s.status_run = a.run AS stays,
          s.status_run = a.run AND s.alerted_run <> a.run AND a.taken_by_id IS NULL AS early
        FROM jsonb_to_recordset(${JSON.stringify(over)}::jsonb) AS r(send_id uuid, run int) JOIN stale_alerts a ON a.workspace_id = ${workspace}::uuid AND a.send_id = r.send_id AND a.run = r.run
        JOIN sends s ON s.workspace_id = a.workspace_id AND s.id = a.send_id
        WHERE a.snoozed_until <= ${time(now)} FOR UPDATE OF a SKIP LOCKED),
      undone AS (DELETE FROM stale_alerts a USING over WHERE a.workspace_id = ${workspace}::uuid AND a.send_id = over.send_id AND a.run = over.run AND over.early),
      woken AS (UPDATE stale_alerts a SET snoozed_until = NULL, wakes = a.wakes + 1 FROM over
        WHERE a.workspace_id = ${workspace}::uuid AND a.send_id = over.send_id AND a.run = over.run AND NOT over.early RETURNING a.send_id, a.run, a.wakes)
      SELECT over.send_id, over.run, over.sender_id, coalesce(woken.wakes, 0) AS wakes, over.stays AND NOT over.early AS stays
      FROM over LEFT JOIN woken ON woken.send_id = over.send_id AND woken.run = over.run`);
    await enqueue(transaction, workspace, ended.filter(({ stays }) => stays).map((each) => alert(each, now)), now);
    return ended.length === 0 ? 0 : over.length;
  }));
};
