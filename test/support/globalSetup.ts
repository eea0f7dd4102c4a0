import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/store/embeddedAdapter.ts';
import { openOn, openStore } from '../../src/store/open.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A file holding an embedded database that is up to date and empty: each test file starts from a copy. */
    embeddedDump: string;
    /** A PostgreSQL server to make databases on, with an up-to-date one named `template`; undefined: not asked for. */
    postgres: { server: string; template: string } | undefined;
  }
}

/** Migrates once, so that every test file gets its database by copying. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'send-tracker-test-'));
  const dump = path.join(folder, 'database.tar');
  const database = await openEmbedded();
  const store = await openOn(database, async () => {});
  await writeFile(dump, Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer()));
  await store.close();
  project.provide('embeddedDump', dump);
  const dropTemplate = await providePostgres(project);
  return async () => {
    await dropTemplate();
    await rm(folder, { recursive: true, force: true });
  };
};

const providePostgres = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) {
    project.provide('postgres', undefined);
    return async () => {};
  }
  const template = `template_${process.pid}`;
  await onServer(server, `CREATE DATABASE ${template}`);
  const store = await openStore({ databaseUrl: databaseOn(server, template), dataDir: '', owner: 'the tests' });
  await store.close();
  project.provide('postgres', { server, template });
  return () => onServer(server, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
};

export const onServer = async (server: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
};

export const databaseOn = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};
