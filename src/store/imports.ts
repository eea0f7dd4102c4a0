import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { ImportId, MemberId, WorkspaceId } from '../domain/ids.ts';
import type { NewItem } from '../usecases/ports/outbox.ts';
import { IMPORT_STATES, type ImportJob, type Imports, type ImportSummary } from '../usecases/ports/imports.ts';
import { planKept, rows, sql, time, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { enqueue } from './outbox/enqueue.ts';
import { retrying } from './retrying.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const optional = z.string().nullable().transform((value) => value ?? undefined);

const problem = z.object({ line: z.number(), column: z.string().optional(), value: z.string().optional(), reason: z.string() })
  .transform(({ line, column, value, reason }) => ({ line, column, value, reason }));
const summary: z.ZodType<ImportSummary> = z.object({
  rows: z.number(), new: z.number(), changed: z.number(), unchanged: z.number(), bad: z.number(),
  problems: z.array(problem),
  mapping: z.array(z.object({ from: z.string(), to: z.string() })),
  ignored: z.array(z.string()),
  unknownStatuses: z.array(z.object({ raw: z.string(), count: z.number() })),
  senders: z.object({ unknown: z.number(), named: z.array(z.string()), untied: z.number() }),
});

const COLUMNS = sql`workspace_id, id, member_id, slack_file_id, file_name, state, rows, total, report, problem, lease`;
const jobRow = z
  .object({
    workspace_id: id<WorkspaceId>(), id: id<ImportId>(), member_id: id<MemberId>(), slack_file_id: z.string(), file_name: z.string(),
    state: z.enum(IMPORT_STATES), rows: z.number(), total: z.number().nullable(), report: summary.nullable(), problem: optional, lease: z.number(),
  })
  .transform((row): ImportJob => ({
    id: row.id, workspaceId: row.workspace_id, memberId: row.member_id, slackFileId: row.slack_file_id, fileName: row.file_name, state: row.state,
    rows: row.rows, total: row.total ?? undefined, summary: row.report ?? undefined, problem: row.problem, lease: row.lease,
  }));

/** Its card, to be posted or brought up to date. */
const card = (member: MemberId, importId: ImportId, now: Date): NewItem =>
  ({ to: { member }, body: { kind: 'import', importId }, key: `import:${importId}`, again: true, dueAt: now });

/** Changes a job and has its card tell it, in one transaction; undefined when the condition did not hold. */
const change = (database: PrismaClient, now: Date, update: Sql): Promise<ImportJob | undefined> =>
  retrying(() => database.$transaction(async (transaction) => {
    const [job] = await rows(transaction, jobRow, update);
    if (job) await enqueue(transaction, job.workspaceId, [card(job.memberId, job.id, now)], now);
    return job;
  }));

const ofJob = ({ workspaceId, id: jobId }: Pick<ImportJob, 'workspaceId' | 'id'>): Sql => sql`workspace_id = ${workspaceId}::uuid AND id = ${jobId}::uuid`;
const held = (job: ImportJob): Sql => sql`${ofJob(job)} AND lease = ${job.lease} AND state = ${job.state}`;
const until = (now: Date, lease: number): Sql => time(new Date(now.getTime() + lease));

export const imports = (database: PrismaClient): Imports => ({
  begin: async (workspaceId, memberId, { slackFileId, fileName }, now) => {
    const job = await change(database, now, sql`INSERT INTO imports (workspace_id, id, member_id, slack_file_id, file_name, state, created_at)
      VALUES (${workspaceId}::uuid, ${newId()}::uuid, ${memberId}::uuid, ${slackFileId}, ${fileName}, 'LOOKING', ${time(now)})
      ON CONFLICT (workspace_id, slack_file_id) DO NOTHING RETURNING ${COLUMNS}`);
    return job?.id;
  },

  find: (workspaceId, importId) => find(database, workspaceId, importId),

  claim: async (now, lease) => {
    const [job] = await rows(database, jobRow, sql`${planKept}UPDATE imports SET leased_until = ${until(now, lease)}, lease = lease + 1, rows = 0
      WHERE (workspace_id, id) IN (SELECT workspace_id, id FROM imports WHERE state IN ('LOOKING', 'IMPORTING') AND (leased_until IS NULL OR leased_until < ${time(now)})
        ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`);
    return job;
  },

  progress: async (job, read, now, lease) =>
    (await change(database, now, sql`UPDATE imports SET rows = ${read}, leased_until = ${until(now, lease)} WHERE ${held(job)} RETURNING ${COLUMNS}`)) !== undefined,

  finish: async (job, end, now) => {
    const found = 'summary' in end ? { report: JSON.stringify(end.summary), total: end.summary.rows, problem: null } : { report: null, total: null, problem: end.problem };
    const changed = await change(database, now, sql`UPDATE imports SET state = ${end.state}, leased_until = NULL, report = ${found.report}::jsonb,
      total = coalesce(${found.total}::int, total), problem = ${found.problem}, ended_at = ${end.state === 'READY' ? null : time(now)} WHERE ${held(job)} RETURNING ${COLUMNS}`);
    return changed !== undefined;
  },

  release: async (job) => {
    await database.$executeRaw(sql`UPDATE imports SET leased_until = NULL WHERE ${held(job)}`);
  },

  decide: async (workspaceId, importId, to, now) => {
    const changed = await change(database, now, sql`UPDATE imports SET state = ${to}, rows = 0, ended_at = ${to === 'DISCARDED' ? time(now) : null}
      WHERE ${ofJob({ workspaceId, id: importId })} AND state = 'READY' RETURNING ${COLUMNS}`);
    return changed !== undefined;
  },
});

const find = async (database: Database, workspaceId: WorkspaceId, importId: ImportId): Promise<ImportJob | undefined> => {
  const [job] = await rows(database, jobRow, sql`SELECT ${COLUMNS} FROM imports WHERE ${ofJob({ workspaceId, id: importId })}`);
  return job;
};
