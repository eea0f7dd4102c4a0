import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { type CuttableProxy, startProxy } from '../support/cuttableProxy.ts';
import { type FrontDoor, openFrontDoor, record } from './frontDoor.ts';
import { keptLog } from './logged.ts';

/** The real thing: PostgreSQL behind a wire that is cut and mended while the bot runs. */
describe.runIf(inject('postgres'))('while the database is gone', () => {
  let db: TestDatabase;
  let proxy: CuttableProxy;
  let door: FrontDoor;
  const { log, lines } = keptLog();

  beforeAll(async () => {
    const postgres = databases.find(({ name }) => name === 'PostgreSQL');
    if (!postgres) throw new Error('no PostgreSQL');
    db = await postgres.open();
    const direct = new URL(db.url ?? '');
    proxy = await startProxy({ host: direct.hostname, port: Number(direct.port) });
    direct.port = String(proxy.port);
    const store = await openStore({ databaseUrl: direct.href, dataDir: '', owner: 'a test' });
    door = await openFrontDoor({ ...db, store }, {}, { log });
    await door.sends(record());
  });
  afterAll(async () => {
    await door.close();
    await proxy.close();
    await db.drop();
  });

  const ready = async (): Promise<number> => (await fetch(new URL('/readyz', door.url))).status;

  it('everybody who asks gets one clear sentence with a reference, and the bot recovers by itself', async () => {
    const sam = await door.member('Sam Lee');
    expect((await sam.types('/send 1234')).visible).toContain('Jane Park');
    expect(await ready()).toBe(200);

    proxy.cut();
    for (const asked of ['/send 1234', '/sends mine', '/sends stale']) {
      const { visible } = await sam.types(asked);
      expect(visible).toContain('I can’t reach my data right now');
      const ref = /ref ([0-9a-f]{6})/.exec(visible)?.[1] ?? 'none';
      expect(lines.filter((line) => line.ref === ref)).toHaveLength(1);
    }
    // Home was never opened: it says so, too.
    expect((await sam.opensHome('I can’t reach my data')).buttons).toEqual([]);
    expect(await ready()).toBe(503);
    expect((await fetch(new URL('/healthz', door.url))).status).toBe(200);

    proxy.mend();
    expect((await sam.opensHome('Jane Park')).visible).toContain('1 in all');
    expect((await sam.types('/send 1234')).visible).toContain('Jane Park');
    expect(await ready()).toBe(200);
  });

  it('no secret and nobody’s data is in the log', () => {
    expect(JSON.stringify(lines)).not.toMatch(/Jane|Springfield|corp\.example|xoxb-/);
  });
});
