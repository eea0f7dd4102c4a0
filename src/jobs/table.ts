import type { Notices } from '../usecases/ports/notices.ts';
import type { Homes } from '../usecases/ports/homes.ts';
import type { Once } from '../usecases/ports/once.ts';
import type { Outbox } from '../usecases/ports/outbox.ts';
import type { SendRecorder } from '../usecases/ports/recorder.ts';
import type { Job } from './schedule.ts';
import type { Worker } from './worker.ts';

const DUE_AT_ONCE = 200;
/** What was said is remembered for so long, so that it is not said again. In ms. */
const REMEMBERED = 90 * 24 * 60 * 60_000;

/** Who has not opened their Home for so long is forgotten. In ms. */
const HOMES_REMEMBERED = 30 * 24 * 60 * 60_000;

type JobDeps = {
  recorder: Pick<SendRecorder, 'applyDue'>; importing: Worker; outbox: Pick<Outbox, 'purge'>; notices: Pick<Notices, 'forgetTold'>; homes: Pick<Homes, 'forget'>; once: Pick<Once, 'purge'>;
};

/** Everything the bot does by the clock. */
export const jobTable = ({ recorder, importing, outbox, notices, homes, once }: JobDeps): Job[] => [
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
  {
    name: 'forget what was said long ago',
    pattern: '17 3 * * *',
    run: async (now) => {
      const before = new Date(now.getTime() - REMEMBERED);
      await outbox.purge(before);
      await notices.forgetTold(before);
      await homes.forget(new Date(now.getTime() - HOMES_REMEMBERED));
      await once.purge(now);
    },
  },
];
