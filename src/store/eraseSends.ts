import { createHash } from 'node:crypto';
import type { SendId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail } from '../domain/text.ts';
import { sql, time, uuids, type Database, type Sql } from './database.ts';
import { forgetWords, recipientWords } from './forgetWords.ts';

/** An address as it is remembered to be forgotten: the workspace is the salt. */
export const hashOf = (workspace: WorkspaceId, email: string): string => createHash('sha256').update(`${workspace}\n${foldEmail(email)}`).digest('hex');

/** Takes the recipient out of sends, and keeps them out. The recipient is the first line of what searches find a send by. */
export const eraseSends = async (database: Database, workspace: WorkspaceId, sends: readonly SendId[], at: Date): Promise<void> => {
  if (sends.length === 0) return;
  const words = await recipientWords(database, workspace, sends);
  await database.$executeRaw(sql`UPDATE sends SET recipient_name = NULL, recipient_email = NULL, recipient_company = NULL, recipient_address = NULL, message = NULL,
    search_text = E'\n' || split_part(search_text, E'\n', 2), forgotten_at = coalesce(forgotten_at, ${time(at)}), changed_at = ${time(at)}
    WHERE workspace_id = ${workspace}::uuid AND id = ANY(${uuids(sends)})`);
  await forgetWords(database, workspace, words);
  // What people wrote beside them, and fields nobody knows, may name the recipient.
  await database.$executeRaw(sql`DELETE FROM unknown_fields WHERE workspace_id = ${workspace}::uuid AND send_id = ANY(${uuids(sends)})`);
  await database.$executeRaw(sql`UPDATE cancel_requests SET reason = NULL, answer = NULL
    WHERE workspace_id = ${workspace}::uuid AND send_id = ANY(${uuids(sends)}) AND (reason IS NOT NULL OR answer IS NOT NULL)`);
};

/**
 * Whoever records sends, and whoever forgets somebody: the second waits for batches that are under way and keeps further ones waiting, so that
 * none that did not know yet writes them down afterwards.
 */
const turnName = (workspace: WorkspaceId): string => `forgetting in ${workspace}`;
export const turnOfRecording = (workspace: WorkspaceId): Sql => sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${turnName(workspace)}, 0))`;
export const beforeForgetting = async (transaction: Database, workspace: WorkspaceId): Promise<void> => {
  await transaction.$queryRaw(sql`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${turnName(workspace)}, 0))) turn`);
};
