import type { SendRecorder } from '../usecases/ports.ts';
import type { Job } from './schedule.ts';
import type { Worker } from './worker.ts';

const DUE_AT_ONCE = 200;

/** Everything the bot does by the clock. */
export const jobTable = ({ recorder, importing }: { recorder: Pick<SendRecorder, 'applyDue'>; importing: Worker }): Job[] => [
  {
    name: 'apply updates that have fallen due',
    pattern: '* * * * *',
    run: async (now) => {
      while ((await recorder.applyDue(now, DUE_AT_ONCE)) === DUE_AT_ONCE);
    },
  },
  {
    name: 'go on with files that another instance left unfinished',
    pattern: '* * * * *',
    run: async () => importing.poke(),
  },
];
