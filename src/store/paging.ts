import { z } from 'zod';
import type { CappedCount, Cursor, Page, PageRequest } from '../usecases/ports.ts';
import { rows, sql, type Database, type Sql } from './database.ts';

const totalRow = z.object({ total: z.coerce.number() });
/** How many rows a query gives, read no further than `cap + 1`. */
export const capped = async (database: Database, matching: Sql, cap: number): Promise<CappedCount> => {
  const [found] = await rows(database, totalRow, sql`SELECT count(*) AS total FROM (SELECT 1 FROM (${matching}) matching LIMIT ${cap + 1}) counted`);
  const total = found?.total ?? 0;
  return { count: Math.min(total, cap), more: total > cap };
};

/** Makes a page of one row more than asked for: that row only says that there is more. */
export const pageOf = <T>(found: readonly T[], page: PageRequest, cursorOf: (item: T) => Cursor): Page<T> => {
  const extra = found.length > page.size;
  const items = !extra ? found : page.before ? found.slice(1) : found.slice(0, page.size);
  const first = items[0];
  const last = items.at(-1);
  const earlier = page.before ? extra : page.after !== undefined;
  const later = page.before ? true : extra;
  return {
    items,
    previous: earlier && first ? cursorOf(first) : undefined,
    next: later && last ? cursorOf(last) : undefined,
  };
};
