import type { SyncOutcome } from '../usecases/sync/syncSends.ts';
import type { Job } from './schedule.ts';

export type SyncJobsDeps = {
  patterns: { sync: string; sweep: string };
  readNew: () => Promise<SyncOutcome>;
  sweep: (how: { begin: boolean }) => Promise<SyncOutcome>;
  /** Told how a reading ended. */
  ended: (what: string, outcome: SyncOutcome) => Promise<void>;
};

/** The reading of the provider: its newest sends often, all of them once a day, and what was cut off as soon as somebody comes by. */
export const syncJobs = ({ patterns, readNew, sweep, ended }: SyncJobsDeps): Job[] => [
  { name: 'read the newest sends', pattern: patterns.sync, alone: true, run: async () => ended('new', await readNew()) },
  { name: 'go on with a sweep', pattern: patterns.sync, alone: true, run: async () => ended('sweep', await sweep({ begin: false })) },
  { name: 'begin a sweep', pattern: patterns.sweep, alone: true, run: async () => ended('sweep', await sweep({ begin: true })) },
];
