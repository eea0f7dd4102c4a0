import { z } from 'zod';
import type { Rates } from '../usecases/ports/rates.ts';
import { planKept, rows, sql, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

const placeRow = z.object({ wait: z.coerce.number() });
const milliseconds = (ms: number): Sql => sql`${ms}::float8 * interval '1 millisecond'`;

/** A token bucket that holds one token, as the time at which the next request may go: one row, one statement a request. */
export const rates = (database: PrismaClient): Rates => ({
  place: async (name, every) => {
    const [place] = await rows(database, placeRow, sql`${planKept}INSERT INTO rate_limits (name, next_at) VALUES (${name}, clock_timestamp() + ${milliseconds(every)})
      ON CONFLICT (name) DO UPDATE SET next_at = greatest(rate_limits.next_at, clock_timestamp()) + ${milliseconds(every)}
      RETURNING extract(epoch FROM next_at - ${milliseconds(every)} - clock_timestamp())::float8 * 1000 AS wait`);
    return Math.max(0, place?.wait ?? 0);
  },
  pause: async (name, ms) => {
    await database.$executeRaw(sql`INSERT INTO rate_limits (name, next_at) VALUES (${name}, clock_timestamp() + ${milliseconds(ms)})
      ON CONFLICT (name) DO UPDATE SET next_at = greatest(rate_limits.next_at, excluded.next_at)`);
  },
});
