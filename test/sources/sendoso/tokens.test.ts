import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalProvider } from '../../../src/sandbox/provider/index.ts';
import { openStore } from '../../../src/store/open.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';
import { aStage, NOW, refreshAccess, type Stage } from '../../usecases/sync/stage.ts';

const HOURS = 3_600_000;

describe.each(databases)('the provider’s tokens on $name', ({ open }) => {
  let db: TestDatabase;
  let stage: Stage;
  let provider: LocalProvider;
  let now: Date;
  const { signal } = new AbortController();
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    now = NOW;
    stage = await aStage(db, { clock: () => now });
    provider = stage.provider;
  });
  afterEach(() => provider.stop());

  const clock = (): Date => now;
  const stored = async (): Promise<Record<string, unknown>> => (await stage.one('SELECT * FROM provider_tokens WHERE workspace_id = $1'))[0] ?? {};

  it('come from the configured refresh token, and the rotated ones after it', async () => {
    const access = refreshAccess(provider);
    const one = stage.instance({ access, clock });
    await one.provider.sends(1, now, signal);
    now = new Date(NOW.getTime() + 3 * HOURS);
    await one.provider.sends(1, now, signal);
    // Another instance with the same configuration goes on from where the chain is now, not from where it began.
    await stage.instance({ access, clock, me: 'two' }).provider.sends(1, now, signal);
    expect(provider.oauth.rotations()).toBe(2);
  });

  it('are sealed at rest', async () => {
    const before = provider.oauth.refreshToken();
    await stage.instance({ access: refreshAccess(provider), clock }).provider.sends(1, now, signal);
    const text = JSON.stringify(await stored());
    expect([before, provider.oauth.refreshToken()].filter((token) => text.includes(token))).toEqual([]);
    expect(await stored()).toMatchObject({ version: 1, access_token: expect.stringMatching(/^v1\./), refresh_token: expect.stringMatching(/^v1\./) });
  });

  it('are refreshed once, however many instances need a new one at once', async () => {
    const access = refreshAccess(provider);
    const stores = db.url === undefined ? [db.store] : [db.store, await openStore({ databaseUrl: db.url, dataDir: '', owner: 'another instance' })];
    const instances = Array.from({ length: 6 }, (_, i) => stage.instance({ access, clock, me: `instance ${i}`, store: stores[i % stores.length] ?? db.store, pause: () => new Promise((resolve) => { setTimeout(resolve, 20); }) }));
    provider.faults.add({ kind: 'slow', ms: 100 }, { route: '/oauth/token' });
    await Promise.all(instances.map((each) => each.provider.sends(1, now, signal)));
    expect(provider.oauth.rotations()).toBe(1);
    provider.oauth.expireAll();
    await Promise.all(instances.map((each) => each.provider.sends(1, now, signal)));
    expect(provider.oauth.rotations()).toBe(2);
    await Promise.all(stores.slice(1).map((store) => store.close()));
  });

  it('begin anew when the operator configures another refresh token, and never go back to an older one', async () => {
    const old = refreshAccess(provider);
    await stage.instance({ access: old, clock }).provider.sends(1, now, signal);
    const fresh = refreshAccess(provider, provider.oauth.authorizeAgain());
    await stage.instance({ access: fresh, clock }).provider.sends(1, now, signal);
    now = new Date(NOW.getTime() + 3 * HOURS);
    await stage.instance({ access: old, clock, me: 'not restarted yet' }).provider.sends(1, now, signal);
    expect(provider.oauth.rotations()).toBe(3);
  });

  it('say what happened when the provider rotated and nobody stored it', async () => {
    const access = refreshAccess(provider);
    await stage.instance({ access, clock }).provider.sends(1, now, signal);
    now = new Date(NOW.getTime() + 3 * HOURS);
    provider.faults.add({ kind: 'lost' }, { route: '/oauth/token' });
    await expect(stage.instance({ access, clock }).provider.sends(1, now, signal)).rejects.toThrow('did not give us a new access token');
    await expect(stage.instance({ access, clock }).provider.sends(1, now, signal)).rejects.toThrow(
      'A refresh of the provider’s tokens begun at 2026-11-20T15:00:00.000Z was cut off before its result was stored, and the provider no longer takes the token from before it. ' +
        'Authorize the tracker again and set the new SENDOSO_REFRESH_TOKEN.',
    );
    const mended = refreshAccess(provider, provider.oauth.authorizeAgain());
    await stage.instance({ access: mended, clock }).provider.sends(1, now, signal);
  });

  it('survive an instance that died before it asked', async () => {
    const access = refreshAccess(provider);
    await stage.instance({ access, clock }).provider.sends(1, now, signal);
    now = new Date(NOW.getTime() + 3 * HOURS);
    const { version } = await stored();
    await db.store.providerTokens.begin(stage.workspaceId, 'API', { version: Number(version), by: 'died', ms: -1, now });
    await stage.instance({ access, clock }).provider.sends(1, now, signal);
    expect(provider.oauth.rotations()).toBe(2);
    expect(await stored()).toMatchObject({ version: 2, refresher: null, refresh_began: null });
  });

  it('say plainly that a refresh token is worth nothing', async () => {
    await expect(stage.instance({ access: refreshAccess(provider, 'spent'), clock }).provider.sends(1, now, signal)).rejects.toThrow(
      'The provider does not accept the refresh token (any more). Authorize the tracker again and set the new SENDOSO_REFRESH_TOKEN.',
    );
  });

  it('do not open with another key', async () => {
    const access = refreshAccess(provider);
    await stage.instance({ access, clock }).provider.sends(1, now, signal);
    const otherKey = refreshAccess(provider, access.kind === 'refresh' ? access.refreshToken : '', randomBytes(32));
    await expect(stage.instance({ access: otherKey, clock }).provider.sends(1, now, signal)).rejects.toThrow('the key is not the one it was stored with');
  });

  it('are stored although the database is away for a moment', async () => {
    let away = 2;
    const store = {
      ...db.store,
      providerTokens: {
        ...db.store.providerTokens,
        store: async (...args: Parameters<typeof db.store.providerTokens.store>) => {
          if (away-- > 0) throw new Error('the database is away');
          return db.store.providerTokens.store(...args);
        },
      },
    };
    await stage.instance({ access: refreshAccess(provider), clock, store }).provider.sends(1, now, signal);
    expect(await stored()).toMatchObject({ version: 1 });
  });
});
