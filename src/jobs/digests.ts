import type { Job } from './schedule.ts';

/** The morning summaries of those whose morning it is: often enough that everybody's morning is one. */
export const digestJob = (pattern: string, write: (now: Date) => Promise<void>): Job => ({
  name: 'write the summaries of those whose morning it is', pattern, alone: true, run: write,
});
