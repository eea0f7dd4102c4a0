import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { RequestId, SendId, WorkspaceId } from '../../domain/ids.ts';
import { OPEN_STATES } from '../../domain/cancelRequest.ts';
import type { Call, Cancels, Decided, Standing, Writes } from '../../usecases/ports/cancels.ts';
import { appendAudit } from '../audit.ts';
import { rows, sql, texts, time, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { enqueue, refreshItems } from '../outbox/enqueue.ts';
import { observeCanceled } from '../recorder/observe.ts';
import { retrying } from '../retrying.ts';
import { REQUEST, requestRow } from './rows.ts';
import { findRequest, managersOfSend, readStanding } from './standing.ts';
import { createTurns } from './turns.ts';
import { addRequest, changeRequest } from './write.ts';

export const cancels = (database: PrismaClient, inTurn = createTurns()): Cancels => ({
  newId: () => requestId.parse(newId()),

  decide: (workspace, about, member, at, decide) =>
    inTurn(`${workspace} ${'send' in about ? about.send : about.request}`, () => retrying(() => database.$transaction(async (transaction) => {
      const standing = await readStanding(transaction, workspace, about, member);
      if (!standing) return undefined;
      const decided = decide(standing);
      await write(transaction, workspace, standing, decided, at);
      return decided.result;
    }))),

  takeCall: (now, lease, only) => retrying(() => takeCall(database, now, lease, only)),

  remind: (now, limit, tell) => retrying(() => database.$transaction(async (transaction) => {
    const due = await rows(transaction, dueRow, sql`UPDATE cancel_requests SET remind_at = NULL FROM (
        SELECT workspace_id, id FROM cancel_requests WHERE remind_at <= ${time(now)} ORDER BY remind_at LIMIT ${limit} FOR UPDATE SKIP LOCKED) due
      WHERE cancel_requests.workspace_id = due.workspace_id AND cancel_requests.id = due.id
      RETURNING cancel_requests.workspace_id, cancel_requests.id, cancel_requests.send_id`);
    for (const workspace of new Set(due.map((each) => each.workspace_id))) {
      const told = due.filter((each) => each.workspace_id === workspace).map((each) => tell({ workspaceId: workspace, requestId: each.id, sendId: each.send_id }));
      await enqueue(transaction, workspace, told, now);
    }
    return due.length;
  })),

  managersOf: (workspace, send) => managersOfSend(database, workspace, send),

  get: (workspace, request) => findRequest(database, workspace, request),
});

const write = async (database: Database, workspace: WorkspaceId, { send }: Standing, { writes }: Decided<unknown>, at: Date): Promise<void> => {
  if (!writes) return;
  const { add, change, canceled, audit, tell } = writes;
  if (add && !(await addRequest(database, workspace, send.id, add))) throw new Error('a send got two open requests under its lock');
  if (change) await changeRequest(database, workspace, change, at);
  await appendAudit(database, workspace, audit);
  // What the send becomes has its own news and refreshes its cards.
  if (canceled) await observeCanceled(database, workspace, send.id, canceled.source, at, tell);
  else await enqueue(database, workspace, [...tell, ...(showsIn(writes) ? await refreshItems(database, workspace, [send.id], at) : [])], at);
};

/** Whether cards look different afterwards: a further call of the endpoint changes nothing that they show. */
const showsIn = ({ add, audit }: Writes): boolean => add !== undefined || audit.length > 0;

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const requestId = id<RequestId>();
const dueRow = z.object({ workspace_id: id<WorkspaceId>(), id: id<RequestId>(), send_id: id<SendId>() });
const callRow = z.object({ workspace_id: id<WorkspaceId>(), send_id: id<SendId>(), tries: z.number(), request: requestRow }).transform((row): Call =>
  ({ workspaceId: row.workspace_id, sendId: row.send_id, tries: row.tries, request: row.request }));

const takeCall = async (database: Database, now: Date, lease: number, only: { workspaceId: WorkspaceId; request: RequestId } | undefined): Promise<Call | undefined> => {
  const which = only
    ? sql`workspace_id = ${only.workspaceId}::uuid AND id = ${only.request}::uuid AND tries = 0 AND next_at IS NOT NULL`
    : sql`next_at <= ${time(now)} AND state = ANY(${texts(OPEN_STATES)})`;
  const [call] = await rows(database, callRow, sql`UPDATE cancel_requests q SET next_at = ${time(new Date(now.getTime() + lease))}, tries = q.tries + 1 FROM (
      SELECT workspace_id, id FROM cancel_requests WHERE ${which} ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
    WHERE q.workspace_id = due.workspace_id AND q.id = due.id RETURNING q.workspace_id, q.send_id, q.tries, ${REQUEST} AS request`);
  return call;
};
