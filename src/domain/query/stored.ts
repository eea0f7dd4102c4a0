import { z } from 'zod';
import type { SlackUserId } from '../ids.ts';
import { KNOWN_STATUSES, type StatusName } from '../status.ts';
import type { Filter } from './filter.ts';

const statusName = z.enum(['UNKNOWN', ...KNOWN_STATUSES] satisfies StatusName[]);
const from = z.union([
  z.strictObject({ me: z.literal(true) }),
  z.strictObject({ slackUser: z.custom<SlackUserId>((value) => typeof value === 'string') }),
  z.strictObject({ text: z.string() }),
]);
const words = z.array(z.string());
/** Its dates are instants: what was `since:30d` on the day it was kept stays at that day. */
const instant = z.iso.datetime().transform((text) => new Date(text)).optional();
const cents = z.number().optional();

/** A filter as it is kept in the database. A change of `Filter` that old ones cannot be read by gets a further version beside this one. */
const version1 = z.strictObject({
  v: z.literal(1),
  filter: z.strictObject({
    statuses: z.array(statusName), kinds: z.array(z.union([z.strictObject({ family: z.enum(['EGIFT', 'PHYSICAL']) }), z.strictObject({ kind: z.string() })])),
    to: words, from: z.array(from), campaigns: words, teams: words, test: z.enum(['any', 'only', 'no']), since: instant, until: instant,
    cost: z.strictObject({ min: cents, max: cents }), text: words,
  }),
}).transform(({ filter }): Filter => ({
  ...filter, since: filter.since, until: filter.until, cost: { min: filter.cost.min, max: filter.cost.max },
}));

/** What `readStoredFilter` gives back as the same filter: plain JSON, equal for equal filters. */
export const storeFilter = (filter: Filter): string => JSON.stringify({ v: 1, filter });
/** Takes the JSON as text, or parsed already. Undefined: not of a version this program knows. */
export const readStoredFilter = (stored: unknown): Filter | undefined => {
  try {
    return version1.safeParse(typeof stored === 'string' ? JSON.parse(stored) : stored).data;
  } catch {
    return undefined; // not JSON
  }
};
