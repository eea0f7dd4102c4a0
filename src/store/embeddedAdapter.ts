import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';

/** Opens PostgreSQL inside this process: on a folder, or in memory when there is none. */
export const openEmbedded = (dataDir?: string, dump?: Blob): Promise<PGlite> =>
  PGlite.create({ ...(dataDir ? { dataDir } : {}), ...(dump ? { loadDataDir: dump } : {}), extensions: { pg_trgm } });

/**
 * Prisma's adapter for the embedded database, with two faults of pglite-prisma-adapter 0.7.2 repaired: scripts were not awaited,
 * and an isolation level was set before its transaction began.
 */
export class EmbeddedAdapter implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = 'embedded';

  constructor(private readonly database: PGlite) {}

  async connect(): Promise<SqlDriverAdapter> {
    return repaired(await new PrismaPGlite(this.database).connect(), this.database);
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const shadow = await openEmbedded();
    return repaired(await new PrismaPGlite(shadow).connect(), shadow);
  }
}

const repaired = (inner: SqlDriverAdapter, database: PGlite): SqlDriverAdapter => ({
  provider: inner.provider,
  adapterName: inner.adapterName,
  queryRaw: (query) => inner.queryRaw(query),
  executeRaw: (query) => inner.executeRaw(query),
  executeScript: async (script) => {
    await database.exec(script);
  },
  startTransaction: async (isolationLevel) => {
    const transaction = await inner.startTransaction();
    if (isolationLevel) {
      await transaction.executeRaw({ sql: `SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`, args: [], argTypes: [] });
    }
    return transaction;
  },
  getConnectionInfo: () => inner.getConnectionInfo?.() ?? { supportsRelationJoins: true },
  dispose: () => inner.dispose(),
});
