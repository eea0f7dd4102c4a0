import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Living } from '../../usecases/ports/outbox.ts';
import { rows, sql, texts, type Database } from '../database.ts';

const livingRow = z.object({
  subject: z.string(), send_id: z.custom<SendId>((value) => typeof value === 'string').nullable(), channel: z.string(), ts: z.string(), posted_at: z.date(), shown: z.string(),
  meant_for: z.array(z.object({ id: z.custom<MemberId>((value) => typeof value === 'string'), name: z.string() })),
}).transform(({ send_id, posted_at: postedAt, meant_for: meantFor, ...row }): Living => ({ ...row, postedAt, meantFor, sendId: send_id ?? undefined }));

export const living = (database: Database, workspace: WorkspaceId, mailbox: string, subjects: readonly string[]): Promise<Living[]> =>
  rows(database, livingRow, sql`SELECT subject, send_id, channel, ts, posted_at, shown,
      coalesce((SELECT json_agg(json_build_object('id', m.id, 'name', m.name) ORDER BY m.name) FROM members m WHERE m.workspace_id = l.workspace_id AND m.id = ANY(l.for_member_ids)), '[]') AS meant_for
    FROM living_messages l
    WHERE workspace_id = ${workspace}::uuid AND mailbox_id = ${mailbox}::uuid AND subject = ANY(${texts(subjects)})`);
