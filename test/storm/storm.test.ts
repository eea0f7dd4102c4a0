import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { deliver, startLocalProvider, statusEvent, type LocalProvider } from '../../src/sandbox/provider/index.ts';
import { type LocalSlack, startLocalSlack } from '../../src/sandbox/slack/index.ts';
import { type Random, randomOf } from '../../src/sandbox/world/random.ts';
import { openEmbedded } from '../../src/store/embeddedAdapter.ts';
import { databaseOn, onServer } from '../support/globalSetup.ts';
import { freePort } from '../support/postgres.ts';
import { prepareData } from '../support/programs.ts';
import { SEED } from '../support/seed.ts';
import { aSecret } from '../support/webhooks.ts';
import { botOf, type Environment, type Post, rage, ROOT } from './storm.ts';

/** How often the bot is killed: STORM_KILLS=30 takes some minutes. */
const KILLS = Number(process.env['STORM_KILLS'] ?? 3);
const HANDS = 12;
const SECRET = aSecret('storm');
const run = promisify(execFile);

type Query = (sql: string) => Promise<Record<string, unknown>[]>;
/** Where the bot keeps its data, and how a test looks into it while no bot runs. */
type Place = { name: string; prepare(folder: string): Promise<{ env: Environment; query<T>(work: (query: Query) => Promise<T>): Promise<T>; drop(): Promise<void> }> };
const server = inject('postgres');
const places: Place[] = [
  {
    name: 'embedded',
    prepare: async (folder) => {
      await prepareData(path.join(folder, 'data'));
      return {
        env: { DATA_DIR: path.join(folder, 'data') },
        query: async (work) => {
          const database = await openEmbedded(path.join(folder, 'data', 'db'));
          return work(async (sql) => (await database.query<Record<string, unknown>>(sql)).rows).finally(() => database.close());
        },
        drop: async () => {},
      };
    },
  },
  ...(server
    ? [{
        name: 'PostgreSQL',
        prepare: async () => {
          const name = `test_${randomUUID().replaceAll('-', '')}`;
          await onServer(server.server, `CREATE DATABASE ${name} TEMPLATE ${server.template}`);
          const url = databaseOn(server.server, name);
          return {
            env: { DATABASE_URL: url },
            query: async <T>(work: (query: Query) => Promise<T>) => {
              const client = new pg.Client({ connectionString: url });
              await client.connect();
              return work(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows).finally(() => client.end());
            },
            drop: () => onServer(server.server, `DROP DATABASE ${name} WITH (FORCE)`),
          };
        },
      }]
    : []),
];

describe.each(places)(`killed ${KILLS} times in a storm of webhooks and a sync (seed ${SEED}), on $name`, ({ prepare }) => {
  let folder: string;
  let slack: LocalSlack;
  let provider: LocalProvider;
  beforeEach(async () => {
    await run('npm', ['run', '-s', 'build'], { cwd: ROOT });
    folder = await mkdtemp(path.join(os.tmpdir(), 'storm-'));
    slack = await startLocalSlack();
    provider = await startLocalProvider({ limits: 'none' });
  }, 120_000);
  afterEach(async () => {
    await Promise.all([slack.stop(), provider.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('the bot loses nothing that was acknowledged, and applies nothing twice', async () => {
    const { env, query, drop } = await prepare(folder);
    const port = await freePort();
    const settings: Environment = {
      ...env, SLACK_BOT_TOKEN: slack.app.token, SLACK_SIGNING_SECRET: 'signing-secret', SLACK_API_URL: slack.apiUrl, ADMIN_EMAILS: 'ana.ruiz@corp.example', PORT: String(port), HOST: '127.0.0.1',
      SENDOSO_WEBHOOK_SECRET: SECRET, SENDOSO_API_URL: provider.apiUrl, SENDOSO_ACCESS_TOKEN: provider.oauth.grant(), SYNC_CRON: '* * * * * *', SWEEP_CRON: '*/3 * * * * *', LOG_LEVEL: 'info',
    };
    const dice = randomOf(SEED, 0);
    const world = createWorld(provider, `http://127.0.0.1:${port}/webhooks/sendoso`, dice);
    const bot = botOf(settings, folder);
    let acknowledged = 0;
    let over = false;
    await bot.start();
    const storm = rage(HANDS, () => (over && world.pending() === 0 ? undefined : world.next(over)), () => (acknowledged += 1));
    for (let kill = 0; kill < KILLS; kill++) {
      const before = acknowledged;
      // Not before it has taken something, and then at any moment.
      while (acknowledged === before) await Promise.race([pause(5), storm]);
      await Promise.race([pause(dice.int(0, 700)), storm]);
      await bot.kill();
      await bot.start();
    }
    over = true;
    await storm;
    await sweptOnce(provider);
    await bot.stop();

    expect(acknowledged).toBe(world.ids.length);
    await query(async (ask) => {
      const ids = await ask('SELECT id FROM webhook_deliveries WHERE body IS NULL');
      expect(ids.map(({ id }) => id).toSorted()).toEqual(world.ids.toSorted());
      const kept = await ask(`SELECT n.value AS gid, (SELECT array_agg(o.status || ' ' || extract(epoch FROM o.at)::bigint ORDER BY o.at) FROM observations o WHERE o.send_id = n.send_id AND NOT o.approximate) AS heard
        FROM send_names n WHERE n.scheme = 'provider'`);
      expect(kept.map(({ gid, heard }) => ({ gid: String(gid), heard })).toSorted(byGid)).toEqual(world.truth());
      expect(await ask('SELECT 1 FROM waiting_updates')).toEqual([]);
      const [counts] = await ask('SELECT (SELECT sum(count)::int FROM team_counts) AS counted, (SELECT count(*)::int FROM sends) AS sends');
      expect(counts?.['counted']).toBe(counts?.['sends']);
    });
    await drop();
  }, 60_000 + KILLS * 30_000);
});

/** Until the whole list has been read twice more: once of these was begun after now. */
const sweptOnce = async (provider: LocalProvider): Promise<void> => {
  const last = Math.ceil(provider.state.sends.length / 100);
  const from = provider.seen.length;
  while (provider.seen.slice(from).filter(({ page }) => page !== undefined && page >= last).length < 2) await pause(50);
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const START = Date.UTC(2026, 0, 1);
const STEPS = ['order_received', 'shipped', 'delivered'] as const;

/** Sends without end. Every second one is in the provider's list, and comes by sync; the others are pushed whole. What happens to them comes by webhook, in any order. */
const createWorld = (provider: LocalProvider, url: string, dice: Random) => {
  const ids: string[] = [];
  const told = new Map<string, string[]>();
  const queue: Post[] = [];
  let count = 0;

  const posting = (event: string, body: unknown): void => {
    const id = `msg_${ids.length}`;
    ids.push(id);
    const post: Post = async () => {
      const response = await deliver({ url: `${url}${event}`, secret: SECRET, body, id, at: new Date() });
      await response.text();
      return response.status;
    };
    queue.splice(dice.int(0, Math.max(0, queue.length - 1)), 0, post);
  };
  const grow = (): void => {
    count += 1;
    const times = STEPS.map((_, i) => new Date(START + count * 60_000 + i * 1000).toISOString());
    const update = { status: 'Initiated', occurred_at: new Date(START + count * 60_000 - 1000).toISOString() };
    const said = { type: 'Inventoried Sends', status: 'Initiated', status_updates: [update], sender: { id: 1, name: 'Sam Lee', email: `sam${count % 5}@corp.example`, team_id: 1, team_name: 'EMEA' } };
    const gid = count % 2 === 0 ? provider.add.send(said).send_gid : `pushed-${count}`;
    if (count % 2 === 1) posting('', { type: 'send.updated', data: { ...said, id: `P-${count}`, send_gid: gid } });
    for (const [i, step] of STEPS.entries()) posting(`/${step}`, statusEvent(gid, times[i] ?? ''));
    told.set(gid, [['INITIATED', update.occurred_at], ...STEPS.map((step, i) => [step.toUpperCase(), times[i] ?? ''])].map(([status, at = '']) => `${status} ${Date.parse(at) / 1000}`));
  };
  return {
    ids,
    pending: () => queue.length,
    next: (over: boolean): Post | undefined => {
      while (!over && queue.length < 60) grow();
      return queue.pop();
    },
    truth: () => [...told].map(([gid, heard]) => ({ gid, heard })).toSorted(byGid),
  };
};

const byGid = (a: { gid: string }, b: { gid: string }): number => (a.gid < b.gid ? -1 : 1);
