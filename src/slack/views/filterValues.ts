import { EXACTLY, type FromFilter, type RelativeBounds } from '../../domain/query/filter.ts';
import { dayAt } from '../../domain/query/zone.ts';
import { encodeChosen } from '../filterIds.ts';
import type { Choice } from './blocks.ts';

/** Stretches of time to choose from, each counted from the day it is asked on. */
export const PERIODS: Readonly<Record<string, { label: string; bounds: RelativeBounds }>> = {
  today: { label: 'Today', bounds: { since: { date: 'today', edge: 'from' } } },
  '7d': { label: 'The last 7 days', bounds: { since: { date: '7d', edge: 'from' } } },
  '30d': { label: 'The last 30 days', bounds: { since: { date: '30d', edge: 'from' } } },
  '90d': { label: 'The last 90 days', bounds: { since: { date: '90d', edge: 'from' } } },
  'this-month': { label: 'This month', bounds: { since: { date: 'this-month', edge: 'from' } } },
  'last-month': { label: 'Last month', bounds: { since: { date: 'last-month', edge: 'from' }, until: { date: 'last-month', edge: 'to' } } },
  'this-year': { label: 'This year', bounds: { since: { date: 'this-year', edge: 'from' } } },
  'last-year': { label: 'Last year', bounds: { since: { date: 'last-year', edge: 'from' }, until: { date: 'last-year', edge: 'to' } } },
};

const same = (a: RelativeBounds, b: RelativeBounds): boolean => (['since', 'until'] as const).every((bound) => a[bound]?.date === b[bound]?.date && a[bound]?.edge === b[bound]?.edge);
/** The period that bounds are; `present`: one that is not among them. */
export const periodOf = (bounds: RelativeBounds): string | undefined => {
  if (!bounds.since && !bounds.until) return undefined;
  return Object.entries(PERIODS).find(([, each]) => same(each.bounds, bounds))?.[0] ?? 'present';
};

const written = (instant: Date, timeZone: string): string => {
  const { year, month, day } = dayAt(instant, timeZone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};
/** The day a bound begins on, and the last day before one ends. */
export const dayShown = written;
export const lastDayShown = (until: Date, timeZone: string): string => written(new Date(until.getTime() - 1), timeZone);

const kept = (text: string, apart: RegExp): string => (apart.test(text) ? `"${text.replaceAll('"', '')}"` : text);
/** Texts with commas between, and with spaces; what would be taken apart stands in quotes. */
export const listedTexts = (texts: readonly string[]): string => texts.map((text) => kept(text, /[,"]/)).join(', ');
export const spacedTexts = (texts: readonly string[]): string => texts.map((text) => kept(text, /[\s"]/)).join(' ');

/** Entries that stand in the filter already, as choices that say which they are. */
export const presentName = (name: string, present: number): Choice =>
  ({ text: name.startsWith(EXACTLY) ? name.slice(EXACTLY.length) : `Any with “${name}”`, value: encodeChosen({ present }) });
export const presentFrom = (from: FromFilter, present: number): Choice => {
  if ('me' in from) return { text: 'Me', value: encodeChosen({ me: true }) };
  return { text: 'text' in from ? (from.text.includes('@') ? from.text : `Anyone with “${from.text}”`) : 'The person you mentioned', value: encodeChosen({ present }) };
};
