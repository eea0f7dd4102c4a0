import { readCost } from './cost.ts';
import { readDate, type DateContext, type Stretch } from './dates.ts';
import type { Filter, RelativeBounds } from './filter.ts';
import { readFrom, readKind, readStatus, readTest, readText, type Failure, type Read } from './values.ts';
import type { Key } from './vocabulary.ts';

/** Reads one value of a key. `literal`: it was quoted. */
export type Reader = (text: string, literal: boolean, context: DateContext) => Read;

type DateKey = 'since' | 'after' | 'until' | 'before' | 'on';

/** What a date means for a key: `since` and `until` include the day they name, `after` and `before` do not. */
const bounds = (key: DateKey, { from, to }: Stretch): Partial<Filter> => {
  if (key === 'since') return { since: from };
  if (key === 'after') return { since: to };
  if (key === 'until') return { until: to };
  if (key === 'before') return { until: from };
  return { since: from, until: to };
};

/** The same, as it will be on other days, for a date that moves with them. */
const moving = (key: DateKey, { relative: date }: Stretch): RelativeBounds => {
  if (date === undefined) return {};
  const from = { date, edge: 'from' } as const;
  const to = { date, edge: 'to' } as const;
  if (key === 'since') return { since: from };
  if (key === 'after') return { since: to };
  if (key === 'until') return { until: to };
  if (key === 'before') return { until: from };
  return { since: from, until: to };
};

const dateFailure = (key: DateKey, value: string, ambiguous: boolean, instead: readonly string[]): Failure =>
  ({ ok: false, reason: { why: 'bad-date', key, value, ambiguous }, instead });

/** `A..B`, `A..`, `..B`: from the start of A to the end of B. */
const range = (key: DateKey, text: string, context: DateContext): Read | undefined => {
  const parts = text.split('..').map((part) => part.trim());
  const [first, last] = parts;
  if (parts.length !== 2 || first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const add: Partial<Filter> = {};
  const relative: RelativeBounds = {};
  for (const [side, part] of [['since', first], ['until', last]] as const) {
    if (part === '') continue;
    const read = readDate(part, context);
    const whole = (form: string): string => (side === 'since' ? `${form}..${last}` : `${first}..${form}`);
    if (!read.ok) return dateFailure(key, part, read.ambiguous, read.instead.map(whole));
    Object.assign(add, bounds(side, read.stretch));
    Object.assign(relative, moving(side, read.stretch));
  }
  return { ok: true, add, relative };
};

const dateReader = (key: DateKey): Reader => (text, _literal, context) => {
  const read = range(key, text, context) ?? readDate(text, context);
  if ('add' in read || 'reason' in read) return read;
  return read.ok ? { ok: true, add: bounds(key, read.stretch), relative: moving(key, read.stretch) } : dateFailure(key, text, read.ambiguous, read.instead);
};

const textReader = (key: 'to' | 'campaign' | 'team', add: (text: string) => Partial<Filter>): Reader => (text, literal) => {
  const read = readText(key, text, literal);
  return read.ok ? { ok: true, add: add(read.text) } : read;
};

export const READERS: Readonly<Record<Key, Reader>> = {
  status: readStatus,
  kind: readKind,
  to: textReader('to', (text) => ({ to: [text] })),
  from: readFrom,
  campaign: textReader('campaign', (text) => ({ campaigns: [text] })),
  team: textReader('team', (text) => ({ teams: [text] })),
  since: dateReader('since'),
  after: dateReader('after'),
  until: dateReader('until'),
  before: dateReader('before'),
  on: dateReader('on'),
  cost: readCost,
  test: readTest,
};
