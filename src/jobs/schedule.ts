import cron from 'node-cron';

/** One line of the cron table. `run` takes the moment as an argument and may be started by several instances at once. */
export type Job = { name: string; pattern: string; run: (now: Date) => Promise<void> };

export type Schedule = { stop(): Promise<void> };

/** Starts the table. A job never overlaps itself; one that fails is reported and runs again at its next time. */
export const startJobs = (jobs: readonly Job[], clock: () => Date, failed: (job: string, error: unknown) => void): Schedule => {
  const underWay = new Set<Promise<void>>();
  const tasks = jobs.map(({ name, pattern, run }) =>
    cron.schedule(
      pattern,
      async () => {
        const work = run(clock()).catch((error: unknown) => failed(name, error));
        underWay.add(work);
        await work;
        underWay.delete(work);
      },
      { name, noOverlap: true },
    ),
  );
  return {
    stop: async () => {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(underWay);
    },
  };
};
