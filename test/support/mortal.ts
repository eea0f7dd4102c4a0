/** A worker's fate: it dies at its so-many-th call of anything, before, during or after that call; what it still awaits then never comes. */
export type Fate = {
  /** Resolves when it dies. */
  died: Promise<void>;
  /** Calls that had left it when it died, and come to their end without it. */
  ending: Promise<unknown>[];
  call<T>(work: () => Promise<T>): Promise<T>;
};

const WAYS = ['before', 'during', 'after'] as const;

/** `roll`: from 0 up to 1. Dies within `calls` calls. */
export const fateOf = (roll: () => number, calls: number): Fate => {
  let left = 1 + Math.floor(roll() * calls);
  const way = WAYS[Math.floor(roll() * WAYS.length)] ?? 'before';
  const never = new Promise<never>(() => {});
  const ending: Promise<unknown>[] = [];
  let die = (): void => {};
  const died = new Promise<void>((resolve) => (die = resolve));
  return {
    died, ending,
    call: async (work) => {
      left -= 1;
      if (left > 0) return left < 0 ? never : work();
      if (left === 0 && way === 'after') await work().catch(() => undefined);
      if (left === 0 && way === 'during') ending.push(work().catch(() => undefined));
      die();
      return never;
    },
  };
};

/** The same object, its methods called by somebody mortal. */
export const mortal = <T extends object>(target: T, fate: Fate): T =>
  new Proxy(target, {
    get: (from, name) => {
      const value: unknown = Reflect.get(from, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): Promise<unknown> => fate.call(async () => {
        const result: unknown = await Reflect.apply(value, from, args);
        return result;
      });
    },
  });
