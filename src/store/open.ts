import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { DEFAULT_NEWS_RULES, type NewsRules } from '../domain/notice/news.ts';
import { UserFacingError } from '../usecases/errors.ts';
import type { Store } from '../usecases/ports.ts';
import type { PGlite } from '@electric-sql/pglite';
import { audit } from './audit.ts';
import { cancels } from './cancels/cancels.ts';
import { planName, sql } from './database.ts';
import { deliveries } from './deliveries.ts';
import { imports } from './imports.ts';
import { stats } from './stats.ts';
import { exports } from './exports.ts';
import { directory } from './directory.ts';
import { lockFolder } from './folderLock.ts';
import { PrismaClient } from './generated/client.ts';
import { members } from './members.ts';
import { migrate } from './migrate.ts';
import { notices } from './notices/notices.ts';
import { addressees } from './outbox/addressees.ts';
import { outbox } from './outbox/outbox.ts';
import { homes } from './homes/homes.ts';
import { forgetting } from './forgetting.ts';
import { people } from './people.ts';
import { sendRecorder } from './recorder/recorder.ts';
import { sendReader } from './sendReader.ts';
import { providerTokens } from './providerTokens.ts';
import { subscriptions } from './subscriptions/subscriptions.ts';
import { shares } from './shares.ts';
import { once } from './once.ts';
import { CONNECT_TIMEOUT, openPool, TURN } from './pool.ts';
import { rates } from './rates.ts';
import { search } from './search/search.ts';
import { sources } from './sources.ts';
import { savedFilters } from './savedFilters.ts';
import { suggestions } from './suggestions.ts';
import { syncs } from './syncs.ts';
import { ticks } from './ticks.ts';
import { onPool, throughPrisma, type Transactions } from './transactions.ts';
import { staleAlerts } from './stale/staleAlerts.ts';
import { workspaces } from './workspaces.ts';

export type StoreOptions = {
  /** PostgreSQL's address; absent: embedded, in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** Who this is, for the message that others get while the embedded database is held: `the bot`, `tracker import`. */
  owner: string;
  /** Connections to PostgreSQL. */
  connections?: number;
  /** How long PostgreSQL may take over an answer, in ms. */
  patience?: number;
  /** How long whoever asks waits for their turn, in ms. */
  turn?: number;
  /** What counts as news. */
  news?: NewsRules;
};

/**
 * Opens the database, brings its schema up to date, and puts it behind the ports. Throws a `UserFacingError` when it cannot be
 * reached or, embedded, when another process holds its folder.
 */
export const openStore = (options: StoreOptions): Promise<Store> =>
  options.databaseUrl === undefined ? openInFolder(options) : openPostgres(options.databaseUrl, options);

const openPostgres = async (url: string, options: StoreOptions): Promise<Store> => {
  const pool = openPool(url, options);
  const database = connect(new PrismaPg(pool, { statementNameGenerator: planName, disposeExternalPool: true }), options.turn);
  // Prisma gets itself ready while the schema is looked at: together they take a good part of a start.
  const ready = database.$connect();
  try {
    await Promise.all([migratePostgres(url), ready]);
  } catch (error) {
    await ready.catch(() => undefined); // it fails for the same reason
    await database.$disconnect();
    throw error;
  }
  return storeOf(database, async () => {}, options.news, onPool(pool));
};

const migratePostgres = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT });
  try {
    await client.connect();
  } catch (error) {
    throw new UserFacingError(`The database at ${hostOf(url)} can't be reached: ${error instanceof Error ? error.message : 'no reason given'}.`, { cause: error });
  }
  try {
    await migrate({ exec: (text) => client.query(text), rows: async (text, values) => (await client.query(text, [...values])).rows });
  } finally {
    await client.end();
  }
};

/** How long a transaction may take, in ms: waiting for others' locks counts too. */
const TRANSACTION_TIMEOUT = 60_000;

const connect = (adapter: SqlDriverAdapterFactory, turn = TURN): PrismaClient =>
  new PrismaClient({ adapter, errorFormat: 'minimal', transactionOptions: { maxWait: turn, timeout: TRANSACTION_TIMEOUT } });

/** Host and port of a database's address, without its password. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'DATABASE_URL') || 'DATABASE_URL';

/** Loaded when it is wanted: it takes a good part of a start, and PostgreSQL has no use for it. */
const embedded = () => import('./embeddedAdapter.ts');

const openInFolder = async ({ dataDir, owner, news }: StoreOptions): Promise<Store> => {
  const lock = await lockFolder(dataDir, owner, new Date());
  try {
    const { openEmbedded } = await embedded();
    return await openOn(await openEmbedded(path.join(dataDir, 'db')), lock.release, news);
  } catch (error) {
    await lock.release();
    throw error;
  }
};

/** The store on an embedded database that somebody opened; `afterClose` runs when it is closed. */
export const openOn = async (database: PGlite, afterClose: () => Promise<void>, news?: NewsRules): Promise<Store> => {
  await database.exec("SET TIME ZONE 'UTC'");
  await migrate({ exec: (text) => database.exec(text), rows: async (text, values) => (await database.query<Record<string, unknown>>(text, [...values])).rows });
  const { EmbeddedAdapter } = await embedded();
  return storeOf(connect(new EmbeddedAdapter(database)), async () => {
    await database.close();
    await afterClose();
  }, news);
};

/** The ports on a client that somebody connected. */
export const storeOf = (
  database: PrismaClient, afterClose: () => Promise<void>, news: NewsRules = DEFAULT_NEWS_RULES, transactions: Transactions = throughPrisma(database),
): Store => ({
  sends: sendReader(database),
  recorder: sendRecorder(database, transactions, news),
  members: members(database),
  cancels: cancels(database),
  workspaces: workspaces(database),
  imports: imports(database),
  exports: exports(database),
  stats: stats(database),
  stale: staleAlerts(database),
  outbox: outbox(database),
  notices: notices(database),
  homes: homes(database),
  addressees: addressees(database),
  shares: shares(database),
  search: search(database),
  once: once(database),
  subscriptions: subscriptions(database),
  ticks: ticks(database),
  sources: sources(database),
  rates: rates(database),
  syncs: syncs(database),
  directory: directory(database),
  providerTokens: providerTokens(database),
  audit: audit(database),
  people: people(database),
  forgetting: forgetting(database),
  savedFilters: savedFilters(database),
  suggestions: suggestions(database),
  deliveries: deliveries(database, transactions, news),
  ping: async () => {
    await database.$queryRaw(sql`SELECT 1 AS alive`);
  },
  close: async () => {
    await database.$disconnect();
    await afterClose();
  },
});
