import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { openEmbedded } from '../../src/store/embeddedAdapter.ts';
import { openOn, openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/usecases/ports.ts';
import { databaseOn, onServer } from './globalSetup.ts';

/** A database of a test file's own. `query` looks behind the ports, where a test must see what they do not show. */
export type TestDatabase = {
  store: Store;
  /** Set on PostgreSQL: opens further instances on the same database. */
  url: string | undefined;
  query(sql: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
};

const embedded = async (): Promise<TestDatabase> => {
  const database = await openEmbedded(undefined, new Blob([await readFile(inject('embeddedDump'))]));
  const store = await openOn(database, async () => {});
  return {
    store,
    url: undefined,
    query: async (sql, parameters = []) => (await database.query<Record<string, unknown>>(sql, [...parameters])).rows,
    drop: () => store.close(),
  };
};

const postgres = async ({ server, template }: { server: string; template: string }): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = databaseOn(server, name);
  // Enough for all that a test asks at once: on a busy machine what waits for one of few gives up.
  const store = await openStore({ databaseUrl: url, dataDir: '', owner: 'a test', connections: 20 });
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // Dropping the database cuts whatever is still connected.
  pool.on('error', () => undefined);
  return {
    store,
    url,
    query: async (sql, parameters = []) => (await pool.query(sql, [...parameters])).rows,
    drop: async () => {
      await pool.end();
      await store.close();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
};

const server = inject('postgres');

type Kind = { name: string; open: () => Promise<TestDatabase> };
const embeddedKind: Kind = { name: 'embedded', open: embedded };
const postgresKind: Kind | undefined = server && { name: 'PostgreSQL', open: () => postgres(server) };

/** Every database this run is asked to cover: the embedded one, and PostgreSQL when `TEST_DATABASE_URL` is set. */
export const databases: readonly Kind[] = postgresKind ? [embeddedKind, postgresKind] : [embeddedKind];

/** One of them, the quicker to open and to ask: for what is decided before the database, which tests of its own hold on each. */
export const quickest: Kind = postgresKind ?? embeddedKind;
