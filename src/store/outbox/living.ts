import { z } from 'zod';
import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Living } from '../../usecases/ports/outbox.ts';
import { rows, sql, texts, type Database } from '../database.ts';

const livingRow = z.object({
  subject: z.string(), send_id: z.custom<SendId>((value) => typeof value === 'string').nullable(), channel: z.string(), ts: z.string(), posted_at: z.date(), shown: z.string(),
}).transform(({ send_id, posted_at: postedAt, ...row }): Living => ({ ...row, postedAt, sendId: send_id ?? undefined }));

export const living = (database: Database, workspace: WorkspaceId, mailbox: string, subjects: readonly string[]): Promise<Living[]> =>
  rows(database, livingRow, sql`SELECT subject, send_id, channel, ts, posted_at, shown FROM living_messages
    WHERE workspace_id = ${workspace}::uuid AND mailbox_id = ${mailbox}::uuid AND subject = ANY(${texts(subjects)})`);
