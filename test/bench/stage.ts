import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startLocalSlack, type LocalSlack, type Person } from '../../src/sandbox/slack/index.ts';
import { databaseOn, onServer } from '../support/globalSetup.ts';
import { runChild, type Environment, type Run } from './childProcess.ts';
import type { Options } from './options.ts';
import type { Sizes } from './sizes.ts';
import { benchWorld, writeWorld, type Cast, type WorldFiles } from './world.ts';

/** A database that the command line has imported a world into. */
export type Imported = Run & { env: Environment };
export type Where = 'PostgreSQL' | 'embedded';

/** Whatever the hour is: the worlds' old sends would earn thousands of alerts, and their people summaries, in the midst of what is measured. */
export const QUIET: Environment = { STALE_CRON: '0 0 1 1 *', DIGEST_CRON: '0 0 1 1 *' };

/** What the parts share. Worlds and imported databases are made when first asked for, and kept. */
export type Stage = {
  /** CI's machine: less of everything. */
  small: boolean;
  sizes: Sizes;
  folder: string;
  slack: LocalSlack;
  /** The measured people, in Slack. */
  sender: Person;
  admin: Person;
  cast: Cast;
  /** The settings of a bot, but for its database. */
  botEnv: Environment;
  /** PostgreSQL is there to be measured. */
  server: string | undefined;
  world(sends: number): Promise<WorldFiles>;
  imported(where: Where, sends: number): Promise<Imported>;
  /** An empty database, up to date; `drop` it. */
  emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }>;
  close(): Promise<void>;
};

export const SECRET = 'the-signing-secret-of-the-bench';
export const CLI = ['src/cli/main.ts'];

const memo = <Key, Value>(make: (key: Key) => Promise<Value>): ((key: Key) => Promise<Value>) => {
  const made = new Map<string, Promise<Value>>();
  return (key) => {
    const name = JSON.stringify(key);
    const known = made.get(name) ?? make(key);
    made.set(name, known);
    return known;
  };
};

export const setStage = async ({ seed, small }: Options, sizes: Sizes, server: string | undefined, say: (line: string) => void): Promise<Stage> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'send-tracker-bench-'));
  const databases = new Set<string>();
  const { cast } = benchWorld(seed, sizes.fewEmbedded);
  const slack = await startLocalSlack({ commands: { '/send': { shouldEscape: true }, '/sends': { shouldEscape: true } } });
  const [sender, admin] = [slack.user(cast.sender), slack.user(cast.admin)];

  const create = async (): Promise<string> => {
    if (server === undefined) throw new Error('there is no PostgreSQL to make a database in');
    const name = `bench_${process.pid}_${databases.size}`;
    await onServer(server, `CREATE DATABASE ${name}`);
    databases.add(name);
    return databaseOn(server, name);
  };
  const world = memo((sends: number) => {
    say(`writing a world of ${sends.toLocaleString('en-US')} sends`);
    return writeWorld(benchWorld(seed, sends), path.join(folder, String(sends)));
  });
  const imported = memo(async ({ where, sends }: { where: Where; sends: number }): Promise<Imported> => {
    const files = await world(sends);
    const env: Environment = where === 'PostgreSQL' ? { DATABASE_URL: await create() } : { DATA_DIR: path.join(folder, `embedded-${sends}`) };
    say(`importing ${sends.toLocaleString('en-US')} sends into ${where}`);
    await runChild([...CLI, 'import-members', files.members], env);
    const run = await runChild([...CLI, 'import', files.sends], env);
    // What a server does by itself some time after so many rows; here nobody waits for it.
    if (env['DATABASE_URL'] !== undefined) await onServer(env['DATABASE_URL'], 'VACUUM ANALYZE');
    return { env, ...run };
  });
  return {
    small, sizes, folder, slack, sender, admin, cast, server,
    botEnv: {
      SLACK_BOT_TOKEN: slack.app.token, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: slack.apiUrl, ADMIN_EMAILS: cast.admin.email, HOST: '127.0.0.1',
      ...QUIET,
    },
    world,
    imported: (where, sends) => imported({ where, sends }),
    emptyDatabase: async () => {
      const url = await create();
      await runChild([...CLI, 'migrate'], { DATABASE_URL: url });
      return { url, drop: () => onServer(server ?? url, `DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`) };
    },
    close: async () => {
      await slack.stop();
      for (const name of databases) await onServer(server ?? '', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
