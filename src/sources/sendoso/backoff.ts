/** The longest wait between two attempts, and the longest a provider may ask for. In ms. */
const LONGEST = 30_000;
export const LONGEST_ASKED = 300_000;

/**
 * How long to wait before attempt `attempt` + 1 (from 1): twice as long each time, and somewhere between half of that and all of it, so that
 * instances which failed together don't come back together. `random`: from 0 up to 1.
 */
export const backoff = (attempt: number, first: number, random: () => number): number =>
  Math.min(LONGEST, first * 2 ** (attempt - 1)) * (0.5 + random() / 2);

/** What a `Retry-After` header asks for (seconds, or a date), in ms from `now`; undefined when it asks for nothing we understand. */
export const retryAfter = (header: string | null, now: Date): number | undefined => {
  if (header === null) return undefined;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
};
