import { setMaxListeners } from 'node:events';

/** Lets one after the other in, in the order they came. Whoever's signal asks to stop leaves the line, and throws what the signal says. */
export const oneByOne = () => {
  let last: Promise<void> = Promise.resolve();
  return async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    const before = last;
    let leave = (): void => undefined;
    const mine = new Promise<void>((resolve) => { leave = resolve; });
    last = before.then(() => mine);
    try {
      await orAborted(before, signal);
      return await work();
    } finally {
      leave();
    }
  };
};

const orAborted = (waited: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    // Everybody in the line listens to it: more than ten are no leak.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', abort, { once: true });
    void waited.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
