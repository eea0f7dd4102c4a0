import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { ProviderTokens, Refreshing, SealedTokens } from '../usecases/ports/tokens.ts';
import { rows, sql, time, type Database } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { retrying } from './retrying.ts';

const tokensRow = z
  .object({
    origin: z.string(), version: z.number(), access_token: z.string().nullable(), refresh_token: z.string(), expires_at: z.date().nullable(),
    refresh_began: z.date().nullable(), busy: z.boolean(),
  })
  .transform((row) => ({
    origins: row.origin.split(' '), busy: row.busy, began: row.refresh_began ?? undefined,
    tokens: { version: row.version, access: row.access_token ?? undefined, expiresAt: row.expires_at ?? undefined, refresh: row.refresh_token } satisfies SealedTokens,
  }));

/** How many configured tokens back an instance may still be running with one. */
const ORIGINS_KEPT = 10;

/** By the database's clock: instances' own may differ by more than a turn takes. */
const BUSY = sql`refresher IS NOT NULL AND refresher_until > clock_timestamp()`;

export const providerTokens = (database: PrismaClient): ProviderTokens => {
  const locked = <T>(work: (transaction: Database) => Promise<T>): Promise<T> => retrying(() => database.$transaction(work));
  return {
    read: (workspace, provider, origin) => locked((transaction) => read(transaction, workspace, provider, origin)),
    begin: (workspace, provider, turn) => locked((transaction) => begin(transaction, workspace, provider, turn)),

    store: async (workspace, provider, version, { access, expiresAt, refresh }) => {
      const stored = await database.$executeRaw(sql`UPDATE provider_tokens SET access_token = ${access}, refresh_token = ${refresh}, expires_at = ${time(expiresAt)},
        version = version + 1, refresher = NULL, refresher_until = NULL, refresh_began = NULL
        WHERE workspace_id = ${workspace}::uuid AND provider = ${provider} AND version = ${version}::int`);
      return stored === 1;
    },

    giveUp: async (workspace, provider, by, { unsure }) => {
      await database.$executeRaw(sql`UPDATE provider_tokens SET refresher = NULL, refresher_until = NULL,
        refresh_began = CASE WHEN ${unsure}::boolean THEN refresh_began END
        WHERE workspace_id = ${workspace}::uuid AND provider = ${provider} AND refresher = ${by}`);
    },
  };
};

const find = async (database: Database, workspace: WorkspaceId, provider: string): Promise<z.output<typeof tokensRow>> => {
  const [found] = await rows(database, tokensRow, sql`SELECT origin, version, access_token, refresh_token, expires_at, refresh_began, ${BUSY} AS busy
    FROM provider_tokens WHERE workspace_id = ${workspace}::uuid AND provider = ${provider} FOR UPDATE`);
  if (!found) throw new Error('the provider’s tokens are gone');
  return found;
};

const read = async (
  database: Database, workspace: WorkspaceId, provider: string, { digest, refresh }: { digest: string; refresh: string },
): Promise<SealedTokens> => {
  await database.$executeRaw(sql`INSERT INTO provider_tokens (workspace_id, provider, origin, refresh_token)
    VALUES (${workspace}::uuid, ${provider}, ${digest}, ${refresh}) ON CONFLICT DO NOTHING`);
  const { origins, tokens } = await find(database, workspace, provider);
  if (origins.includes(digest)) return tokens;
  const version = tokens.version + 1;
  await database.$executeRaw(sql`UPDATE provider_tokens SET origin = ${[digest, ...origins].slice(0, ORIGINS_KEPT).join(' ')}, version = ${version}::int,
    access_token = NULL, expires_at = NULL, refresh_token = ${refresh}, refresher = NULL, refresher_until = NULL, refresh_began = NULL
    WHERE workspace_id = ${workspace}::uuid AND provider = ${provider}`);
  return { version, access: undefined, expiresAt: undefined, refresh };
};

const begin = async (
  database: Database, workspace: WorkspaceId, provider: string, { version, by, ms, now }: { version: number; by: string; ms: number; now: Date },
): Promise<Refreshing> => {
  const { tokens, busy, began } = await find(database, workspace, provider);
  if (tokens.version !== version) return { turn: 'done', tokens };
  if (busy) return { turn: 'waiting' };
  await database.$executeRaw(sql`UPDATE provider_tokens SET refresher = ${by}, refresher_until = clock_timestamp() + ${ms}::float8 * interval '1 millisecond',
    refresh_began = coalesce(refresh_began, ${time(now)}) WHERE workspace_id = ${workspace}::uuid AND provider = ${provider}`);
  return { turn: 'yours', refresh: tokens.refresh, interrupted: began };
};
