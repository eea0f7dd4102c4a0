import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SendId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail } from '../domain/text.ts';
import { rows, sql, texts, time, uuids, type Database, type Sql } from './database.ts';

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

const wordRow = z.object({ word: z.string() });
const recipientWords = async (database: Database, workspace: WorkspaceId, sends: readonly SendId[]): Promise<string[]> => (await rows(database, wordRow,
  sql`SELECT word FROM (SELECT array_agg(split_part(search_text, E'\n', 1)) AS bodies FROM sends WHERE workspace_id = ${workspace}::uuid AND id = ANY(${uuids(sends)})) texts,
    words_within(texts.bodies) word`)).map(({ word }) => word);

/** Words that nothing is found by any more, which may be somebody's name. Counting makes the database use its search index, where looking for one would read all sends. */
const forgetWords = async (database: Database, workspace: WorkspaceId, words: readonly string[]): Promise<void> => {
  if (words.length === 0) return;
  await database.$executeRaw(sql`DELETE FROM search_words w WHERE w.workspace_id = ${workspace}::uuid AND w.word = ANY(${texts(words)})
    AND (SELECT count(*) FROM sends s WHERE s.workspace_id = w.workspace_id AND s.search_text LIKE '%' || w.word || '%') = 0
    AND (SELECT count(*) FROM members m WHERE m.workspace_id = w.workspace_id AND m.search_text LIKE '%' || w.word || '%') = 0`);
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
