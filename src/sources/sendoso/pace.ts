import type { Pause } from '../../usecases/ports/provider.ts';
import type { Limit, Rates } from '../../usecases/ports/rates.ts';
import { oneByOne } from './inLine.ts';
import { createTravel } from './travel.ts';

export type PaceDeps = {
  rates: Rates;
  /** Whose requests count together. */
  name: string;
  limit: Limit;
  pause: Pause;
  /** Ms of a clock that only goes forward. */
  now: () => number;
};

/** A request that may leave now. `heard`: to be called when its answer begins, or fails to come. */
export type Departure = { heard(): void };

type Left = { at: string; due: number; left: number; took: number | undefined; first: boolean; told: boolean };

/** What both sides may disagree about over a second, in ms. */
const LEAST = 2;
/** How much more that is after every refusal, at most, and how much less with every answer, in ms. */
const WIDER = 20;
const WIDEST = 200;
const NARROWER = 0.1;
/** After so long without a request connections are closed: the next ones have to be made first. In ms. */
const REST = 3000;

/**
 * When requests leave so that never more than `limit.most` ARRIVE within its time: every request takes a place in the queue that all instances share; one
 * that left late, or may have been late on its way, keeps the one that comes so many after it away for as much longer, and only that one.
 */
export const createPace = ({ rates, name, limit, pause, now }: PaceDeps) => {
  const inLine = oneByOne();
  const travel = createTravel();
  const recent: Left[] = [];
  let sinceRest = 0;
  let wider = 0;
  /** Counts the times we were throttled: a place taken before that is worth nothing. */
  let blocks = 0;

  const within = (): number => limit.within + LEAST + wider;
  const waitFor = async (ms: number, signal: AbortSignal): Promise<void> => {
    if (ms > 0) await pause(ms, signal);
    signal.throwIfAborted();
  };
  /** By when it has arrived. */
  const arrived = ({ left, took, first }: Left): number => left + travel.delay(took, first);

  const place = async (signal: AbortSignal): Promise<{ at: string; due: number }> => {
    for (;;) {
      const before = blocks;
      const asked = now();
      const { at, wait } = await rates.place(name, limit.within > 0 ? { ...limit, within: within() } : limit);
      await waitFor(wait, signal);
      if (blocks === before) return { at, due: asked + wait };
    }
  };

  const leave = async (signal: AbortSignal): Promise<Departure> => {
    const taken = await place(signal);
    const before = recent.length < limit.most ? undefined : recent[0];
    // What was heard since the place was taken counts as well.
    if (before && limit.within > 0) await waitFor(arrived(before) + within() - now(), signal);
    const left = now();
    if (left - (recent.at(-1)?.left ?? -Infinity) > REST) sinceRest = 0;
    const it: Left = { ...taken, left, took: undefined, first: sinceRest++ < limit.most, told: false };
    recent.push(it);
    if (recent.length > limit.most) recent.shift();
    return {
      heard: () => {
        if (it.took !== undefined) return;
        it.took = now() - left;
        travel.note(it.took);
        wider = Math.max(0, wider - NARROWER);
      },
    };
  };

  return {
    /** Resolves when it may leave; throws what the signal says. */
    turn: (signal: AbortSignal): Promise<Departure> => inLine(signal, () => leave(signal)),
    /** Tells the other instances how late the requests heard of may have been. */
    tell: async (): Promise<void> => {
      if (limit.within === 0 || !travel.known()) return;
      const news = recent.filter(({ took, told }) => took !== undefined && !told);
      for (const each of news) each.told = true;
      await Promise.all(news.map((each) => rates.late(name, each.at, Math.max(0, arrived(each) - each.due))));
    },
    /** We were refused: nobody asks within the next `ms`, and we keep further away from the limit from now on. */
    refused: async (ms: number): Promise<void> => {
      blocks += 1;
      wider = Math.min(WIDEST, wider + WIDER);
      await rates.pause(name, ms);
    },
  };
};
export type Pace = ReturnType<typeof createPace>;
