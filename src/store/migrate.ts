import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserFacingError } from '../usecases/errors.ts';

/** One database session: `exec` takes several statements, `rows` one with parameters. */
export type Session = {
  exec(sql: string): Promise<unknown>;
  rows(sql: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]>;
};

const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;
/** Any number, the same in every instance: those who migrate at once wait for each other. */
const LOCK = 7_231_904;

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

type Migration = { name: string; sql: string; checksum: string };
type Row = Record<string, unknown>;

const onDisk = (folder: string): Migration[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });

/** What was applied or begun; nothing where there is no history yet. */
const historyOf = async (session: Session): Promise<Map<unknown, Row>> => {
  const [table] = await session.rows("SELECT to_regclass('_prisma_migrations') AS history", []);
  if (!table?.['history']) return new Map();
  const history = await session.rows('SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL', []);
  return new Map(history.map((row) => [row['migration_name'], row]));
};

const isApplied = (before: Row | undefined, { checksum }: Migration): boolean => Boolean(before?.['finished_at']) && before?.['checksum'] === checksum;

/**
 * Brings a database's schema up to date and returns the names of the migrations applied. It keeps Prisma's own history table, so
 * that `prisma migrate deploy` and this agree. Each migration is one transaction; several processes at once apply it once.
 */
export const migrate = async (session: Session, folder = MIGRATIONS): Promise<string[]> => {
  const migrations = onDisk(folder);
  const seen = await historyOf(session);
  // Nearly every start finds nothing to do: only who has something to do waits for a turn, and looks again in it.
  if (migrations.every((migration) => isApplied(seen.get(migration.name), migration))) return [];
  await session.rows('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    await session.exec(HISTORY);
    const done = await historyOf(session);
    const applied: string[] = [];
    for (const migration of migrations) {
      const before = done.get(migration.name);
      if (before) checkSame(before, migration);
      else applied.push(await apply(session, migration));
    }
    return applied;
  } finally {
    await session.rows('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
};

const checkSame = (before: Row, migration: Migration): void => {
  if (!before['finished_at']) throw new UserFacingError(`The database migration ${migration.name} was begun and never finished. Look at _prisma_migrations.`);
  if (before['checksum'] !== migration.checksum) {
    throw new UserFacingError(`The database migration ${migration.name} was changed after it was applied. Install the version that wrote this database.`);
  }
};

const apply = async (session: Session, { name, sql, checksum }: Migration): Promise<string> => {
  await session.exec('BEGIN');
  try {
    await session.exec(sql);
    await session.rows(
      'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, now(), $3, 1)',
      [randomUUID(), checksum, name],
    );
    await session.exec('COMMIT');
  } catch (error) {
    await session.exec('ROLLBACK');
    throw error;
  }
  return name;
};
