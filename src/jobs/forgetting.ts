import type { Job } from './schedule.ts';

/** Once a day, where recipients are to be kept for so many days only. */
export const forgettingJobs = (days: number | undefined, forget: (now: Date) => Promise<number>): Job[] => (days === undefined ? [] : [
  { name: 'forget recipients of long ago', pattern: '41 3 * * *', run: async (now) => void (await forget(now)) },
]);
