/** What may stand between cells. */
export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINE_BREAK = new Set([10, 13]);
const QUOTE = 34;
const BLANK = new Set([32, 11, 12]);
const candidates = new Map(DELIMITERS.map((each) => [each.charCodeAt(0), each]));

/**
 * The delimiter of a file by its first line that is not blank: the candidate that stands there most often outside quotes (a comma
 * when none does). Undefined when the line does not end within `head` and more could follow (`whole` false).
 */
export const sniffDelimiter = (head: Uint8Array, whole: boolean): Delimiter | undefined => {
  const seen = new Map<Delimiter, number>();
  let place: 'start' | 'bare' | 'quoted' = 'start';
  let blank = true;
  for (const byte of head) {
    const candidate = candidates.get(byte);
    if (place === 'quoted') {
      if (byte === QUOTE) place = 'bare';
    } else if (LINE_BREAK.has(byte)) {
      if (!blank) return mostSeen(seen);
    } else if (candidate) {
      seen.set(candidate, (seen.get(candidate) ?? 0) + 1);
      [place, blank] = ['start', false];
    } else if (byte === QUOTE && place !== 'bare') {
      [place, blank] = ['quoted', false];
    } else if (!BLANK.has(byte)) {
      [place, blank] = ['bare', false];
    }
  }
  return whole ? mostSeen(seen) : undefined;
};

const mostSeen = (seen: ReadonlyMap<Delimiter, number>): Delimiter =>
  DELIMITERS.reduce((best, each) => ((seen.get(each) ?? 0) > (seen.get(best) ?? 0) ? each : best), ',');
