import { z } from 'zod';
import type { SendId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail, foldText } from '../domain/text.ts';
import type { Doer } from '../usecases/ports/audit.ts';
import type { Forgetting } from '../usecases/ports/forgetting.ts';
import { appendAudit } from './audit.ts';
import { anywhere, rows, sql, time, type Database, type Sql } from './database.ts';
import { forgottenHomeItems } from './homes/showing.ts';
import { beforeForgetting, eraseSends, hashOf } from './eraseSends.ts';
import type { PrismaClient } from './generated/client.ts';
import { enqueue, refreshItems } from './outbox/enqueue.ts';
import { retrying } from './retrying.ts';
import { forgetInSaved } from './savedFilters.ts';
import { forgetInSubscriptions } from './subscriptions/forget.ts';

const AT_ONCE = 500;
const idRow = z.object({ id: z.custom<SendId>((value) => typeof value === 'string') });
const pageRow = idRow.extend({ due: z.boolean() });

/** Erases sends, each with its entry, and has the messages that show them brought up to date. */
const erase = async (database: Database, workspace: WorkspaceId, ids: readonly SendId[], why: 'REQUEST' | 'RETENTION', by: Doer): Promise<void> => {
  await eraseSends(database, workspace, ids, by.at);
  await appendAudit(database, workspace, ids.map((send) => ({ ...by, verb: 'forgotten', send, after: { why } })));
  await enqueue(database, workspace, [...(await refreshItems(database, workspace, ids, by.at)), ...(await forgottenHomeItems(database, workspace, ids, by.at))], by.at);
};

/** Remembers that somebody is to be forgotten, and drops raw deliveries that name them; from then on nothing of them comes in. */
const remember = async (database: Database, workspace: WorkspaceId, email: string, at: Date): Promise<void> => {
  await beforeForgetting(database, workspace);
  await database.$executeRaw(sql`INSERT INTO forgotten_recipients AS f (workspace_id, hash, at) VALUES (${workspace}::uuid, ${hashOf(workspace, email)}, ${time(at)})
    ON CONFLICT (workspace_id, hash) DO UPDATE SET at = greatest(f.at, excluded.at)`);
  await database.$executeRaw(sql`DELETE FROM webhook_deliveries WHERE workspace_id = ${workspace}::uuid AND body IS NOT NULL AND position(${foldEmail(email)} IN lower(body)) > 0`);
};

/** The names and companies that sends to an address went to, folded. */
const namesAt = async (database: Database, workspace: WorkspaceId, email: string): Promise<string[]> => {
  const found = await rows(database, z.object({ name: z.string() }), sql`SELECT DISTINCT recipient_name AS name FROM sends WHERE workspace_id = ${workspace}::uuid
    AND search_text LIKE ${anywhere(foldText(email))} AND lower(btrim(recipient_email)) = ${foldEmail(email)} AND recipient_name IS NOT NULL LIMIT ${AT_ONCE}`);
  return found.map(({ name }) => foldText(name));
};

const someOf = async (database: Database, workspace: WorkspaceId, email: string, by: Doer): Promise<number> => {
  // The search index finds them; the column decides.
  const found = await rows(database, idRow, sql`SELECT id FROM sends WHERE workspace_id = ${workspace}::uuid AND search_text LIKE ${anywhere(foldText(email))}
    AND lower(btrim(recipient_email)) = ${foldEmail(email)} ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`);
  await erase(database, workspace, found.map(({ id }) => id), 'REQUEST', by);
  return found.length;
};

const hasRecipient: Sql = sql`num_nonnulls(recipient_name, recipient_email, recipient_company, recipient_address, message) > 0`;

const pageOfOld = async (
  database: Database, workspace: WorkspaceId, before: Date, { size, after }: Parameters<Forgetting['old']>[2], by: Doer,
): ReturnType<Forgetting['old']> => {
  const rest = after === undefined ? sql`` : sql`AND id > ${after}::uuid`;
  const page = await rows(database, pageRow, sql`SELECT id, status_since < ${time(before)} AND listed_at < ${time(before)} AND ${hasRecipient} AS due
    FROM sends WHERE workspace_id = ${workspace}::uuid ${rest} ORDER BY id LIMIT ${size} FOR UPDATE`);
  const due = page.flatMap((send) => (send.due ? [send.id] : []));
  await erase(database, workspace, due, 'RETENTION', by);
  return { sends: due.length, next: page.length < size ? undefined : page.at(-1)?.id };
};

export const forgetting = (database: PrismaClient): Forgetting => {
  const atomically = <T>(work: (transaction: Database) => Promise<T>): Promise<T> => retrying(() => database.$transaction(work));
  return {
    recipient: async (workspace, email, by) => {
      await atomically(async (transaction) => {
        await remember(transaction, workspace, email, by.at);
        const names = await namesAt(transaction, workspace, email);
        await forgetInSaved(transaction, workspace, foldText(email), names);
        await forgetInSubscriptions(transaction, workspace, foldText(email), names, by.at);
      });
      for (let sends = 0; ; ) {
        const some = await atomically((transaction) => someOf(transaction, workspace, email, by));
        sends += some;
        if (some < AT_ONCE) return sends;
      }
    },
    old: (workspace, before, page, by) => atomically((transaction) => pageOfOld(transaction, workspace, before, page, by)),
  };
};
