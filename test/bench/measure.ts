export type Spread = { median: number; min: number; max: number };

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('nothing was measured');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
};

const spread = (values: readonly number[]): Spread => ({ median: median(values), min: Math.min(...values), max: Math.max(...values) });

/** Two things measured side by side, and the ratio of each round. */
export type Comparison = { baseline: Spread; ours: Spread; ratio: Spread };

/** From values measured in pairs. */
export const comparison = (pairs: readonly { baseline: number; ours: number }[]): Comparison => ({
  baseline: spread(pairs.map(({ baseline }) => baseline)),
  ours: spread(pairs.map(({ ours }) => ours)),
  ratio: spread(pairs.map(({ baseline, ours }) => ours / baseline)),
});

/**
 * Measures both in each round, the one that goes first changing from round to round: a machine that grows slower or busier meanwhile
 * does so for both.
 */
export const interleaved = async (rounds: number, baseline: () => Promise<number>, ours: () => Promise<number>): Promise<Comparison> => {
  const pairs: { baseline: number; ours: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await baseline();
      pairs.push({ baseline: first, ours: await ours() });
    } else {
      const first = await ours();
      pairs.push({ ours: first, baseline: await baseline() });
    }
  }
  return comparison(pairs);
};

/** In ms. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
