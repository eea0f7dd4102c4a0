import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/store/cancels/turns.ts';

describe('taking turns', () => {
  it('is one at a time and in order under one name, side by side under others, and goes on after a failure', async () => {
    const inTurn = createTurns();
    const log: string[] = [];
    const work = (name: string, fails = false) => async (): Promise<string> => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
    const ends = await Promise.allSettled([inTurn('a', work('1')), inTurn('a', work('2', true)), inTurn('b', work('other')), inTurn('a', work('3'))]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(log.filter((line) => !line.startsWith('other'))).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
    expect(log.indexOf('other begins')).toBeLessThan(log.indexOf('2 begins'));
  });
});
