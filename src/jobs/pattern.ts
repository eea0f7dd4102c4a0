import cron from 'node-cron';

/** Whether node-cron understands a pattern: five fields, or six with seconds in front. */
export const isPattern = (pattern: string): boolean => cron.validate(pattern);

/** How long it takes from now until a pattern has come round so many times, in ms. */
export const untilRound = (pattern: string, times: number): number => {
  const task = cron.createTask(pattern, () => undefined);
  const last = task.getNextRuns(times).at(-1);
  void task.destroy();
  return last ? last.getTime() - Date.now() : 0;
};
