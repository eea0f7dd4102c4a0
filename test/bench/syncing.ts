import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { startLocalProvider, type LocalProvider } from '../../src/sandbox/provider/index.ts';
import { openStore } from '../../src/store/open.ts';
import { readCliConfig } from '../../src/config.ts';
import { createSyncing } from '../../src/syncing.ts';
import type { Store } from '../../src/usecases/ports.ts';
import type { Pause } from '../../src/usecases/ports/provider.ts';
import { comparison } from './measure.ts';
import type { Measured, Part } from './part.ts';
import type { Stage } from './stage.ts';

/** As many sends, and an answer that takes as long as one over the world may. */
const SENDS = { full: 20_000, small: 2000 };
const LATENCY = 200;
const PER_PAGE = 100;
const PER_SECOND = 10;
/** Users, groups, campaigns. */
const LISTS = 3;

const pause: Pause = (ms, signal) => wait(ms, undefined, { signal }).then(() => undefined, () => undefined);

/** A sweep as the bot and the command line do it; in s. */
const sweep = async (provider: LocalProvider, url: string): Promise<number> => {
  // Closed afterwards: a connection tells the server what it wrote when it ends, at the latest.
  const store = await openStore({ databaseUrl: url, dataDir: '', owner: 'the bench' });
  try {
    return await sweepWith(provider, store);
  } finally {
    await store.close();
  }
};

const sweepWith = async (provider: LocalProvider, store: Store): Promise<number> => {
  const config = readCliConfig({ SENDOSO_API_URL: provider.apiUrl, SENDOSO_ACCESS_TOKEN: provider.oauth.grant() });
  const { access } = config.provider;
  if (!access) throw new Error('no access');
  const { id: workspaceId } = await store.workspaces.create('bench', undefined);
  const { verbs } = createSyncing({ config, access, store, clock: () => new Date(), pause, broke: (key) => { throw new Error(key); } }, workspaceId);
  const start = performance.now();
  const outcome = await verbs.sweep({ workspaceId, signal: new AbortController().signal, begin: true });
  if (outcome.result !== 'done' || outcome.counts.aside > 0) throw new Error(`the sweep ended ${JSON.stringify(outcome)}`);
  return (performance.now() - start) / 1000;
};

/** Where a sweep notes where it stands, and takes its turns: rows that say nothing of sends. */
const BOOKKEEPING = ['syncs', 'sources', 'rate_limits', 'job_ticks'];

/** Rows inserted, updated and deleted so far in every other table, as the server counts them once its backends have reported. */
const written = async (url: string): Promise<number> => {
  await wait(500);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>('SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) AS n FROM pg_stat_user_tables WHERE relname <> ALL($1)', [BOOKKEEPING]);
  await client.end();
  return Number(rows[0]?.n);
};

const measureSync = async (stage: Stage): Promise<Measured[]> => {
  const sends = stage.small ? SENDS.small : SENDS.full;
  const provider = await startLocalProvider({ latency: LATENCY });
  for (let i = 0; i < sends; i++) provider.add.send({ sender: { id: i % 50, name: `Person ${i % 50}`, email: `person.${i % 50}@corp.example`, team_id: 7, team_name: `Team ${i % 8}` } });
  const { url, drop } = await stage.emptyDatabase();
  try {
    const took = await sweep(provider, url);
    const before = await written(url);
    await sweep(provider, url);
    const after = await written(url);
    const allowed = (Math.ceil(sends / PER_PAGE) + LISTS) / PER_SECOND;
    return [
      { name: `full sync of ${sends.toLocaleString('en-US')} sends, answers taking ${LATENCY} ms, to the time that 10 requests/s allow`, unit: 's', ...comparison([{ baseline: allowed, ours: took }]), floor: { atMost: 1.1 } },
      { name: 'rows written by a sweep that finds nothing new, beside its own bookkeeping', unit: 'rows', ...comparison([{ baseline: 1, ours: after - before }]), floor: { atMost: 0 }, strict: true },
    ];
  } finally {
    await provider.stop();
    await drop();
  }
};

/** Reading the provider within its limits. */
export const syncing: Part = { name: 's', on: ['PostgreSQL'], measure: (stage) => measureSync(stage) };
