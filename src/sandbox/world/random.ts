/** A fast stream of numbers that is the same for the same seed, whatever the machine (sfc32). */
export type Random = {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** One of the values, as often as its weight says. */
  weighted<T>(from: readonly [readonly [number, T], ...(readonly [number, T])[]]): T;
  digits(count: number): string;
};

/** The stream number `index` of a seed: each thing in a world draws from its own, so that it does not depend on the things before it. */
export const randomOf = (seed: number, index: number): Random => {
  let [a, b, c, counter] = [seed | 0, index | 0, Math.floor(index / 2 ** 32) ^ 0x9e3779b9, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // Seeds that differ in one bit need some rounds to come apart.
  for (let i = 0; i < 12; i++) next();
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(0, from.length - 1)] ?? from[0],
    weighted: (from) => {
      let left = next() * from.reduce((sum, [weight]) => sum + weight, 0);
      return (from.find(([weight]) => (left -= weight) < 0) ?? from[0])[1];
    },
    digits: (count) => Array.from({ length: count }, () => int(0, 9)).join(''),
  };
};
