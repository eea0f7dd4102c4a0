import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { sql } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open.ts';
import { CONNECT_TIMEOUT, TURN } from '../../src/store/pool.ts';
import { onPool } from '../../src/store/transactions.ts';
import { numbered } from '../slack/frontDoor.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

describe.runIf(inject('postgres'))('a transaction on the driver itself', () => {
  let db: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    const postgres = databases.find(({ name }) => name === 'PostgreSQL');
    if (!postgres) throw new Error('no PostgreSQL');
    db = await postgres.open();
    await db.query('CREATE TABLE kept (what TEXT)');
  });
  afterAll(() => db.drop());
  beforeEach(() => {
    pool = new pg.Pool({ connectionString: db.url, max: 1, query_timeout: 1_000 });
    pool.on('error', () => undefined);
  });
  afterEach(() => pool.end());

  const keep = (what: string, then: 'be well' | 'fail' | 'be cut off' | 'hear nothing') => onPool(pool)(async (transaction) => {
    await transaction.$executeRaw(sql`INSERT INTO kept VALUES (${what})`);
    if (then === 'fail') throw new Error('changed my mind');
    if (then === 'be cut off') await transaction.$queryRaw(sql`SELECT pg_terminate_backend(pg_backend_pid())`);
    if (then === 'hear nothing') await transaction.$queryRaw(sql`SELECT pg_sleep(4)`);
  });
  const kept = async () => (await db.query('SELECT what FROM kept ORDER BY what')).map(({ what }) => what);

  it('leaves nothing behind where it fails, and its connection goes on', async () => {
    await expect(keep('a', 'fail')).rejects.toThrow('changed my mind');
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
    await keep('b', 'be well');
    expect(await kept()).toEqual(['b']);
  });

  it('gives its connection up where that broke, or where an answer never comes', async () => {
    for (const then of ['be cut off', 'hear nothing'] as const) {
      await expect(keep(then, then)).rejects.toThrow(then === 'be cut off' ? 'terminating connection' : 'timeout');
      expect(pool.totalCount).toBe(0);
    }
    await keep('c', 'be well');
    expect(await kept()).toEqual(['b', 'c']);
  });

  it('does not wait for ever for somebody who does', async () => {
    const store = await openStore({ databaseUrl: db.url, dataDir: '', owner: 'a test', patience: 2_000 });
    const workspace = (await store.workspaces.create('Corp', 'T1')).id;
    const record = () => store.recorder.record(workspace, [numbered(1)], { source: 'webhook', now: new Date('2026-11-20T12:00:00Z'), dryRun: false });
    const blocker = new pg.Client({ connectionString: db.url });
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE send_names');
    await expect(record()).rejects.toThrow('timeout');
    await blocker.end();
    expect(await record()).toEqual([{ result: 'new' }]);
    await store.close();
  });

  it('waits as long for a free connection as for a transaction to begin, and longer than for a server to let it in', async () => {
    expect(TURN).toBeGreaterThan(CONNECT_TIMEOUT);
    const now = new Date('2026-11-20T12:00:00Z');
    const asked = async (turn: number) => {
      const store = await openStore({ databaseUrl: db.url, dataDir: '', owner: 'a test', connections: 1, turn });
      const workspace = (await store.workspaces.create('Corp', 'T1')).id;
      const blocker = new pg.Client({ connectionString: db.url });
      await blocker.connect();
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE rate_limits');
      // It holds the one connection; a question, a transaction of Prisma's and one of the pool's wait for it.
      const holds = store.rates.pause('a queue', 0);
      while ((await blocker.query('SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass', ['rate_limits'])).rowCount === 0);
      const waiting = Promise.allSettled([
        store.ping(),
        store.members.save(workspace, [{ email: 'jo@corp.example', name: 'Jo', role: undefined, teams: [] }], { dryRun: false, by: { at: now, actor: 'operator', door: 'CLI' } }),
        store.recorder.record(workspace, [numbered(2)], { source: 'webhook', now, dryRun: false }),
      ]);
      if (turn > 1000) await blocker.end();
      const ended = await waiting;
      if (turn <= 1000) await blocker.end();
      await holds;
      await store.close();
      return ended.map(({ status }) => status);
    };
    expect(await asked(300)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await asked(TURN)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
  });
});
