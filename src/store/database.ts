import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Prisma } from './generated/client.ts';

export const { sql, join, empty, raw } = Prisma;
export type Sql = Prisma.Sql;
/** Prisma's client, the one of a running transaction, or a connection (`transactions.ts`). `$executeRaw` resolves with how many rows it concerned. */
export type Database = { $queryRaw(query: Sql): Promise<unknown>; $executeRaw(query: Sql): Promise<number> };

/** Runs a query and reads its rows through a schema: what a driver returns is believed only after that. */
export const rows = async <Row>(database: Database, schema: z.ZodType<Row>, query: Sql): Promise<Row[]> => {
  const found = await database.$queryRaw(query);
  if (!Array.isArray(found)) throw new Error('a query answered no rows');
  return found.map((row) => schema.parse(row));
};

/**
 * Stands before a query by key whose text is always the same: PostgreSQL keeps its plan, the making of which takes several times as long as
 * the query itself. Not for searches and lists: their best plan depends on what is asked for.
 */
export const planKept = sql`/* plan kept */ `;

/**
 * Several writes as one statement, whose plan is kept: one way to the server instead of many. None sees what another writes; what refers to another's row is
 * checked when all are done. No two may change the same row.
 */
export const asOneWrite = (writes: readonly Sql[]): Sql => {
  const [last, ...before] = writes.toReversed();
  if (last === undefined) throw new Error('nothing to write');
  const named = before.toReversed().map((write, i) => sql`${raw(`write_${i}`)} AS (${write})`);
  return named.length === 0 ? sql`${planKept}${last}` : sql`${planKept}WITH ${join(named, ', ')} ${last}`;
};

const planNames = new Map<string, string>();
/** The name under which a connection keeps a statement's plan; '' for those that are planned each time. */
export const planName = ({ sql: text }: { sql: string }): string => {
  if (!text.startsWith(planKept.sql)) return '';
  const name = planNames.get(text) ?? createHash('sha256').update(text).digest('base64url');
  planNames.set(text, name);
  return name;
};

/** A time as a parameter: with its zone, whatever the session's. */
export const time = (at: Date): Sql => sql`${at.toISOString()}::timestamptz`;
export const uuids = (ids: readonly string[]): Sql => sql`${[...ids]}::uuid[]`;
export const texts = (values: readonly string[]): Sql => sql`${[...values]}::text[]`;

/** A text as a LIKE pattern that finds it anywhere. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Conditions combined; nothing to combine means always (`AND`) or never (`OR`). */
export const all = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`TRUE` : sql`(${join([...conditions], ' AND ')})`);
export const any = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`FALSE` : sql`(${join([...conditions], ' OR ')})`);
