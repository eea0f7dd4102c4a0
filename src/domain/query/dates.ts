import { nearest } from './near.ts';
import { addDays, addMonths, dayAt, instantAt, isAfter, isRealDay, weekday, type Day } from './zone.ts';

/**
 * The stretch of time a date expression names: from inclusive, to exclusive. A moment has both the same. `relative`: the same in its shortest
 * form, where it is counted from the day it is asked on (`30d`, `last-week`), to be asked again on another.
 */
export type Stretch = { from: Date; to: Date; relative?: string };
export type DateContext = { now: Date; timeZone: string };
/** `instead`: forms that would be understood, nearest first. `ambiguous`: they are its two possible readings, month first. */
export type DateRead = { ok: true; stretch: Stretch } | { ok: false; ambiguous: boolean; instead: readonly string[] };

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WORDS = ['today', 'yesterday', ...WEEKDAYS, ...MONTHS];
const HOUR = 3600_000;

const numberedIn = (names: readonly string[], word: string): number | undefined => {
  if (word.length < 3) return undefined;
  const index = names.findIndex((name) => name.startsWith(word) || (word === 'sept' && name === 'september'));
  return index < 0 ? undefined : index;
};

const num = (text: string | undefined): number => Number(text ?? NaN);
const iso = ({ year, month, day }: Day): string => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Days from `first` up to, not including, `next`. */
const days = (first: Day, next: Day, { timeZone }: DateContext): Stretch | undefined =>
  isRealDay(first) && first.year >= 1970 && first.year <= 9998 ? { from: instantAt(first, timeZone), to: instantAt(next, timeZone) } : undefined;
const oneDay = (day: Day, context: DateContext): Stretch | undefined => days(day, addDays(day, 1), context);
const oneMonth = (year: number, month: number, context: DateContext): Stretch | undefined => {
  const first = { year, month, day: 1 };
  return days(first, addMonths(first, 1), context);
};
const oneYear = (year: number, context: DateContext): Stretch | undefined =>
  days({ year, month: 1, day: 1 }, { year: year + 1, month: 1, day: 1 }, context);

/** A day without its year is the last one that has been. */
const pastYear = (month: number, day: number, today: Day): number =>
  isAfter({ year: today.year, month, day }, today) ? today.year - 1 : today.year;

const MOMENT = /^((?:19|[2-9]\d)\d\d)-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?\s*(z|[+-]\d\d:?\d\d)?$/;

/** ISO 8601 with a time; without an offset, the viewer's zone. */
const moment = (text: string, { timeZone }: DateContext): Stretch | undefined => {
  const [whole, year, month, day, hour, minute, second = '0', fraction = '0', offset] = MOMENT.exec(text) ?? [];
  const date = { year: num(year), month: num(month), day: num(day) };
  if (whole === undefined || !isRealDay(date)) return undefined;
  if (num(hour) > 23 || num(minute) > 59 || num(second) > 59) return undefined;
  const timeOfDay = num(hour) * HOUR + num(minute) * 60_000 + num(second) * 1000 + num(fraction.padEnd(3, '0'));
  if (offset === undefined) return at(instantAt(date, timeZone, timeOfDay));
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)/.exec(offset) ?? [];
  const ahead = (sign === '-' ? -1 : 1) * (num(hours ?? '0') * 60 + num(minutes ?? '0')) * 60_000;
  const instant = new Date(Date.UTC(date.year, date.month - 1, date.day) + timeOfDay - ahead);
  return MOMENT.test(instant.toISOString().toLowerCase()) ? at(instant) : undefined;
};
const at = (instant: Date): Stretch => ({ from: instant, to: instant });
const fromToday = (relative: string, stretch: Stretch | undefined): Stretch | undefined => stretch && { ...stretch, relative };

const UNITS = { h: 1, hr: 1, hour: 1, d: 1, day: 1, w: 7, wk: 7, week: 7, m: 31, mo: 31, month: 31, y: 366, yr: 366, year: 366 } as const;
const isUnit = (text: string): text is keyof typeof UNITS => Object.hasOwn(UNITS, text);

/** `30d`, `2 weeks ago`, `last 6 months`: the day so long ago, or for hours the moment. */
const ago = (text: string, context: DateContext): Stretch | undefined => {
  const [, count, plural] = /^(?:last |past )?(\d{1,5}) ?([a-z]+)(?: ago)?$/.exec(text) ?? [];
  if (count === undefined || plural === undefined) return undefined;
  const unit = isUnit(plural) ? plural : plural.replace(/s$/, '');
  const n = Number(count);
  // Some fifty years: further back than anything was sent.
  if (!isUnit(unit) || n * UNITS[unit] > 20_000) return undefined;
  if (unit.startsWith('h')) return fromToday(`${n}h`, at(new Date(context.now.getTime() - n * HOUR)));
  const today = dayAt(context.now, context.timeZone);
  if (unit.startsWith('m')) return fromToday(`${n}mo`, oneDay(addMonths(today, -n), context));
  if (unit.startsWith('y')) return fromToday(`${n}y`, oneDay(addMonths(today, -12 * n), context));
  return fromToday(`${n}${unit.charAt(0)}`, oneDay(addDays(today, -n * UNITS[unit]), context));
};

/** `today`, `monday` (the last one, today included), `last monday` (before today), `last week`, `this month`, … Weeks start on Monday. */
const named = (text: string, context: DateContext): Stretch | undefined => {
  const today = dayAt(context.now, context.timeZone);
  if (text === 'now') return fromToday(text, at(context.now));
  if (text === 'today') return fromToday(text, oneDay(today, context));
  if (text === 'yesterday') return fromToday(text, oneDay(addDays(today, -1), context));
  const [, which, word = ''] = /^(?:(this|last|past) ?)?([a-z]+)$/.exec(text) ?? [];
  const back = which === undefined || which === 'this' ? 0 : 1;
  if (which !== undefined && word === 'week') {
    const monday = addDays(today, -weekday(today) - 7 * back);
    return fromToday(back === 1 ? 'last-week' : 'this-week', days(monday, addDays(monday, 7), context));
  }
  if (which !== undefined && word === 'month') {
    const { year, month } = addMonths({ ...today, day: 1 }, -back);
    return fromToday(back === 1 ? 'last-month' : 'this-month', oneMonth(year, month, context));
  }
  if (which !== undefined && word === 'year') return fromToday(back === 1 ? 'last-year' : 'this-year', oneYear(today.year - back, context));
  const dayOfWeek = numberedIn(WEEKDAYS, word);
  if (dayOfWeek !== undefined) {
    const since = (weekday(today) - dayOfWeek + 7) % 7;
    return fromToday(`${back === 1 ? 'last-' : ''}${WEEKDAYS[dayOfWeek] ?? ''}`, oneDay(addDays(today, -(back === 1 && since === 0 ? 7 : since)), context));
  }
  const month = which === undefined ? numberedIn(MONTHS, word) : undefined;
  return month === undefined ? undefined : oneMonth(pastYear(month + 1, 1, today), month + 1, context);
};

/** `oct 1`, `october 1st 2026`, `1 oct`, `1. oct 2026`, `oct 2026`. */
const written = (text: string, context: DateContext): Stretch | undefined => {
  const [, firstDay, name = '', lastDay, year] =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? ?)?([a-z]+) ?(?:(\d{1,2})(?:st|nd|rd|th)?)??(?: ?(\d{4}))?$/.exec(text) ?? [];
  const index = numberedIn(MONTHS, name);
  if (index === undefined || (firstDay !== undefined && lastDay !== undefined)) return undefined;
  const day = firstDay ?? lastDay;
  if (day === undefined) return year === undefined ? undefined : oneMonth(Number(year), index + 1, context);
  const today = dayAt(context.now, context.timeZone);
  return oneDay({ year: year === undefined ? pastYear(index + 1, Number(day), today) : Number(year), month: index + 1, day: Number(day) }, context);
};

/** `2026-10-01`, `2026/10/1`, `2026-10`, `2026`. */
const yearFirst = (text: string, context: DateContext): Stretch | undefined => {
  const [, year, month, day] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return oneYear(Number(year), context);
  if (day !== undefined) return oneDay({ year: Number(year), month: Number(month), day: Number(day) }, context);
  return Number(month) <= 12 ? oneMonth(Number(year), Number(month), context) : undefined;
};

/**
 * `10/31/2026`, `31.10.2026`, `10/31`. With dots the day comes first; with strokes or dashes either order is read, if only one
 * of them is a date: two different days are nobody's guess.
 */
const yearLast = (text: string, context: DateContext): DateRead | undefined => {
  const [, first, dots, second, years] = /^(\d{1,2})([./-])(\d{1,2})(?:\2|\2(\d{4}|\d\d))?$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const today = dayAt(context.now, context.timeZone);
  const reading = (month: number, day: number): Day => {
    const year = years === undefined ? pastYear(month, day, today) : Number(years) + (years.length === 2 ? 2000 : 0);
    return { year, month, day };
  };
  const dayFirst = reading(Number(second), Number(first));
  const readings = (dots === '.' ? [dayFirst] : [reading(Number(first), Number(second)), dayFirst]).filter(isRealDay);
  const forms = [...new Set(readings.map(iso))];
  if (forms.length > 1) return { ok: false, ambiguous: true, instead: forms };
  const stretch = readings[0] && oneDay(readings[0], context);
  return stretch ? { ok: true, stretch } : undefined;
};

/** The stretch that a date's relative form names now; undefined for any other text. */
export const readRelative = (text: string, context: DateContext): Stretch | undefined => {
  const read = readDate(text, context);
  return read.ok && read.stretch.relative === text ? read.stretch : undefined;
};

/** A bare number is most likely a number of days; a word most likely a name one slip away. */
const nearForms = (text: string): string[] => {
  if (/^\d{1,3}$/.test(text)) return [`${Number(text)}d`];
  const word = nearest(text, WORDS);
  return word === undefined ? [] : [word];
};

/** Reads a date in any of the common forms, as days of the viewer's zone (which must be one that `Intl` knows). */
export const readDate = (input: string, context: DateContext): DateRead => {
  const text = input.trim().toLowerCase().replace(/,/g, ' ').replace(/(\d)\.(?= ?[a-z])/, '$1').replace(/\s+/g, ' ').trim();
  const spaced = text.replace(/^(this|last|past)-/, '$1 ');
  const stretch = moment(text, context) ?? yearFirst(text, context) ?? ago(spaced, context) ?? named(spaced, context) ?? written(text, context);
  if (stretch) return { ok: true, stretch };
  return yearLast(text, context) ?? { ok: false, ambiguous: false, instead: nearForms(text) };
};
