import type { Ticks } from '../usecases/ports/ticks.ts';
import { sql, time } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

/** Ticks are forgotten after a day: no instance's clock is that far behind. */
export const ticks = (database: PrismaClient): Ticks => ({
  claim: async (job, tick) => {
    const taken = await database.$executeRaw(sql`INSERT INTO job_ticks (job, tick) VALUES (${job}, ${time(tick)}) ON CONFLICT DO NOTHING`);
    if (taken !== 1) return false;
    await database.$executeRaw(sql`DELETE FROM job_ticks WHERE job = ${job} AND tick < ${time(tick)} - interval '1 day'`);
    return true;
  },
});
