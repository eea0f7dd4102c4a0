import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ListPage } from '../../../src/usecases/ports/provider.ts';
import { readAhead } from '../../../src/usecases/sync/readAhead.ts';

const turns = async (n: number): Promise<void> => { for (let i = 0; i < n; i++) await turn(); };

describe('reading ahead', () => {
  const list = (pages: number) => {
    const asked: number[] = [];
    let underWay = 0;
    let most = 0;
    const fetch = async (page: number): Promise<ListPage<number>> => {
      asked.push(page);
      most = Math.max(most, (underWay += 1));
      await turns(2);
      underWay -= 1;
      return { entries: [page], total: pages, last: page === pages };
    };
    return { asked, most: () => most, groups: readAhead({ fetch, from: 1, pageSize: 1, signal: new AbortController().signal }) };
  };

  it('goes on asking while what came is being stored, a few at once, and not without end', async () => {
    const { asked, most, groups } = list(100);
    await groups.next();
    await turns(200);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.length).toBeLessThan(35);
    expect(most()).toBe(8);
    const rest: number[] = [];
    for await (const group of groups) rest.push(...group.map(({ number }) => number));
    expect(rest).toEqual(Array.from({ length: 99 }, (_, i) => i + 2));
    expect(asked).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  it('asks for nothing more once nobody wants it', async () => {
    const { asked, groups } = list(100);
    await groups.next();
    await groups.return(undefined);
    await turns(5);
    const soFar = asked.length;
    await turns(50);
    expect(asked).toHaveLength(soFar);
  });
});
