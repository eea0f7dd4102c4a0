import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Job, runTick } from '../../src/jobs/schedule.ts';
import { openStore } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const at = (time: string): Date => new Date(`2026-11-01T${time}Z`);
const now = at('12:00:03');

describe.each(databases)('ticks on $name', ({ open }) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());

  const counting = (name: string, alone: boolean): { job: Job; runs: Date[] } => {
    const runs: Date[] = [];
    return { runs, job: { name, pattern: '* * * * *', alone, run: async (moment) => { runs.push(moment); } } };
  };
  const tick = (job: Job, time: string, ticks = db.store.ticks): Promise<void> => runTick(job, at(time), { clock: () => now, ticks });

  it('runs a job once a tick, however many instances ask', async () => {
    const { job, runs } = counting('alone', true);
    const others = db.url === undefined ? [] : [await openStore({ databaseUrl: db.url, dataDir: '', owner: 'another instance' })];
    const instances = [db.store, ...others];
    await Promise.all(Array.from({ length: 10 }, (_, i) => tick(job, '12:00:00', instances[i % instances.length]?.ticks)));
    expect(runs).toEqual([now]);
    await Promise.all(others.map((store) => store.close()));
  });

  it('gives each tick and each job its own run', async () => {
    const first = counting('first', true);
    const second = counting('second', true);
    await tick(first.job, '12:00:00');
    await tick(first.job, '12:01:00');
    await tick(first.job, '12:00:00');
    await tick(second.job, '12:00:00');
    expect([first.runs.length, second.runs.length]).toEqual([2, 1]);
  });

  it('runs a job that is harmless in company in every instance', async () => {
    const { job, runs } = counting('together', false);
    await Promise.all([tick(job, '12:00:00'), tick(job, '12:00:00')]);
    expect(runs).toHaveLength(2);
  });

  it('forgets ticks a day later', async () => {
    const { job } = counting('every day', true);
    await tick(job, '12:00:00');
    await runTick(job, new Date('2026-11-02T12:00:01Z'), { clock: () => now, ticks: db.store.ticks });
    expect(await db.query("SELECT count(*)::int AS kept FROM job_ticks WHERE job = 'every day'")).toEqual([{ kept: 1 }]);
  });
});
