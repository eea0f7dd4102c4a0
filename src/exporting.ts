import type { Job } from './jobs/schedule.ts';
import { createWorker, type Worker } from './jobs/worker.ts';
import type { Log } from './log.ts';
import type { SlackClient } from './slack/bolt.ts';
import type { Directory } from './slack/directory.ts';
import { brokenRef, describeError } from './slack/failures.ts';
import { createFileGiver } from './slack/fileGiver.ts';
import { slackPeople } from './slack/slackPeople.ts';
import { spoolSends } from './sources/csv/spool.ts';
import type { Clock, Store } from './usecases/ports.ts';
import type { Exports } from './usecases/ports/exports.ts';
import { removeExports } from './usecases/removeExports.ts';
import { workOnExports } from './usecases/workOnExports.ts';

export type ExportingDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  /** The patient client. */
  web: SlackClient;
  apiUrl: string;
  /** Who is in Slack, once it was reached. */
  known: () => { directory: Directory; slackId: string } | undefined;
  signal: AbortSignal;
};

/**
 * Exports to Slack: what works on them, `exports` for whoever begins one, which has it worked on at once, and the jobs that go on with what was left, and take
 * files away whose time is over.
 */
export const exporting = ({ store, clock, log, web, apiUrl, known, signal }: ExportingDeps): { worker: Worker; exports: Exports; jobs: Job[]; settled: (now: Date) => Promise<void> } => {
  const files = createFileGiver(web, { apiUrl });
  const work = async (): Promise<void> => {
    const slack = known();
    if (!slack) return;
    const people = slackPeople(web, slack.directory, slack.slackId);
    await workOnExports({ ...store, people, spool: spoolSends(), files, clock, signal, broken: brokenRef(log, 'an export could not be written') })();
  };
  const worker = createWorker(work, (error) => log.error({ error: describeError(error) }, 'exports can’t be worked on'));
  const remove = removeExports({ ...store, files, failed: (error) => log.warn({ error: describeError(error) }, 'a file could not be removed from Slack; it is tried again') });
  const removeDue = async (now: Date): Promise<void> => (known() ? remove(now) : undefined);
  return {
    worker,
    exports: { ...store.exports, begin: async (...asked) => store.exports.begin(...asked).finally(worker.poke) },
    /** Writes what waits and removes what is over by now. */
    settled: async (now) => {
      worker.poke();
      await worker.idle();
      await removeDue(now);
    },
    jobs: [
      { name: 'go on with exports that another instance left unfinished', pattern: '* * * * *', run: async () => worker.poke() },
      { name: 'remove exported files whose time is over', pattern: '* * * * *', run: removeDue },
    ],
  };
};
