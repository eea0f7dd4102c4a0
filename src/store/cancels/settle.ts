import { z } from 'zod';
import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import { OPEN_STATES } from '../../domain/cancelRequest.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import { type SendNews, settleByNews } from '../../usecases/cancels/settleByNews.ts';
import { appendAudit } from '../audit.ts';
import { rows, sql, texts, uuids, type Database } from '../database.ts';
import { REQUEST, requestRow } from './rows.ts';
import { managersOfSend } from './standing.ts';
import { changeRequest } from './write.ts';

const row = z.object({ send_id: z.custom<SendId>((value) => typeof value === 'string'), request: requestRow });

/**
 * What a source newly said of sends settles the requests beside them, in the transaction that records it and under the sends' locks.
 * One query for a batch in which none of them has any. Returns what is to be said.
 */
export const settleRequests = async (database: Database, workspace: WorkspaceId, news: readonly SendNews[], now: Date): Promise<NewItem[]> => {
  if (news.length === 0) return [];
  const concerned = await rows(database, row, sql`SELECT q.send_id, ${REQUEST} AS request FROM cancel_requests q
    WHERE q.workspace_id = ${workspace}::uuid AND q.send_id = ANY(${uuids(news.map(({ sendId }) => sendId))})
      AND (q.state = ANY(${texts(OPEN_STATES)}) OR (q.kind = 'CANCEL' AND q.state IN ('DONE', 'PROVEN') AND q.went_out_at IS NULL)) ORDER BY q.id`);
  const tell: NewItem[] = [];
  for (const { send_id: sendId, request } of concerned) {
    const told = news.find((each) => each.sendId === sendId);
    const writes = told && settleByNews(request, told, await managersOfSend(database, workspace, sendId), now);
    if (!writes) continue;
    if (writes.change) await changeRequest(database, workspace, writes.change, now);
    await appendAudit(database, workspace, writes.audit);
    tell.push(...writes.tell);
  }
  return tell;
};
