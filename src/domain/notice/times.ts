import { addDays, dayAt, instantAt, type Day, timeOfDayAt } from '../query/zone.ts';
import type { ClockTime, Preferences } from './preferences.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

type Quiet = NonNullable<Preferences['quiet']>;

const minuteAt = (now: Date, timeZone: string): ClockTime => Math.floor(timeOfDayAt(now, timeZone) / MINUTE);
const within = ({ from, to }: Quiet, minute: ClockTime): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;

/**
 * When a person's quiet hours are over; undefined when it is not quiet now. Goes by what the clock on their wall shows: an hour that comes
 * twice is as quiet the second time, and an end that the clock skips counts as the same distance after midnight.
 */
export const quietUntil = (now: Date, quiet: Preferences['quiet'], timeZone: string): Date | undefined => {
  if (!quiet || quiet.from === quiet.to || !within(quiet, minuteAt(now, timeZone))) return undefined;
  const today = dayAt(now, timeZone);
  const remaining = (quiet.to - minuteAt(now, timeZone) + DAY_MINUTES) % DAY_MINUTES;
  const byTheClock = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE + remaining * MINUTE);
  const ends = [clockAt(today, quiet.to, timeZone), clockAt(addDays(today, 1), quiet.to, timeZone), byTheClock];
  const open = ends.filter((end) => end > now && !within(quiet, minuteAt(end, timeZone)));
  return open.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? byTheClock;
};

const clockAt = (day: Day, time: ClockTime, timeZone: string): Date => instantAt(day, timeZone, time * MINUTE);

/** The moment of a person's morning on a day of theirs. */
export const morningOf = (day: Day, morning: ClockTime, timeZone: string): Date => clockAt(day, morning, timeZone);

/** The first morning after now. */
export const nextMorning = (now: Date, morning: ClockTime, timeZone: string): Date => {
  const today = dayAt(now, timeZone);
  const first = morningOf(today, morning, timeZone);
  return first > now ? first : morningOf(addDays(today, 1), morning, timeZone);
};

/** "2026-11-25": the day it is for a person. */
export const localDay = (now: Date, timeZone: string): string => dayText(dayAt(now, timeZone));
export const dayText = ({ year, month, day }: Day): string => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
