import type pg from 'pg';
import { planName, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

/** Runs work in a transaction (READ COMMITTED): all of it is stored when it resolves, and nothing when it rejects. */
export type Transactions = <T>(work: (transaction: Database) => Promise<T>) => Promise<T>;

export const throughPrisma = (database: PrismaClient): Transactions => (work) => database.$transaction(work);

/** Where even this is not answered the connection is given up, and with it whatever it still waits for: nothing goes back to the pool in a transaction. */
const ROLLBACK = { text: 'ROLLBACK', query_timeout: 1_000 };

/**
 * On a connection of the pool itself, for the transactions that run all day: what Prisma's client does around each statement costs this process more than
 * what it does with the answer. What the driver makes of a type (a time a Date, JSON its value) is what Prisma's client makes of it, but for bigint and
 * numeric, which come as texts.
 */
export const onPool = (pool: pg.Pool): Transactions => async (work) => {
  const client = await pool.connect();
  // A connection that breaks while nobody asks anything of it is noticed by the next who does.
  const broke = (): void => {};
  client.on('error', broke);
  let lost = false;
  try {
    await client.query('BEGIN');
    const result = await work(databaseOn(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    lost = await client.query(ROLLBACK).then(() => false, () => true);
    throw error;
  } finally {
    client.removeListener('error', broke);
    client.release(lost);
  }
};

const databaseOn = (client: pg.PoolClient): Database => {
  const ask = ({ text, values }: Sql) => client.query({ name: planName({ sql: text }), text, values });
  return {
    $queryRaw: async (query) => (await ask(query)).rows,
    $executeRaw: async (query) => (await ask(query)).rowCount ?? 0,
  };
};
