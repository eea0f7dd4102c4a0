import type { SendRecorder } from '../usecases/ports.ts';
import type { Job } from './schedule.ts';

const DUE_AT_ONCE = 200;

/** Everything the bot does by the clock. */
export const jobTable = ({ recorder }: { recorder: Pick<SendRecorder, 'applyDue'> }): Job[] => [
  {
    name: 'apply updates that have fallen due',
    pattern: '* * * * *',
    run: async (now) => {
      while ((await recorder.applyDue(now, DUE_AT_ONCE)) === DUE_AT_ONCE);
    },
  },
];
