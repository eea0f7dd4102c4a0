import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { SourceNews, Sources, SourceState } from '../usecases/ports/sources.ts';
import { afterNews, sourceLabel } from '../usecases/sourceHealth.ts';
import { rows, sql, time, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { enqueue } from './outbox/enqueue.ts';
import { retrying } from './retrying.ts';

const moment = z.date().nullable().transform((at) => at ?? undefined);
const sourceRow = z
  .object({ name: z.string(), read_at: moment, heard_at: moment, due_at: moment, failures: z.number(), failing_since: moment, failure: z.string().nullable(), told_at: moment })
  .transform(({ name, read_at: readAt, heard_at: heardAt, due_at: dueAt, failures, failing_since: failingSince, failure, told_at: toldAt }): SourceState => ({
    name, readAt, heardAt, dueAt, failures, failingSince, failure: failure ?? undefined, toldAt,
  }));
const COLUMNS = sql`name, read_at, heard_at, due_at, failures, failing_since, failure, told_at`;
/** Sources are named in the code: there are a few. */
const AT_MOST = 100;

export const sources = (database: PrismaClient): Sources => ({
  note: (workspace, source, news) => retrying(() => database.$transaction((transaction) => note(transaction, workspace, source, news))),
  heard: async (workspace, source, at) => {
    await database.$executeRaw(sql`INSERT INTO sources (workspace_id, name, heard_at) VALUES (${workspace}::uuid, ${source}, ${time(at)})
      ON CONFLICT (workspace_id, name) DO UPDATE SET heard_at = greatest(sources.heard_at, excluded.heard_at)`);
  },
  all: (workspace) => rows(database, sourceRow, sql`SELECT ${COLUMNS} FROM sources WHERE workspace_id = ${workspace}::uuid ORDER BY name LIMIT ${AT_MOST}`),
});

const orNull = (at: Date | undefined): Sql => (at ? time(at) : sql`NULL::timestamptz`);

const note = async (database: Database, workspace: WorkspaceId, source: string, news: SourceNews): Promise<void> => {
  await database.$executeRaw(sql`INSERT INTO sources (workspace_id, name) VALUES (${workspace}::uuid, ${source}) ON CONFLICT DO NOTHING`);
  // Whoever notes holds the row until the message about it is written: of two at once the second sees that it was told.
  const [before] = await rows(database, sourceRow, sql`SELECT ${COLUMNS} FROM sources WHERE workspace_id = ${workspace}::uuid AND name = ${source} FOR UPDATE`);
  if (!before) throw new Error('a source just noted is gone');
  const { state, tell } = afterNews(before, news);
  await database.$executeRaw(sql`UPDATE sources SET read_at = ${orNull(state.readAt)}, due_at = ${orNull(state.dueAt)}, failures = ${state.failures}::int,
    failing_since = ${orNull(state.failingSince)}, failure = ${state.failure ?? null}, told_at = ${orNull(state.toldAt)}
    WHERE workspace_id = ${workspace}::uuid AND name = ${source}`);
  if (!tell) return;
  const key = `source-health:${source}:${tell.well}:${news.at.toISOString()}`;
  await enqueue(database, workspace, [{ to: { operations: true }, body: { kind: 'source-health', source: sourceLabel(source), ...tell }, key, dueAt: news.at }], news.at);
};
