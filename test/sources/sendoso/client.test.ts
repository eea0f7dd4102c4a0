import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import type { LocalProvider } from '../../../src/sandbox/provider/index.ts';
import { openStore } from '../../../src/store/open.ts';
import { LIMIT } from '../../../src/sources/sendoso/connect.ts';
import { ProviderRefused, ProviderUnavailable } from '../../../src/usecases/ports/provider.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { aStage, NOW, type Stage } from '../../usecases/sync/stage.ts';

describe.each(databases)('asking the provider on $name', ({ open }) => {
  let db: TestDatabase;
  let stage: Stage;
  let provider: LocalProvider;
  const { signal } = new AbortController();
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    stage = await aStage(db);
    provider = stage.provider;
    provider.add.send();
  });
  afterEach(() => provider.stop());

  const statuses = (): number[] => provider.seen.map(({ status }) => status);

  it.each([
    ['errors of its own', { kind: 'status', status: 503 }], ['broken answers', { kind: 'truncated' }], ['a page instead of JSON', { kind: 'html' }], ['lost answers', { kind: 'lost' }],
  ] as const)('asks again after %s, later each time', async (_, fault) => {
    provider.faults.add(fault, { times: 3 });
    const { provider: reached, waits } = stage.instance();
    expect(await reached.sends(1, NOW, signal)).toMatchObject({ entries: { length: 1 }, total: 1 });
    expect(statuses()).toEqual([0, 0, 0, 200]);
    // Half to all of 500, 1000, 2000 ms: with a middling chance three quarters; between them, its turn.
    expect(waits.filter((ms) => ms > 300)).toEqual([375, 750, 1500]);
  });

  it('asks again when no answer comes in time', async () => {
    provider.faults.add({ kind: 'silent' });
    expect(await stage.instance({ timeout: 100 }).provider.sends(1, NOW, signal)).toMatchObject({ total: 1 });
  });

  it('gives up after six times, in a sentence that names no token', async () => {
    provider.faults.add({ kind: 'status', status: 500 }, { times: 10 });
    const failed = stage.instance().provider.sends(1, NOW, signal);
    await expect(failed).rejects.toThrow(ProviderUnavailable);
    await expect(failed).rejects.toThrow('The provider did not answer /send as it should, 6 times in a row: an error of its own (500).');
    expect(statuses()).toHaveLength(6);
  });

  it('makes every instance wait when one is throttled, as long as the provider asks', async () => {
    provider.faults.add({ kind: 'throttled', retryAfter: 7 });
    const one = stage.instance();
    await one.provider.sends(1, NOW, signal);
    expect(one.waits).toContain(7000);
    const two = stage.instance({ me: 'two' });
    await two.provider.sends(1, NOW, signal);
    expect(two.waits[0]).toBeGreaterThan(5000);
  });

  it('leaves a provider alone that asks for longer than it can wait', async () => {
    provider.faults.add({ kind: 'throttled', retryAfter: 3600 });
    await expect(stage.instance().provider.sends(1, NOW, signal)).rejects.toThrow('The provider asks to be left alone for 60 minutes.');
  });

  it('says what an operator can do when it is refused', async () => {
    await expect(stage.instance({ access: { kind: 'token', token: 'stale' } }).provider.sends(1, NOW, signal)).rejects.toThrow('The provider does not accept SENDOSO_ACCESS_TOKEN');
    provider.faults.add({ kind: 'status', status: 403 }, { route: '/users' });
    await expect(stage.instance().provider.people(1, signal)).rejects.toThrow('The provider does not let us read /users (403).');
    provider.faults.add({ kind: 'status', status: 404 }, { route: '/send' });
    await expect(stage.instance().provider.sends(1, NOW, signal)).rejects.toThrow(ProviderRefused);
  });

  it('stops at once when asked to', async () => {
    provider.faults.add({ kind: 'silent' });
    const stop = new AbortController();
    const asked = stage.instance({ signal: stop.signal }).provider.sends(1, NOW, stop.signal);
    stop.abort(new Error('stopping'));
    await expect(asked).rejects.toThrow('stopping');
  });

  it('gives all instances together one place after the other, no more than the limit in any second', async () => {
    const stores = db.url === undefined ? [db.store] : [db.store, await openStore({ databaseUrl: db.url, dataDir: '', owner: 'another instance' })];
    const placed = `places of ${stage.workspaceId}`;
    const places = await Promise.all(Array.from({ length: 24 }, (_, i) => stores[i % stores.length]?.rates.place(placed, LIMIT)));
    const times = places.map((place) => Date.parse(place?.at ?? '')).toSorted((a, b) => a - b);
    expect(new Set(times).size).toBe(24);
    const least = (between: number): number => Math.min(...times.slice(between).map((time, i) => time - (times[i] ?? 0)));
    expect([least(1), least(10)]).toEqual([80, 1000]);
    await Promise.all(stores.slice(1).map((store) => store.close()));
  });

  it('keeps away from a request that may have arrived late, and only the one that could be the eleventh', async () => {
    const placed = `late places of ${stage.workspaceId}`;
    const next = async (): Promise<{ at: string; ms: number }> => {
      const { at } = await db.store.rates.place(placed, LIMIT);
      return { at, ms: Date.parse(at) };
    };
    const [first, second] = [await next(), await next()];
    for (let i = 2; i < 10; i++) await next();
    await db.store.rates.late(placed, first.at, 30);
    await db.store.rates.late(placed, 'infinity', 500); // nobody's place
    const eleventh = await next();
    expect(eleventh.ms - first.ms).toBe(1030);
    expect(Math.abs((await next()).ms - Math.max(eleventh.ms + 80, second.ms + 1000))).toBeLessThanOrEqual(1);
    await db.store.rates.pause(placed, 60_000);
    expect((await db.store.rates.place(placed, LIMIT)).wait).toBeGreaterThan(59_000);
  });

  it('stays within the provider’s limit, however many questions there are at once', async () => {
    const limited = await aStage(db, { limits: { perSecond: 10, blockedFor: 1000 } });
    const reader = limited.instance({ limit: LIMIT, pause: async (ms, until) => { await wait(ms, undefined, { signal: until }); } });
    const began = performance.now();
    const pages = await Promise.all(Array.from({ length: 24 }, () => reader.provider.sends(1, NOW, signal)));
    expect(pages).toHaveLength(24);
    expect(performance.now() - began).toBeGreaterThan(2200 - 20);
    // None on a machine with time to spare; on a busy one a request may travel late.
    expect(limited.provider.seen.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(3);
    await limited.provider.stop();
  });
});
