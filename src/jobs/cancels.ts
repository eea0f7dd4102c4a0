import type { Job } from './schedule.ts';

/** What is left to do about cancel requests, in every instance at once: each takes what no other has. */
export const cancelJobs = (pattern: string, reconcile: (now: Date) => Promise<void>): Job[] => [{ name: 'bring cancel requests to an end', pattern, run: reconcile }];
