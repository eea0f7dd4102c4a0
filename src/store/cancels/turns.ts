export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Lets one work at a time go on under a name, in order. In front of a database lock that many want at once: they wait here, where waiting
 * costs nothing, and not each with a connection that others need.
 */
export const createTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    // Whoever comes next waits for the end of it, good or bad; the caller has the error.
    const over = mine.catch(() => undefined).then(() => {
      if (last.get(key) === over) last.delete(key);
    });
    last.set(key, over);
    return mine;
  };
};
