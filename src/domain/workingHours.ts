const HOUR = 3600_000;
const STEP = 15 * 60_000;
const OPENS = 9;
const CLOSES = 17;
const WEEKEND = new Set(['Sat', 'Sun']);

/**
 * When so many working hours have passed: Monday to Friday, 9 to 17 in that zone (our choice; holidays are not known). To the quarter of
 * an hour, later rather than earlier.
 */
export const workingHoursAfter = (from: Date, hours: number, timeZone: string): Date => {
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
  const works = (at: number): boolean => {
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
    const hour = Number(parts['hour']);
    return !WEEKEND.has(parts['weekday'] ?? '') && hour >= OPENS && hour < CLOSES;
  };
  let at = Math.ceil(from.getTime() / STEP) * STEP;
  for (let left = hours * HOUR; left > 0; at += STEP) if (works(at)) left -= STEP;
  return new Date(at);
};
