import { createWorker, type Worker } from './jobs/worker.ts';
import type { Log } from './log.ts';
import type { SlackAccess, SlackClient } from './slack/bolt.ts';
import { brokenRef, describeError } from './slack/failures.ts';
import { createFileFetcher } from './slack/files.ts';
import { openSends } from './sources/csv/read.ts';
import type { Clock, Store } from './usecases/ports.ts';
import type { Imports } from './usecases/ports/imports.ts';
import { workOnImports } from './usecases/workOnImports.ts';

export type ImportingDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  /** The patient client. */
  web: SlackClient;
  access: SlackAccess;
  signal: AbortSignal;
};

/** Files that people drop in Slack: what works on them, and `imports` for whoever begins or decides one, which has it worked on at once, not only at the next minute. */
export const importing = ({ store, clock, log, web, access, signal }: ImportingDeps): { worker: Worker; imports: Imports } => {
  const work = workOnImports({ ...store, openSheet: openSends, clock, signal, fetchFile: createFileFetcher(web, access), broken: brokenRef(log, 'a dropped file could not be imported') });
  const worker = createWorker(work, (error) => log.error({ error: describeError(error) }, 'files on their way in can’t be worked on'));
  const { imports } = store;
  return {
    worker,
    imports: {
      ...imports,
      begin: async (...asked) => imports.begin(...asked).finally(worker.poke),
      decide: async (...asked) => imports.decide(...asked).finally(worker.poke),
    },
  };
};
