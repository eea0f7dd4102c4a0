import { comparison } from './measure.ts';
import type { Measured } from './part.ts';
import type { Sizes } from './sizes.ts';

/** The most memory that a process held, in MB: in all, and in the first half of its time. */
export type Peak = { peak: number; peakByHalf: number };

/**
 * Whether memory grows with the rows. A process needs some ten thousand rows until its memory is what it stays at: a tenth of the rows tells
 * only when that is more than those; of fewer rows, the whole is compared with its own first half.
 */
export const memoryOf = (what: string, { manySends, memoryRows }: Sizes, many: readonly Peak[], few: readonly Peak[] | undefined): Measured => {
  const ours = many.map(({ peak }) => peak);
  const baseline = few ? few.map(({ peak }) => peak) : many.map(({ peakByHalf }) => peakByHalf);
  const than = memoryRows === undefined ? 'their first half' : memoryRows.toLocaleString('en-US');
  return {
    name: `memory of ${what}: ${manySends.toLocaleString('en-US')} rows, to ${than}`, unit: 'MB',
    ...comparison(ours.map((value, i) => ({ ours: value, baseline: baseline[i % baseline.length] ?? value }))), floor: { atMost: 1.3 }, strict: true,
  };
};
