import type { z } from 'zod';
import { Prisma, type PrismaClient } from './generated/client.ts';

/** Prisma's client, or the one of a running transaction. */
export type Database = PrismaClient | Prisma.TransactionClient;
export const { sql, join, empty, raw } = Prisma;
export type Sql = Prisma.Sql;

/** Runs a query and reads its rows through a schema: what a driver returns is believed only after that. */
export const rows = async <Row>(database: Database, schema: z.ZodType<Row>, query: Sql): Promise<Row[]> => {
  const found = await database.$queryRaw<unknown[]>(query);
  return found.map((row) => schema.parse(row));
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
