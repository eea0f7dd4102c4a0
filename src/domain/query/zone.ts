/** A calendar day, month counted from 1. */
export type Day = { year: number; month: number; day: number };

const formats = new Map<string, Intl.DateTimeFormat>();
const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
};

/** A zone this machine knows: the given one, or UTC when it has never heard of it. */
export const knownZone = (timeZone: string): string => {
  try {
    formatFor(timeZone);
    return timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
};

/** The wall clock in a zone at an instant, as the instant at which UTC's clock would show the same. */
const wallClock = (instant: number, timeZone: string): number => {
  const part: Record<string, number> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(instant)) part[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
};
const offsetAt = (instant: number, timeZone: string): number => wallClock(instant, timeZone) - instant;

/**
 * The instant at which a zone's wall clock shows this time. Of a time that comes twice (clocks set back) the first; for one
 * that never comes (clocks set forward) the same distance after the last midnight before, which for midnight is the day's first moment.
 */
export const instantAt = ({ year, month, day }: Day, timeZone: string, timeOfDay = 0): Date => {
  const wall = Date.UTC(year, month - 1, day) + timeOfDay;
  const before = wall - offsetAt(wall - 24 * 3600_000, timeZone);
  const after = wall - offsetAt(wall + 24 * 3600_000, timeZone);
  const found = [before, after].find((instant) => wallClock(instant, timeZone) === wall);
  return new Date(found ?? before);
};

/** The day it is in a zone at an instant. */
export const dayAt = (instant: Date, timeZone: string): Day => dayOf(wallClock(instant.getTime(), timeZone));

/** How far the day is in a zone at an instant, by the clock on the wall; in ms. */
export const timeOfDayAt = (instant: Date, timeZone: string): number => {
  const wall = wallClock(instant.getTime(), timeZone);
  return wall - Math.floor(wall / DAY) * DAY;
};
const DAY = 24 * 3600_000;

const dayOf = (utc: number): Day => {
  const date = new Date(utc);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

export const addDays = ({ year, month, day }: Day, days: number): Day => dayOf(Date.UTC(year, month - 1, day + days));

const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whole months on; a day the month does not have becomes its last. */
export const addMonths = ({ year, month, day }: Day, months: number): Day => {
  const first = dayOf(Date.UTC(year, month - 1 + months, 1));
  return { ...first, day: Math.min(day, lastOfMonth(first.year, first.month)) };
};

export const isRealDay = ({ year, month, day }: Day): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= lastOfMonth(year, month);

/** 0 Monday … 6 Sunday. */
export const weekday = ({ year, month, day }: Day): number => (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;

export const isAfter = (a: Day, b: Day): boolean => Date.UTC(a.year, a.month - 1, a.day) > Date.UTC(b.year, b.month - 1, b.day);
