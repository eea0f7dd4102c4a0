import { z } from 'zod';
import type { MemberId, WorkspaceId } from '../domain/ids.ts';
import { MOST_SAVED, type SavedQuery } from '../domain/query/saved.ts';
import { readStoredFilter, storeFilter } from '../domain/query/stored.ts';
import type { SavedFilters } from '../usecases/ports/savedFilters.ts';
import { rows, sql, time, type Database, type Sql } from './database.ts';
import { ownHomeItem } from './homes/showing.ts';
import { enqueue } from './outbox/enqueue.ts';
import type { PrismaClient } from './generated/client.ts';
import { retrying } from './retrying.ts';

const VERSION = 1;
const bound = z.strictObject({ date: z.string(), edge: z.enum(['from', 'to']) });
const relative = z.strictObject({ since: bound.exactOptional(), until: bound.exactOptional() });
/** How a filter is kept: what it means, not how it was typed. */
const kept = z.strictObject({ v: z.literal(VERSION), view: z.enum(['mine', 'team', 'all', 'stale']), relative, filter: z.unknown().transform(readStoredFilter) })
  .transform(({ view, filter, relative: moving }): SavedQuery | undefined => filter && { view, filter, relative: moving });

const write = ({ view, filter, relative: moving }: SavedQuery): Sql =>
  sql`(${JSON.stringify({ v: VERSION, view, relative: moving })}::jsonb || jsonb_build_object('filter', ${storeFilter(filter)}::jsonb))`;
const row = z.object({ key: z.string(), query: z.unknown() }).transform(({ key, query }) => ({ key, query: kept.safeParse(query).data }));

const of = (workspace: WorkspaceId, member: MemberId): Sql => sql`workspace_id = ${workspace}::uuid AND member_id = ${member}::uuid`;
const drop = (database: Database, workspace: WorkspaceId, member: MemberId, key: string): Promise<number> =>
  database.$executeRaw(sql`DELETE FROM saved_filters WHERE ${of(workspace, member)} AND key = ${key}`);

export const savedFilters = (database: PrismaClient): SavedFilters => ({
  list: (workspace, member) => rows(database, row, sql`SELECT key, query FROM saved_filters WHERE ${of(workspace, member)} ORDER BY key LIMIT ${MOST_SAVED}`),

  save: (workspace, member, { key, query, renames }, at) => retrying(() => database.$transaction(async (transaction) => {
    // Whoever else saves for this person waits here, and then counts what this one left.
    await transaction.$queryRaw(sql`SELECT id FROM members WHERE workspace_id = ${workspace}::uuid AND id = ${member}::uuid FOR NO KEY UPDATE`);
    if (renames !== undefined && renames !== key) await drop(transaction, workspace, member, renames);
    const others = await rows(transaction, z.object({ key: z.string() }), sql`SELECT key FROM saved_filters WHERE ${of(workspace, member)}`);
    const there = others.some((each) => each.key === key);
    if (!there && others.length >= MOST_SAVED) return 'too-many';
    await transaction.$executeRaw(sql`INSERT INTO saved_filters (workspace_id, member_id, key, query, saved_at)
      VALUES (${workspace}::uuid, ${member}::uuid, ${key}, ${write(query)}, ${time(at)})
      ON CONFLICT (workspace_id, member_id, key) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at`);
    await enqueue(transaction, workspace, await ownHomeItem(transaction, workspace, member, at), at);
    return there && renames !== key ? 'replaced' : 'saved';
  })),

  remove: (workspace, member, key, at) => retrying(() => database.$transaction(async (transaction) => {
    const removed = (await drop(transaction, workspace, member, key)) > 0;
    if (removed) await enqueue(transaction, workspace, await ownHomeItem(transaction, workspace, member, at), at);
    return removed;
  })),
});

/** Drops what people kept that names somebody who is to be forgotten: by their address, or by exactly their name. Both folded. */
export const forgetInSaved = async (database: Database, workspace: WorkspaceId, email: string, names: readonly string[]): Promise<void> => {
  await database.$executeRaw(sql`DELETE FROM saved_filters f WHERE f.workspace_id = ${workspace}::uuid AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text((f.query #> '{filter,filter,to}') || (f.query #> '{filter,filter,text}')) each(word)
    WHERE position(${email} IN each.word) > 0 OR each.word = ANY(${[...names]}::text[]))`);
};
