import cron from 'node-cron';
import type { Ticks } from '../usecases/ports/ticks.ts';

/** One line of the cron table. `run` takes the moment as an argument. */
export type Job = {
  name: string;
  pattern: string;
  /** Of several instances one runs each tick. Without it every instance does, and `run` must be harmless when they do so at once. */
  alone?: boolean;
  run: (now: Date) => Promise<void>;
};

export type Schedule = { stop(): Promise<void> };
export type ScheduleDeps = { clock: () => Date; ticks: Ticks };

/** One tick of a job: run, unless it must run alone and another instance has taken this tick. `tick`: the time the pattern names, alike in every instance. */
export const runTick = async ({ name, alone = false, run }: Job, tick: Date, { clock, ticks }: ScheduleDeps): Promise<void> => {
  if (alone && !(await ticks.claim(name, tick))) return;
  await run(clock());
};

/** Starts the table. A job never overlaps itself; one that fails is reported and runs again at its next time. */
export const startJobs = (jobs: readonly Job[], deps: ScheduleDeps, failed: (job: string, error: unknown) => void): Schedule => {
  const underWay = new Set<Promise<void>>();
  const tasks = jobs.map((job) =>
    cron.schedule(
      job.pattern,
      async ({ date }) => {
        const work = runTick(job, date, deps).catch((error: unknown) => failed(job.name, error));
        underWay.add(work);
        await work;
        underWay.delete(work);
      },
      { name: job.name, noOverlap: true },
    ),
  );
  return {
    stop: async () => {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(underWay);
    },
  };
};
