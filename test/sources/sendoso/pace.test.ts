import { describe, expect, it } from 'vitest';
import { randomOf } from '../../../src/sandbox/world/random.ts';
import { type Road, travelled } from './roads.ts';

/** Requests by the second from when the first arrived to when the last did. */
const rate = (arrived: readonly { at: number }[]): number => ((arrived.length - 1) * 1000) / ((arrived.at(-1)?.at ?? 0) - (arrived[0]?.at ?? 0));

describe('the pace of asking', () => {
  it.each([20, 300, 700])('is all of ten a second where an answer takes %i ms', async (ms) => {
    const { refused, arrived } = await travelled({ instances: 1, requests: 204, road: () => ({ held: 1, there: 0.3 * ms, back: 0.7 * ms }) });
    expect(refused).toBe(0);
    expect(rate(arrived)).toBeGreaterThan(9.9);
  });

  it('is no less than now and then a provider’s thinking allows', async () => {
    const random = randomOf(4, 0);
    const { refused, arrived } = await travelled({ instances: 1, requests: 204, road: () => ({ held: 1, there: 30, back: 150 + random.int(0, 300) }) });
    expect(refused).toBe(0);
    expect(rate(arrived)).toBeGreaterThan(9.5);
  });

  it.each([1, 2, 3])('lets no eleventh arrive in any second, when those of %i instances leave up to 250 ms late and travel up to 40', async (instances) => {
    const random = randomOf(5, instances);
    const road = (): Road => ({ held: random.chance(0.1) ? random.int(0, 250) : 1, there: 30 + (random.chance(0.2) ? random.int(0, 40) : 0), back: 170 });
    const { refused, arrived } = await travelled({ instances, requests: 200, road });
    expect(refused).toBe(0);
    expect(rate(arrived)).toBeGreaterThan(7);
  });

  it('reckons with connections that have to be made first', async () => {
    const { refused } = await travelled({ instances: 1, requests: 60, road: (n) => ({ held: 1, there: n < 4 ? 200 : 40, back: 100 }) });
    expect(refused).toBe(0);
  });

  it('keeps further away from the limit after each refusal', async () => {
    const random = randomOf(6, 0);
    const { refused, arrived } = await travelled({ instances: 1, requests: 400, road: () => ({ held: 1, there: random.chance(0.1) ? 130 : 30, back: random.chance(0.1) ? 70 : 170 }) });
    expect(refused).toBeGreaterThan(0);
    const late = arrived.slice(200).filter((each) => each.refused).length;
    expect(late).toBeLessThan(refused - late);
  });
});
