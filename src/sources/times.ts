import { bad, good, type Reading } from './reading.ts';

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(\S*)$/i;
const MAIL_STYLE = /^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? ?(\S*)$/i;
const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Zone names that mean one thing everywhere (RFC 2822), in hours. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['Z', 0], ['UTC', 0], ['GMT', 0], ['EST', -5], ['EDT', -4], ['CST', -6], ['CDT', -5], ['MST', -7], ['MDT', -6], ['PST', -8], ['PDT', -7],
]);
const HOW = 'write it like 2026-03-01T10:20:30Z';

/** Years a send's time can lie in: what is outside is a mistake, not a time. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number; ms: number; zone: string };

/** A time with its zone: ISO 8601 (also with a space for the T), or as mail programs write it. To the millisecond; never guesses a zone. */
export const readTime = (text: string): Reading<Date> => {
  const parts = isoParts(text) ?? mailParts(text);
  if (!parts) return bad(`is not a time with its zone; ${HOW}`);
  if (parts.zone === '') return bad(`has no time zone; ${HOW}`);
  const offset = offsetOf(parts.zone);
  if (offset === undefined) return bad(`has a time zone I don't know; ${HOW}`);
  if (parts.year < FIRST_YEAR || parts.year > LAST_YEAR) return bad(`lies outside the years ${FIRST_YEAR} to ${LAST_YEAR}`);
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second, parts.ms);
  if (!exists(parts, new Date(local))) return bad('is a day or an hour that does not exist');
  return good(new Date(local - offset * 60_000));
};

const isoParts = (text: string): Parts | undefined => {
  const [all, year, month, day, hour, minute, second = '0', fraction = '', zone = ''] = DATE_TIME.exec(text) ?? [];
  if (all === undefined) return undefined;
  return {
    year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second),
    ms: Number(fraction.padEnd(3, '0').slice(0, 3)), zone,
  };
};

const mailParts = (text: string): Parts | undefined => {
  const [all, day, month = '', year, hour, minute, second = '0', zone = ''] = MAIL_STYLE.exec(text) ?? [];
  if (all === undefined) return undefined;
  return {
    year: Number(year), month: MONTHS.indexOf(month.toLowerCase()) + 1, day: Number(day), hour: Number(hour), minute: Number(minute),
    second: Number(second), ms: 0, zone,
  };
};

/** In minutes east of Greenwich. */
const offsetOf = (zone: string): number | undefined => {
  const named = ZONES.get(zone.toUpperCase());
  if (named !== undefined) return named * 60;
  const [all, sign, hours, minutes = '0'] = OFFSET.exec(zone) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  if (all === undefined || size > 15 * 60 || Number(minutes) > 59) return undefined;
  return sign === '-' ? -size : size;
};

/** JavaScript turns 30 February into 2 March; a date that does not come out as it went in does not exist. */
const exists = (parts: Parts, date: Date): boolean =>
  date.getUTCFullYear() === parts.year && date.getUTCMonth() === parts.month - 1 && date.getUTCDate() === parts.day &&
  date.getUTCHours() === parts.hour && date.getUTCMinutes() === parts.minute && date.getUTCSeconds() === parts.second;

/** As exports write a time: UTC, to the second unless there is more. */
export const writeTime = (at: Date): string => at.toISOString().replace('.000Z', 'Z');
