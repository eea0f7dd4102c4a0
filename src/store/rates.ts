import { z } from 'zod';
import type { Rates } from '../usecases/ports/rates.ts';
import { planKept, rows, sql, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

const placeRow = z.object({ at: z.string(), wait: z.coerce.number() });
const milliseconds = (ms: number): Sql => sql`${ms}::float8 * interval '1 millisecond'`;

/** The latest places as a bucket of tokens that come back one by one, each `within` ms after it was used: one row, one statement a request. */
export const rates = (database: PrismaClient): Rates => ({
  place: async (name, { most, within, apart }) => {
    const next = sql`greatest(r.next_at, clock_timestamp(), r.recent[cardinality(r.recent) - ${most - 1}::int] + ${milliseconds(within)})`;
    const [place] = await rows(database, placeRow, sql`${planKept}INSERT INTO rate_limits AS r (name, next_at, recent)
      VALUES (${name}, clock_timestamp() + ${milliseconds(apart)}, ARRAY[clock_timestamp()])
      ON CONFLICT (name) DO UPDATE SET next_at = ${next} + ${milliseconds(apart)}, recent = r.recent[greatest(1, cardinality(r.recent) - ${most - 2}::int):] || ${next}
      RETURNING recent[cardinality(recent)]::text AS at, extract(epoch FROM recent[cardinality(recent)] - clock_timestamp())::float8 * 1000 AS wait`);
    if (!place) throw new Error('no place was given');
    return { at: place.at, wait: Math.max(0, place.wait) };
  },
  late: async (name, at, ms) => {
    await database.$executeRaw(sql`${planKept}UPDATE rate_limits SET recent = array_replace(recent, ${at}::timestamptz, ${at}::timestamptz + ${milliseconds(ms)})
      WHERE name = ${name} AND ${at}::timestamptz = ANY(recent)`);
  },
  pause: async (name, ms) => {
    await database.$executeRaw(sql`INSERT INTO rate_limits (name, next_at) VALUES (${name}, clock_timestamp() + ${milliseconds(ms)})
      ON CONFLICT (name) DO UPDATE SET next_at = greatest(rate_limits.next_at, excluded.next_at)`);
  },
});
