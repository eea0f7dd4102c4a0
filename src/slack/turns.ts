/** Does what belongs to one conversation one after the other, so that a burst of messages is neither answered all at once nor out of order. */
export type Turns = { take(key: string, work: () => Promise<void>, overflow: () => Promise<void>): Promise<void> };

type Line = { waiting: number; last: Promise<void>; overflowed: boolean };

/** `most` wait at a time; of what comes beyond that only the first is told, by `overflow`, and nothing is done. Work must not reject. */
export const createTurns = (most: number): Turns => {
  const lines = new Map<string, Line>();
  const queue = (key: string, line: Line, work: () => Promise<void>): Promise<void> => {
    lines.set(key, line);
    line.waiting += 1;
    line.last = line.last.then(work).finally(() => {
      line.waiting -= 1;
      if (line.waiting === 0) lines.delete(key);
    });
    return line.last;
  };
  return {
    take: async (key, work, overflow) => {
      const line = lines.get(key) ?? { waiting: 0, last: Promise.resolve(), overflowed: false };
      if (line.waiting < most) return queue(key, line, work);
      if (line.overflowed) return;
      line.overflowed = true;
      await queue(key, line, overflow);
    },
  };
};
