import { foldEmail } from '../domain/text.ts';
import { UserFacingError } from './errors.ts';
import { importSends, type ImportReport, type ImportSendsDeps } from './importSends.ts';
import type { Members, SendRecord } from './ports.ts';
import type { ImportJob, Imports, ImportSummary } from './ports/imports.ts';
import type { Bytes, OpenSheet } from './sheet.ts';

export type WorkOnImportsDeps = ImportSendsDeps & {
  imports: Imports;
  members: Pick<Members, 'notMapped'>;
  /** A dropped file's bytes. Throws a `UserFacingError` when it is gone, or is none that can be imported. */
  fetchFile: (slackFileId: string) => Promise<Bytes>;
  /** Told what went wrong that nobody foresaw; returns the ref to give to people. */
  broken: (error: unknown) => string;
  signal: AbortSignal;
};

/** How long a job is somebody's without a sign of life, and how often its card tells how far it is. In ms. */
const LEASE = 60_000;
const TOLD_EVERY = 3_000;
/** Of a file's senders, how many are remembered to say who is not mapped. */
const SENDERS_KEPT = 100_000;
const PROBLEMS_SHOWN = 5;
const STATUSES_SHOWN = 5;
const SENDERS_NAMED = 3;

/** The job is somebody else's by now, or we are to stop: not an error. */
class GivenUp extends Error {
  override name = 'GivenUp';
}

/**
 * Looks through, or imports, the files that wait, one after the other; returns how many. A crash, or a stop, leaves the job to whoever asks
 * next, who begins it anew: importing the same rows twice changes nothing.
 */
export const workOnImports = (deps: WorkOnImportsDeps) => async (): Promise<number> => {
  let done = 0;
  for (let job = await next(deps); job; job = await next(deps)) {
    await workOn(deps, job);
    done += 1;
  }
  return done;
};

const next = async ({ imports, clock, signal }: WorkOnImportsDeps): Promise<ImportJob | undefined> => (signal.aborted ? undefined : imports.claim(clock(), LEASE));

const workOn = async (deps: WorkOnImportsDeps, job: ImportJob): Promise<void> => {
  const { imports, clock } = deps;
  try {
    const summary = await readThrough(deps, job);
    await imports.finish(job, { state: job.state === 'LOOKING' ? 'READY' : 'DONE', summary }, clock());
  } catch (error) {
    if (error instanceof GivenUp) return imports.release(job);
    const problem = error instanceof UserFacingError ? error.message : `Something broke (ref ${deps.broken(error)}). Drop the file again; if it stays, look into the log.`;
    await imports.finish(job, { state: 'FAILED', problem }, clock());
  }
};

const readThrough = async (deps: WorkOnImportsDeps, job: ImportJob): Promise<ImportSummary> => {
  const { imports, members, fetchFile, clock, signal } = deps;
  const senders = new Set<string>();
  const openSheet: OpenSheet<SendRecord> = async (input, now) => {
    const sheet = await deps.openSheet(input, now);
    return { ...sheet, rows: noting(sheet.rows, senders) };
  };
  let told = clock().getTime();
  const onProgress = async (rows: number): Promise<void> => {
    if (signal.aborted) throw new GivenUp();
    const now = clock();
    if (now.getTime() - told < TOLD_EVERY) return;
    told = now.getTime();
    if (!(await imports.progress(job, rows, now, LEASE))) throw new GivenUp();
  };
  const workspace = async () => job.workspaceId;
  const report = await importSends({ ...deps, openSheet })({ dryRun: job.state === 'LOOKING', workspace, file: await fetchFile(job.slackFileId), onProgress });
  const { unknown, untied } = await members.notMapped(job.workspaceId, [...senders]);
  return summaryOf(report, { unknown: unknown.length, named: unknown.slice(0, SENDERS_NAMED), untied });
};

async function* noting<Row extends { row: SendRecord } | { problem: unknown }>(rows: AsyncIterable<Row>, senders: Set<string>): AsyncGenerator<Row> {
  for await (const each of rows) {
    if ('row' in each && each.row.senderEmail !== undefined && senders.size < SENDERS_KEPT) senders.add(foldEmail(each.row.senderEmail));
    yield each;
  }
}

const summaryOf = (report: ImportReport, senders: ImportSummary['senders']): ImportSummary => ({
  rows: report.rows, new: report.new, changed: report.changed, unchanged: report.unchanged, bad: report.bad,
  problems: report.problems.slice(0, PROBLEMS_SHOWN), mapping: report.mapping, ignored: report.ignored,
  unknownStatuses: [...report.unknownStatuses].map(([raw, count]) => ({ raw, count })).toSorted((a, b) => b.count - a.count).slice(0, STATUSES_SHOWN),
  senders,
});
