import type { Filter } from './filter.ts';
import type { Reason } from './problem.ts';

const union = <T>(a: readonly T[], b: readonly T[] | undefined): readonly T[] => {
  if (b === undefined) return a;
  const seen = new Set<string>();
  return [...a, ...b].filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
};
const later = (a: Date | undefined, b: Date | undefined): Date | undefined => (a === undefined || (b !== undefined && b > a) ? b : a);
const earlier = (a: Date | undefined, b: Date | undefined): Date | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);
const highest = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || (b !== undefined && b > a) ? b : a);
const lowest = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);

/** Adds to a filter: entries of a list key join it (OR), each once; bounds given again only ever narrow. */
export const combine = (filter: Filter, add: Partial<Filter>): Filter => ({
  statuses: union(filter.statuses, add.statuses),
  kinds: union(filter.kinds, add.kinds),
  to: union(filter.to, add.to),
  from: union(filter.from, add.from),
  campaigns: union(filter.campaigns, add.campaigns),
  teams: union(filter.teams, add.teams),
  text: union(filter.text, add.text),
  test: add.test === undefined || add.test === 'any' ? filter.test : add.test,
  since: later(filter.since, add.since),
  until: earlier(filter.until, add.until),
  cost: { min: highest(filter.cost.min, add.cost?.min), max: lowest(filter.cost.max, add.cost?.max) },
});

/** What makes `combine(filter, add)` a question that nothing can answer. */
export const contradiction = (filter: Filter, add: Partial<Filter>): Reason | undefined => {
  const { since, until, cost } = combine(filter, add);
  if (since !== undefined && until !== undefined && since >= until) return { why: 'contradiction', between: 'dates' };
  if (cost.min !== undefined && cost.max !== undefined && cost.min > cost.max) return { why: 'contradiction', between: 'cost' };
  const test = add.test ?? 'any';
  return test !== 'any' && filter.test !== 'any' && test !== filter.test ? { why: 'contradiction', between: 'test' } : undefined;
};
