import { describe, expect, it } from 'vitest';
import { together } from '../../src/usecases/together.ts';

describe('what is done together', () => {
  it('goes at once, whatever came meanwhile in one go, in its order and no more than asked for', async () => {
    const batches: number[][] = [];
    const run = together(async (items: readonly number[]) => {
      batches.push([...items]);
      return items.map((item) => item * 10);
    }, 3);
    expect(await Promise.all([1, 2, 3, 4, 5].map(run))).toEqual([10, 20, 30, 40, 50]);
    expect(batches).toEqual([[1, 2, 3], [4, 5]]);
    expect(await run(6)).toBe(60);
  });

  it('is tried alone when it fails together, so that one only fails itself', async () => {
    const run = together(async (items: readonly number[]) => {
      if (items.includes(2)) throw new Error(`2 among ${items.length}`);
      return items;
    }, 10);
    const settled = await Promise.allSettled([1, 2, 3].map(run));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await run(4)).toBe(4);
  });
});
