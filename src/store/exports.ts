import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { ExportId, MemberId, WorkspaceId } from '../domain/ids.ts';
import type { NewItem } from '../usecases/ports/outbox.ts';
import { EXPORT_STATES, type ExportEnd, type ExportJob, type Exports } from '../usecases/ports/exports.ts';
import { appendAudit } from './audit.ts';
import { planKept, rows, sql, time, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { enqueue } from './outbox/enqueue.ts';
import { retrying } from './retrying.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');

const COLUMNS = sql`workspace_id, id, member_id, question, with_address, state, rows, slack_file_id, problem, remove_at, lease`;
const jobRow = z
  .object({
    workspace_id: id<WorkspaceId>(), id: id<ExportId>(), member_id: id<MemberId>(), question: z.string(), with_address: z.boolean(),
    state: z.enum(EXPORT_STATES), rows: z.number(), slack_file_id: z.string().nullable(), problem: z.string().nullable(), remove_at: z.date().nullable(), lease: z.number(),
  })
  .transform((row): ExportJob => ({
    id: row.id, workspaceId: row.workspace_id, memberId: row.member_id, question: row.question, withAddress: row.with_address, state: row.state, rows: row.rows,
    slackFileId: row.slack_file_id ?? undefined, problem: row.problem ?? undefined, removeAt: row.remove_at ?? undefined, lease: row.lease,
  }));

/** Its card, to be posted or brought up to date. */
const card = (job: ExportJob, now: Date): NewItem =>
  ({ to: { member: job.memberId }, body: { kind: 'export', exportId: job.id }, key: `export:${job.id}`, again: true, dueAt: now });

/** Changes a job and has its card tell it, in one transaction; undefined when the condition did not hold. */
const change = (database: PrismaClient, now: Date, update: Sql, also: (transaction: Database, job: ExportJob) => Promise<void> = async () => {}): Promise<ExportJob | undefined> =>
  retrying(() => database.$transaction(async (transaction) => {
    const [job] = await rows(transaction, jobRow, update);
    if (!job) return undefined;
    await also(transaction, job);
    await enqueue(transaction, job.workspaceId, [card(job, now)], now);
    return job;
  }));

const ofJob = ({ workspaceId, id: jobId }: Pick<ExportJob, 'workspaceId' | 'id'>): Sql => sql`workspace_id = ${workspaceId}::uuid AND id = ${jobId}::uuid`;
const held = (job: ExportJob): Sql => sql`${ofJob(job)} AND lease = ${job.lease} AND state = 'RUNNING'`;
const until = (now: Date, lease: number): Sql => time(new Date(now.getTime() + lease));

/** When the file goes; one that nobody was told of goes at once. */
const removal = (end: ExportEnd, now: Date): Sql => {
  if (end.state === 'DONE') return time(end.removeAt);
  return sql`CASE WHEN slack_file_id IS NOT NULL THEN ${time(now)} END`;
};

export const exports = (database: PrismaClient): Exports => ({
  begin: async (workspaceId, memberId, { question, withAddress }, { most, since }, by) => {
    const jobId = newId();
    const recent = sql`(SELECT count(*) FROM (SELECT 1 FROM exports WHERE workspace_id = ${workspaceId}::uuid AND member_id = ${memberId}::uuid
      AND created_at > ${time(since)} LIMIT ${most}) AS recent)`;
    const begun = await change(database, by.at, sql`INSERT INTO exports (workspace_id, id, member_id, question, with_address, state, created_at)
      SELECT ${workspaceId}::uuid, ${jobId}::uuid, ${memberId}::uuid, ${question}, ${withAddress}::boolean, 'RUNNING', ${time(by.at)} WHERE ${recent} < ${most}
      ON CONFLICT (workspace_id, member_id) WHERE state = 'RUNNING' DO NOTHING RETURNING ${COLUMNS}`,
    (transaction) => appendAudit(transaction, workspaceId, [{ ...by, verb: 'exported', after: { export: jobId, address: withAddress } }]));
    if (begun) return 'begun';
    const running = await rows(database, z.object({ lease: z.number() }), sql`SELECT lease FROM exports
      WHERE workspace_id = ${workspaceId}::uuid AND member_id = ${memberId}::uuid AND state = 'RUNNING'`);
    return running.length > 0 ? 'running' : 'too-many';
  },

  find: async (workspaceId, exportId) => {
    const [job] = await rows(database, jobRow, sql`SELECT ${COLUMNS} FROM exports WHERE ${ofJob({ workspaceId, id: exportId })}`);
    return job;
  },

  claim: async (now, lease) => {
    const [job] = await rows(database, jobRow, sql`${planKept}UPDATE exports SET leased_until = ${until(now, lease)}, lease = lease + 1
      WHERE (workspace_id, id) IN (SELECT workspace_id, id FROM exports WHERE state = 'RUNNING' AND (leased_until IS NULL OR leased_until < ${time(now)})
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`);
    return job;
  },

  progress: async (job, written, now, lease) =>
    (await change(database, now, sql`UPDATE exports SET rows = ${written}, leased_until = ${until(now, lease)} WHERE ${held(job)} RETURNING ${COLUMNS}`)) !== undefined,

  name: async (job, slackFileId, written, now, lease) =>
    (await change(database, now, sql`UPDATE exports SET slack_file_id = ${slackFileId ?? null}, rows = ${written}, leased_until = ${until(now, lease)}
      WHERE ${held(job)} RETURNING ${COLUMNS}`)) !== undefined,

  finish: async (job, end, now) => {
    const problem = end.state === 'FAILED' ? end.problem : null;
    const changed = await change(database, now, sql`UPDATE exports SET state = ${end.state}, leased_until = NULL, question = '', problem = ${problem},
      ended_at = ${time(now)}, remove_at = ${removal(end, now)} WHERE ${held(job)} RETURNING ${COLUMNS}`);
    return changed !== undefined;
  },

  release: async (job, notBefore) => {
    await database.$executeRaw(sql`UPDATE exports SET leased_until = ${notBefore ? time(notBefore) : null} WHERE ${held(job)}`);
  },

  toRemove: (now, limit) => rows(database, jobRow, sql`SELECT ${COLUMNS} FROM exports WHERE remove_at <= ${time(now)} ORDER BY remove_at LIMIT ${limit}`),

  removed: async (job, now) => {
    await change(database, now, sql`UPDATE exports SET remove_at = NULL, state = CASE WHEN state = 'DONE' THEN 'REMOVED' ELSE state END
      WHERE ${ofJob(job)} AND remove_at IS NOT NULL RETURNING ${COLUMNS}`);
  },

  purge: async (before) => {
    await database.$executeRaw(sql`DELETE FROM exports WHERE ended_at < ${time(before)} AND remove_at IS NULL`);
  },
});
