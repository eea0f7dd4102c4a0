/** Requests in any second that the provider takes, and a second as both sides may measure it, in ms. */
const MOST = 10;
const SECOND = 1020;

/**
 * Keeps one process from sending an eleventh request within a second when a busy moment let several fall due together: says how many ms the next
 * one still has to wait, and counts it as sent then. `now`: ms of a clock that only goes forward.
 */
export const evenly = () => {
  const sent: number[] = [];
  return (now: number): number => {
    const at = Math.max(now, (sent.length < MOST ? -Infinity : (sent[0] ?? 0)) + SECOND);
    sent.push(at);
    if (sent.length > MOST) sent.shift();
    return at - now;
  };
};
