import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import { isOpen } from '../../domain/cancelRequest.ts';
import type { NewRequest, RequestChange } from '../../usecases/ports/cancels.ts';
import { sql, time, type Database, type Sql } from '../database.ts';

const optionalTime = (at: Date | undefined): Sql => (at ? time(at) : sql`NULL::timestamptz`);

/** False: the send has an open request already, and nothing was written. */
export const addRequest = async (database: Database, workspace: WorkspaceId, send: SendId, request: NewRequest): Promise<boolean> => {
  const { id, kind, gateway, state, requester, reason, askedAt, answerer, remindAt, nextAt } = request;
  const added = await database.$executeRaw(sql`INSERT INTO cancel_requests
      (workspace_id, id, send_id, kind, gateway, state, requester_id, reason, asked_at, answerer_id, answered_at, remind_at, next_at)
    VALUES (${workspace}::uuid, ${id}::uuid, ${send}::uuid, ${kind}, ${gateway}, ${state}, ${requester}::uuid, ${reason ?? null}, ${time(askedAt)},
      ${answerer ?? null}::uuid, ${optionalTime(answerer === undefined ? undefined : askedAt)}, ${optionalTime(remindAt)}, ${optionalTime(nextAt)})
    ON CONFLICT DO NOTHING`);
  return added > 0;
};

/** The caller holds the send's lock and has read the request under it: nothing has changed since. */
export const changeRequest = async (database: Database, workspace: WorkspaceId, change: RequestChange, now: Date): Promise<void> => {
  const { id, to, answerer, answer, wentOutAt, nextAt } = change;
  const over = !isOpen(to);
  await database.$executeRaw(sql`UPDATE cancel_requests SET state = ${to},
      answerer_id = coalesce(${answerer ?? null}::uuid, answerer_id), answer = coalesce(${answer ?? null}, answer),
      answered_at = CASE WHEN ${over} AND state <> ${to} THEN ${time(now)} ELSE answered_at END,
      went_out_at = coalesce(${optionalTime(wentOutAt)}, went_out_at), next_at = ${optionalTime(nextAt)},
      remind_at = CASE WHEN ${over} THEN NULL ELSE remind_at END
    WHERE workspace_id = ${workspace}::uuid AND id = ${id}::uuid`);
};
