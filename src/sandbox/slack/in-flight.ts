const SLICES = 6;
/** A bot that works this long with nothing under way waits for something itself. In ms. */
const LONGEST_WORK = 3_000;

/** Counts what is under way between Slack and the bot, both directions. */
export const createInFlight = () => {
  let count = 0;
  let changes = 0;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
  return {
    during: async <T>(work: () => Promise<T>): Promise<T> => {
      count += 1;
      changes += 1;
      try {
        return await work();
      } finally {
        count -= 1;
        changes += 1;
      }
    },
    /**
     * Resolves when nothing has been under way for `quietMs`: after an ack the bot may still be in its database, which nobody sees from
     * here, so a moment of silence is the only sign that it is done. The moment is cut into slices: where bot and Slack share a process, a
     * long turn of the bot must not pass for silence. `worked`, the bot's own word for it, is better than silence, however busy the machine.
     * Rejects after `limitMs`.
     */
    idle: async (quietMs: number, limitMs: number, worked: () => Promise<unknown>): Promise<void> => {
      const end = Date.now() + limitMs;
      for (;;) {
        await Promise.race([worked(), pause(LONGEST_WORK)]);
        const before = changes;
        for (let slice = 0; slice < SLICES && changes === before; slice += 1) await pause(quietMs / SLICES);
        if (count === 0 && changes === before) return;
        if (Date.now() > end) throw new Error(`still ${count} requests under way after ${limitMs} ms`);
      }
    },
  };
};
export type InFlight = ReturnType<typeof createInFlight>;
