import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openEmbedded } from '../../src/store/embeddedAdapter.ts';
import { migrate, type Session } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { databaseOn, onServer } from '../support/globalSetup.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

const onEmbedded = async (): Promise<Session & { close(): Promise<void> }> => {
  const database = await openEmbedded();
  return {
    exec: (sql) => database.exec(sql),
    rows: async (sql, parameters) => (await database.query<Record<string, unknown>>(sql, [...parameters])).rows,
    close: () => database.close(),
  };
};

describe('bringing a schema up to date', () => {
  it('applies each migration once, undoes one that fails as a whole, and refuses one that was changed', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'migrations-'));
    const session = await onEmbedded();
    const write = async (name: string, sql: string) => {
      await cp(path.join(MIGRATIONS, 'migration_lock.toml'), path.join(folder, name, 'migration_lock.toml'), { recursive: true });
      await writeFile(path.join(folder, name, 'migration.sql'), sql);
    };
    await write('1_first', 'CREATE TABLE first (x int)');
    expect(await migrate(session, folder)).toEqual(['1_first']);
    const asked: string[] = [];
    expect(await migrate({ ...session, rows: (sql, values) => { asked.push(sql); return session.rows(sql, values); } }, folder)).toEqual([]);
    expect(asked.filter((sql) => sql.includes('lock'))).toEqual([]); // who has nothing to do waits for nobody

    await write('2_second', 'CREATE TABLE second (x int); SELECT nonsense');
    await expect(migrate(session, folder)).rejects.toThrow('nonsense');
    expect(await session.rows("SELECT to_regclass('second') AS second", [])).toEqual([{ second: null }]);
    await write('2_second', 'CREATE TABLE second (x int)');
    expect(await migrate(session, folder)).toEqual(['2_second']);

    await write('1_first', 'CREATE TABLE first (x int, y int)');
    await expect(migrate(session, folder)).rejects.toThrow('1_first was changed after it was applied');
    await session.close();
    await rm(folder, { recursive: true });
  });

  const postgres = inject('postgres');
  it.runIf(postgres)('is done once by three instances that start together on PostgreSQL', async () => {
    if (!postgres) return;
    const name = `migrated_${process.pid}`;
    await onServer(postgres.server, `CREATE DATABASE ${name}`);
    const options = { databaseUrl: databaseOn(postgres.server, name), dataDir: '', owner: 'a test' };
    const stores = await Promise.all([openStore(options), openStore(options), openStore(options)]);
    await expect(Promise.all(stores.map((store) => store.workspaces.all()))).resolves.toEqual([[], [], []]);
    await Promise.all(stores.map((store) => store.close()));
    await onServer(postgres.server, `DROP DATABASE ${name} WITH (FORCE)`);
  });
});

describe('opening the store', () => {
  it('says where it looked when PostgreSQL cannot be reached, without the password', async () => {
    const opened = openStore({ databaseUrl: 'postgresql://user:hunter2@127.0.0.1:1/x', dataDir: '', owner: 'a test' });
    await expect(opened).rejects.toThrow(/127\.0\.0\.1:1 can't be reached/);
    await expect(opened).rejects.not.toThrow(/hunter2/);
  });
});
