import { describe, expect, it } from 'vitest';
import { asOneQuery } from '../../src/store/asOneQuery.ts';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('questions asked together', () => {
  it('are one query in a turn of the event loop, each question once in it', async () => {
    const queries: (readonly string[])[] = [];
    const ask = asOneQuery(async (keys: readonly string[]) => { queries.push(keys); return keys.length; });
    const [first, second, again] = [ask('a'), ask('b'), ask('a')];
    expect(queries).toEqual([]);
    expect(await Promise.all([first, second, again])).toEqual([2, 2, 2]);
    expect(queries).toEqual([['a', 'b']]);
  });

  it('never get an answer that was asked for before them', async () => {
    let finish = (): void => undefined;
    const queries: (readonly string[])[] = [];
    const ask = asOneQuery(async (keys: readonly string[]) => {
      queries.push(keys);
      await new Promise<void>((resolve) => { finish = resolve; });
      return queries.length;
    });
    const before = ask('a');
    await turn();
    const after = ask('a');
    finish();
    await before;
    await turn();
    finish();
    await after;
    expect(queries).toEqual([['a'], ['a']]);
  });

  it('fail together, and not for those who ask next', async () => {
    let works = false;
    const ask = asOneQuery(async (keys: readonly string[]) => {
      if (!works) throw new Error('gone');
      return keys.length;
    });
    const failed = await Promise.allSettled([ask('a'), ask('b')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    works = true;
    expect(await ask('a')).toBe(1);
  });
});
