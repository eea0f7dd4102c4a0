import type { Actor } from '../domain/visibility.ts';
import type { Clock } from './ports.ts';
import type { ExportJob, Exports } from './ports/exports.ts';

/** How long a job is somebody's without a sign of life, how often its card tells how far it is, and how long a file stays in Slack. In ms. */
export const EXPORT_LEASE = 60_000;
const TOLD_EVERY = 3_000;
export const EXPORT_KEPT = 24 * 60 * 60_000;

/** The job is somebody else's by now, or we are to stop: not an error. */
export class GivenUp extends Error {
  override name = 'GivenUp';
}

/** What somebody may see, as a text to compare. */
export const stampOf = ({ role, teams }: Actor): string => JSON.stringify([role, teams === 'every' ? teams : teams.toSorted()]);

type Deps = { exports: Pick<Exports, 'progress'>; clock: Clock; signal: AbortSignal };
/** Passes on what comes, and meanwhile keeps the job and has its card tell how far it is; throws `GivenUp` when it is to end. */
export const heartbeat = ({ exports, clock, signal }: Deps, job: ExportJob) => {
  let rows = 0;
  let told = clock().getTime();
  const beat = async (): Promise<void> => {
    if (signal.aborted) throw new GivenUp();
    const now = clock();
    if (now.getTime() - told < TOLD_EVERY) return;
    told = now.getTime();
    if (!(await exports.progress(job, rows, now, EXPORT_LEASE))) throw new GivenUp();
  };
  async function* alive<T>(chunks: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const chunk of chunks) {
      yield chunk;
      await beat();
    }
  }
  async function* counted<Row>(all: AsyncIterable<Row>): AsyncGenerator<Row> {
    for await (const row of all) {
      yield row;
      rows += 1;
      // Clocks are cheap, waiting for a promise is not: a thousand rows take well under a second.
      if (rows % 1000 === 0) await beat();
    }
  }
  return { alive, counted, rows: () => rows };
};
