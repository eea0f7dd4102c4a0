const DAY = 24 * 3600_000;

type Reader = { zone: string; now: Date };

const formatted = (at: Date, zone: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options }).format(at);
const dayOf = (at: Date, zone: string): string => formatted(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' });
const ordinal = (day: number): string => {
  const ending = day % 100 >= 11 && day % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
};

/** "today", "yesterday", "tomorrow", or what it is otherwise. */
const pretty = (at: Date, { zone, now }: Reader, otherwise: string): string => {
  const day = dayOf(at, zone);
  const named = [['today', 0], ['yesterday', -DAY], ['tomorrow', DAY]] as const;
  return named.find(([, away]) => dayOf(new Date(now.getTime() + away), zone) === day)?.[0] ?? otherwise;
};

export const timeOf = (at: Date, zone: string): string => formatted(at, zone, { hour: 'numeric', minute: '2-digit' });

const UNITS = [['year', 365 * DAY], ['month', 30 * DAY], ['day', DAY], ['hour', 3600_000], ['minute', 60_000]] as const;
const ago = (at: Date, now: Date): string => {
  const away = at.getTime() - now.getTime();
  const [unit, ms] = UNITS.find(([, length]) => Math.abs(away) >= length) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat('en-US').format(Math.round(away / ms), unit);
};

/** The tokens of https://docs.slack.dev/messaging/formatting-message-text#date-formatting . A year that is this one's is left out. */
const token = (name: string, at: Date, reader: Reader): string | undefined => {
  const { zone, now } = reader;
  const thisYear = formatted(at, zone, { year: 'numeric' }) === formatted(now, zone, { year: 'numeric' });
  const year = thisYear ? '' : `, ${formatted(at, zone, { year: 'numeric' })}`;
  const day = Number(formatted(at, zone, { day: 'numeric' }));
  const short = `${formatted(at, zone, { month: 'short' })} ${day}${year}`;
  const plain = `${formatted(at, zone, { month: 'long' })} ${ordinal(day)}${year}`;
  const long = `${formatted(at, zone, { weekday: 'long' })}, ${plain}`;
  switch (name) {
    case 'date_num': return formatted(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).replace(/(\d+)\/(\d+)\/(\d+)/, '$3-$1-$2');
    case 'date': return plain;
    case 'date_short': return short;
    case 'date_long': return long;
    case 'date_pretty': return pretty(at, reader, plain);
    case 'date_short_pretty': return pretty(at, reader, short);
    case 'date_long_pretty': case 'date_long_full': return pretty(at, reader, long);
    case 'time': return timeOf(at, zone);
    case 'time_secs': return formatted(at, zone, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
    case 'ago': return ago(at, now);
    default: return undefined;
  }
};

/** A date as Slack writes it for a reader; undefined when the format is none. A name of a day that begins the text gets its capital, as in Slack. */
export const slackDate = (seconds: number, format: string, reader: Reader): string | undefined => {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return undefined;
  let known = true;
  const written = format.replace(/\{(\w+)\}/g, (_, name: string) => {
    const made = token(name, at, reader);
    if (made === undefined) known = false;
    return made ?? '';
  });
  return known ? written : undefined;
};

/** The line between two days of a conversation. */
export const dayLine = (at: Date, reader: Reader): string => {
  const day = pretty(at, reader, token('date_long', at, reader) ?? '');
  return day.charAt(0).toUpperCase() + day.slice(1);
};
export const sameDay = (a: Date, b: Date, zone: string): boolean => dayOf(a, zone) === dayOf(b, zone);
