import { PrismaPg } from '@prisma/adapter-pg';
import { expect } from 'vitest';
import { z } from 'zod';
import { PrismaClient } from '../../src/store/generated/client.ts';
import { storeOf } from '../../src/store/open.ts';
import type { Store } from '../../src/usecases/ports.ts';
import { databases, type TestDatabase } from './databases.ts';

/** Tables this small are read as a whole for good reason. */
const SMALL = 5_000;
type Plan = { 'Node Type': string; 'Relation Name'?: string | undefined; Plans?: Plan[] | undefined };
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
const planSchema: z.ZodType<Plan> = z.lazy(() => z.looseObject({ 'Node Type': z.string(), 'Relation Name': z.string().optional(), Plans: z.array(planSchema).optional() }));
const explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: planSchema })]) })]);

export const onPostgres = async (): Promise<TestDatabase> => {
  const postgres = databases.find(({ name }) => name === 'PostgreSQL');
  if (!postgres) throw new Error('no PostgreSQL');
  return postgres.open();
};

/** A store whose queries are listened to. */
export type Watched = {
  client: PrismaClient<'query'>;
  store: Store;
  /** The big tables that the queries of some work read as a whole. Tables are as big as when they were last analyzed. */
  readWhole(work: () => Promise<unknown>): Promise<string[]>;
  close(): Promise<void>;
};

/** PostgreSQL is asked how it would do what it did. */
export const watch = (db: TestDatabase): Watched => {
  const asked: { query: string; params: string }[] = [];
  let told = (): void => {};
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: db.url ?? '' }), log: [{ emit: 'event', level: 'query' }] });
  client.$on('query', ({ query, params }) => (query.includes('everything before is told') ? told() : asked.push({ query, params })));
  return {
    client,
    store: storeOf(client, async () => {}),
    readWhole: async (work) => {
      asked.length = 0;
      await work();
      // Queries are told of in their order, but later.
      const everythingIsTold = new Promise<void>((resolve) => (told = resolve));
      await client.$queryRaw`SELECT 'everything before is told'`;
      await everythingIsTold;
      const sizes = await db.query('SELECT relname AS name FROM pg_class WHERE reltuples > $1', [SMALL]);
      const big = new Set(sizes.map((row) => row['name']));
      const plans: Plan[] = [];
      for (const { query, params } of asked.filter((each) => !/^(BEGIN|COMMIT|ROLLBACK)/.test(each.query))) {
        const [row] = explained.parse(await db.query(`EXPLAIN (FORMAT JSON) ${query}`, z.array(z.unknown()).parse(JSON.parse(params))));
        plans.push(...nodes(row['QUERY PLAN'][0].Plan));
      }
      expect(plans.length).toBeGreaterThan(0);
      return plans.filter((node) => node['Node Type'].includes('Seq Scan') && big.has(node['Relation Name'])).map((node) => node['Relation Name'] ?? '');
    },
    close: () => client.$disconnect(),
  };
};
