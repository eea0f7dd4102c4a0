import { z } from 'zod';
import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import { OPEN_STATES } from '../../domain/cancelRequest.ts';
import { joinKept, type JoinedSide, type KeptJoin } from '../../usecases/joinSends.ts';
import type { SendState } from '../../usecases/mergeRecord.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import { appendAudit } from '../audit.ts';
import { settleRequests } from '../cancels/settle.ts';
import { rows, raw, sql, texts, time, uuids, type Database, type Sql } from '../database.ts';
import { refreshItems } from '../outbox/enqueue.ts';
import type { Admission } from './admit.ts';

const idRow = z.object({ id: z.custom<SendId>((value) => typeof value === 'string') });

/** Which of these sends have an open request. */
export const askedAmong = async (database: Database, workspace: WorkspaceId, ids: readonly SendId[]): Promise<ReadonlySet<SendId>> => {
  const found = await rows(database, idRow, sql`SELECT send_id AS id FROM cancel_requests
    WHERE workspace_id = ${workspace}::uuid AND send_id = ANY(${uuids(ids)}) AND state = ANY(${texts(OPEN_STATES)})`);
  return new Set(found.map(({ id }) => id));
};

/** The kept sends that a batch joins, one pair after the other, and what is known of all its sends once that is done. */
export type Joined = { known: readonly SendState[]; joins: readonly KeptJoin[]; byNow: (id: SendId) => SendId };

export const joinKnown = (known: readonly SendState[], admitted: readonly Admission[], now: Date): Joined => {
  const states = new Map(known.map((state) => [state.id, state]));
  const into = new Map<SendId, SendId>();
  const joins: KeptJoin[] = [];
  for (const admission of admitted) {
    if (admission.result !== 'admitted') continue;
    for (const id of admission.joins) {
      into.set(id, admission.id);
      const [stays, goes] = [states.get(admission.id), states.get(id)];
      if (!stays || !goes) continue;
      const join = joinKept(stays, goes, now);
      joins.push(join);
      states.set(admission.id, join.state);
      states.delete(id);
    }
  }
  const byNow = (id: SendId): SendId => {
    const next = into.get(id);
    return next === undefined ? id : byNow(next);
  };
  return { known: [...states.values()], joins, byNow };
};

/**
 * What hangs on a send by `send_id`, and what it is told apart by there: it goes over to the send that stays; of two that are told apart by nothing
 * the one that was there stays. A test holds this list, with those below, against the database.
 */
const HANGS_ON: Readonly<Record<string, readonly string[]>> = {
  send_names: ['scheme', 'value'],
  trackings: ['key'],
  unknown_fields: ['source'],
  mutes: ['member_id'],
  follows: ['member_id'],
  cancel_requests: ['id'],
  merged_sends: ['id'],
};
/** These have statements of their own. */
const BY_HAND = ['observations', 'told', 'stale_alerts', 'living_messages'] as const;
export const MOVED: readonly string[] = [...Object.keys(HANGS_ON), ...BY_HAND];

type Move = KeptJoin & { workspace: WorkspaceId };

/**
 * Has kept sends become one, in the transaction and under the locks of whoever proved them to be: all that hangs on the one that goes hangs on the other
 * afterwards, and its id and names lead there. The caller writes the send itself. Returns what is to be said.
 */
export const joinSends = async (database: Database, workspace: WorkspaceId, joins: readonly KeptJoin[], now: Date): Promise<NewItem[]> => {
  const tell: NewItem[] = [];
  for (const join of joins) {
    const { stays: { id: stays }, goes: { id: goes }, learns } = join;
    // Whoever looks at the one that goes is shown the other.
    tell.push(...(await refreshItems(database, workspace, [goes], now)));
    const settled = await settleRequests(database, workspace, learns, now);
    tell.push(...settled.map((item) => (item.sendId === goes ? { ...item, sendId: stays } : item)));
    await appendAudit(database, workspace, [{ at: now, actor: 'source', door: 'data', verb: 'joined', send: stays, after: { was: goes } }]);
    for (const statement of statementsOf({ ...join, workspace }, now)) await database.$executeRaw(statement);
  }
  return tell;
};

const statementsOf = (move: Move, now: Date): Sql[] => [
  ...Object.entries(HANGS_ON).map(([table, keys]) => goesOver(move, table, keys)),
  ...observationsGoOver(move),
  ...toldGoesOver(move),
  ...itemsGoOver(move, now),
  ...alertsGoOver(move),
  // Its runs are called anew: the next look finds by its alerts whether its stay has one.
  sql`UPDATE sends SET alerted_run = 0 WHERE workspace_id = ${move.workspace}::uuid AND id = ${move.stays.id}::uuid`,
  messagesGoOver(move),
  sql`INSERT INTO merged_sends (workspace_id, id, send_id, at) VALUES (${move.workspace}::uuid, ${move.goes.id}::uuid, ${move.stays.id}::uuid, ${time(now)})`,
  sql`DELETE FROM sends WHERE workspace_id = ${move.workspace}::uuid AND id = ${move.goes.id}::uuid`,
];

const of = ({ workspace, goes }: Move): Sql => sql`t.workspace_id = ${workspace}::uuid AND t.send_id = ${goes.id}::uuid`;
/** Nothing alike hangs on the one that stays. */
const isNew = ({ workspace, stays }: Move, table: string, alike: Sql): Sql =>
  sql`NOT EXISTS (SELECT 1 FROM ${raw(table)} own WHERE own.workspace_id = ${workspace}::uuid AND own.send_id = ${stays.id}::uuid AND ${alike})`;

const goesOver = (move: Move, table: string, keys: readonly string[]): Sql => {
  const alike = raw(keys.map((key) => `own.${key} = t.${key}`).join(' AND '));
  return sql`UPDATE ${raw(table)} t SET send_id = ${move.stays.id}::uuid WHERE ${of(move)} AND ${isNew(move, table, alike)}`;
};

const SAME_TOLD = sql`own.status = t.status AND own.detail = t.detail AND own.approximate = t.approximate AND (own.approximate OR own.at = t.at)`;
const observationsGoOver = (move: Move): Sql[] => [
  sql`UPDATE observations t SET send_id = ${move.stays.id}::uuid WHERE ${of(move)} AND ${isNew(move, 'observations', SAME_TOLD)}`,
];

/** What a run of a side is called from now on. */
const called = (column: Sql, { run, from, leads }: JoinedSide, current: number): Sql =>
  sql`(CASE WHEN ${leads} AND ${column} = ${run}::int THEN ${current}::int ELSE ${column} + ${from}::int END)`;

const toldGoesOver = (move: Move): Sql[] => {
  const run = called(sql`t.run`, move.goes, move.run);
  return [
    ...leading(move, 'told'),
    sql`UPDATE told t SET send_id = ${move.stays.id}::uuid, run = ${run} WHERE ${of(move)} AND ${isNew(move, 'told', sql`own.address = t.address AND own.run = ${run}`)}`,
  ];
};

/** The current run of the side that stays is called anew before those of the other come. */
const leading = ({ workspace, stays, run }: Move, table: string): Sql[] => (stays.leads
  ? [sql`UPDATE ${raw(table)} t SET run = ${run}::int WHERE t.workspace_id = ${workspace}::uuid AND t.send_id = ${stays.id}::uuid AND t.run = ${stays.run}::int`] : []);

/** Two alerts about one stay: whoever wanted to hear no more of it, or saw to it, on either. */
const alertsGoOver = (move: Move): Sql[] => {
  const run = called(sql`t.run`, move.goes, move.run);
  return [
    ...leading(move, 'stale_alerts'),
    sql`UPDATE stale_alerts own SET silenced = own.silenced OR t.silenced, snoozed_until = greatest(own.snoozed_until, t.snoozed_until),
        taken_by_id = coalesce(own.taken_by_id, t.taken_by_id), taken_at = CASE WHEN own.taken_by_id IS NULL THEN t.taken_at ELSE own.taken_at END
      FROM stale_alerts t WHERE ${of(move)} AND own.workspace_id = t.workspace_id AND own.send_id = ${move.stays.id}::uuid AND own.run = ${run}`,
    sql`UPDATE stale_alerts t SET send_id = ${move.stays.id}::uuid, run = ${run} WHERE ${of(move)} AND ${isNew(move, 'stale_alerts', sql`own.run = ${run}`)}`,
  ];
};

const WAITS = sql`o.state IN ('WAITING', 'DEAD')`;
const named = (side: JoinedSide, current: number): Sql => sql`CASE WHEN o.body ? 'run'
  THEN jsonb_set(o.body, '{run}', to_jsonb(${called(sql`(o.body->>'run')::int`, side, current)})) ELSE o.body END`;

/**
 * What waits to be said of either. Mailboxes first, in the order of everybody who writes to them. A reminder of the same day, and an alert about the
 * same stay, are said once; of news that is so anyway, because what was told of the run goes over.
 */
const itemsGoOver = ({ workspace, stays, goes, run }: Move, now: Date): Sql[] => {
  const ofSend = (id: SendId): Sql => sql`o.workspace_id = ${workspace}::uuid AND o.send_id = ${id}::uuid AND ${WAITS}`;
  const key = sql`replace(o.key, ${goes.id}, ${stays.id})`;
  const twin = sql`EXISTS (SELECT 1 FROM outbox own WHERE own.workspace_id = o.workspace_id AND own.mailbox_id = o.mailbox_id AND own.key = ${key})`;
  const alerted = sql`EXISTS (SELECT 1 FROM stale_alerts own WHERE own.workspace_id = ${workspace}::uuid AND own.send_id = ${stays.id}::uuid AND own.run = ${stays.run}::int)`;
  return [
    sql`SELECT 1 FROM mailboxes WHERE workspace_id = ${workspace}::uuid AND id IN (SELECT o.mailbox_id FROM outbox o WHERE o.workspace_id = ${workspace}::uuid
      AND o.send_id = ANY(${uuids([stays.id, goes.id])}) AND ${WAITS}) ORDER BY address FOR UPDATE`,
    sql`UPDATE outbox o SET state = 'DROPPED', ended_at = ${time(now)}, outcome = 'said of the send that it is one with' WHERE ${ofSend(goes.id)} AND o.event IS NULL
      AND ((o.kind = 'remind' AND ${twin}) OR (o.kind = 'stale' AND ${stays.leads && goes.leads} AND (o.body->>'run')::int = ${goes.run}::int AND ${alerted}))`,
    sql`UPDATE outbox o SET body = ${named(stays, run)} WHERE ${ofSend(stays.id)} AND ${stays.leads}`,
    sql`UPDATE outbox o SET send_id = ${stays.id}::uuid, body = ${named(goes, run)}, key = CASE WHEN o.kind = 'remind' AND NOT ${twin} THEN ${key} ELSE o.key END,
      plan = CASE WHEN o.plan->>'sendId' = ${goes.id} THEN jsonb_set(o.plan, '{sendId}', to_jsonb(${stays.id}::text)) ELSE o.plan END WHERE ${ofSend(goes.id)}`,
  ];
};

/** Its messages show the other from now on. Where that has no card of its own yet, it is this one. */
const messagesGoOver = (move: Move): Sql => {
  const cards = texts([`send:${move.goes.id}`, `share:${move.goes.id}`]);
  const after = sql`replace(t.subject, ${move.goes.id}, ${move.stays.id})`;
  return sql`UPDATE living_messages t SET send_id = ${move.stays.id}::uuid, subject = CASE WHEN t.subject = ANY(${cards}) AND NOT EXISTS (SELECT 1 FROM living_messages own
      WHERE own.workspace_id = t.workspace_id AND own.mailbox_id = t.mailbox_id AND own.subject = ${after}) THEN ${after} ELSE t.subject END WHERE ${of(move)}`;
};
