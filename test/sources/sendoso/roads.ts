import { setImmediate as turn } from 'node:timers/promises';
import { createLimiter } from '../../../src/sandbox/provider/limits.ts';
import { LIMIT } from '../../../src/sources/sendoso/connect.ts';
import { createPace } from '../../../src/sources/sendoso/pace.ts';
import type { Pause } from '../../../src/usecases/ports/provider.ts';
import type { Rates } from '../../../src/usecases/ports/rates.ts';

/** A clock that goes on to whatever is waited for next, as soon as nothing else is left to do. */
const virtualTime = () => {
  let now = 0;
  const waiting: { at: number; wake: () => void }[] = [];
  const pause = (ms: number): Promise<void> => new Promise((wake) => void waiting.push({ at: now + ms, wake }));
  const run = async <T>(work: Promise<T>): Promise<T> => {
    let over = false;
    work.then(() => { over = true; }, () => { over = true; });
    for (;;) {
      await turn();
      if (over) return work;
      const next = waiting.toSorted((a, b) => a.at - b.at)[0];
      if (!next) throw new Error('nothing is waited for');
      waiting.splice(waiting.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.wake();
    }
  };
  return { now: () => now, pause, run };
};

/** The queue that instances share, as the store keeps it (`test/sources/sendoso/client.test.ts` holds the store to the same). */
const sharedRates = (now: () => number): Rates => {
  let nextAt = 0;
  const recent: { at: string; ms: number }[] = [];
  let serial = 0;
  return {
    place: async (_, { most, within, apart }) => {
      const ms = Math.max(nextAt, now(), (recent.at(-most)?.ms ?? -Infinity) + within);
      nextAt = ms + apart;
      recent.push({ at: String(serial++), ms });
      return { at: String(serial - 1), wait: ms - now() };
    },
    late: async (_, at, ms) => recent.forEach((each) => { if (each.at === at) each.ms += ms; }),
    pause: async (_, ms) => { nextAt = Math.max(nextAt, now() + ms); },
  };
};

/** How a request fares, in ms: until it leaves after it could, on its way there, and until its answer has come back. */
export type Road = { held: number; there: number; back: number };

/** `instances` that ask `requests` times each, eight at once, the request number n of each on the road `road(n, instance)`. */
export const travelled = async ({ instances, requests, road }: { instances: number; requests: number; road: (n: number, instance: number) => Road }) => {
  const { now, pause, run } = virtualTime();
  const rates = sharedRates(now);
  const limiter = createLimiter({ perSecond: 10, blockedFor: 0 }, now);
  const { signal } = new AbortController();
  const arrived: { at: number; refused: boolean }[] = [];
  const instance = async (which: number): Promise<void> => {
    let held = 0;
    // Timers of a busy process fire late.
    const late: Pause = async (ms) => pause(ms + held);
    const pace = createPace({ rates, name: 'the provider', limit: LIMIT, pause: late, now });
    let n = 0;
    const ask = async (): Promise<void> => {
      while (n < requests) {
        const { held: heldUp, there, back } = road(n++, which);
        held = heldUp;
        const { heard } = await pace.turn(signal);
        await pause(there);
        const taken = limiter.take();
        arrived.push({ at: now(), refused: !taken });
        await pause(back);
        heard();
        await pace.tell();
        if (!taken) await pace.refused(100);
      }
    };
    await Promise.all(Array.from({ length: 8 }, ask));
  };
  await run(Promise.all(Array.from({ length: instances }, (_, which) => instance(which))));
  return { took: now(), refused: arrived.filter(({ refused }) => refused).length, arrived };
};
