import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Pause, ProviderRefused, ProviderUnavailable } from '../../usecases/ports/provider.ts';
import type { ProviderTokens, SealedTokens } from '../../usecases/ports/tokens.ts';
import type { Sealer } from '../../usecases/sealing.ts';
import { backoff } from './backoff.ts';
import type { Tokens } from './client.ts';
import { type Answer, ask } from './http.ts';

/** A token that the operator pasted, and that nobody here can replace. */
export const fixedToken = (token: string): Tokens => ({
  current: async () => token,
  instead: async () => {
    throw new ProviderRefused(
      'The provider does not accept SENDOSO_ACCESS_TOKEN; such a token lives two hours. Set SENDOSO_CLIENT_ID, SENDOSO_CLIENT_SECRET and SENDOSO_REFRESH_TOKEN instead, ' +
      'and the tracker gets new ones by itself.',
    );
  },
});

export type RefreshDeps = {
  store: ProviderTokens;
  workspaceId: WorkspaceId;
  provider: string;
  sealer: Sealer;
  tokenUrl: string;
  client: { id: string; secret: string };
  /** The refresh token in the configuration: where the chain of tokens began. */
  refreshToken: string;
  /** Which instance this is. */
  me: string;
  clock: () => Date;
  pause: Pause;
  random: () => number;
};

/** How long a refresh may take, and how long others leave it to whoever began it: longer, so that nobody begins while one is under way. In ms. */
const TIMEOUT = 10_000;
const TURN = 90_000;
/** A token is replaced this long before it expires, in ms. */
const EARLY = 60_000;
const ATTEMPTS = 4;
const STORING_ATTEMPTS = 6;
const LOOK_AGAIN = 250;

const grant = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1).optional(), expires_in: z.number().positive().default(7200) });

const AGAIN = 'Authorize the tracker again and set the new SENDOSO_REFRESH_TOKEN.';
const interruptedAt = (at: Date): string =>
  `A refresh of the provider’s tokens begun at ${at.toISOString()} was cut off before its result was stored, and the provider no longer takes the token from before it. ${AGAIN}`;
const REFUSED = `The provider does not accept the refresh token (any more). ${AGAIN}`;

/**
 * Access tokens that renew themselves. A refresh token works once, so that all instances share one, sealed in the database, and one at a time uses it:
 * it takes the turn, asks, and stores what came. When it dies in between, the next one tries the token from before, which works where the provider
 * had not got that far; else the operator is told what happened.
 */
export const refreshedTokens = (deps: RefreshDeps): Tokens => {
  const { store, workspaceId, provider, sealer, clock } = deps;
  const place = `${provider}/${workspaceId}`;
  const digest = createHash('sha256').update(deps.refreshToken).digest('base64url');
  const read = (): Promise<SealedTokens> => store.read(workspaceId, provider, { digest, refresh: sealer.seal(deps.refreshToken, place) });
  let known: { access: string; until: number } | undefined;

  const usable = ({ access, expiresAt }: SealedTokens): string | undefined => {
    if (access === undefined || expiresAt === undefined || expiresAt.getTime() - EARLY <= clock().getTime()) return undefined;
    known = { access: sealer.open(access, place), until: expiresAt.getTime() - EARLY };
    return known.access;
  };

  /** Of the tokens kept, the access token, unless it is `refused`; else a new one. */
  const obtain = async (refused: string | undefined, signal: AbortSignal): Promise<string> => {
    known = undefined;
    for (;;) {
      const tokens = await read();
      const access = usable(tokens);
      if (access !== undefined && access !== refused) return access;
      const turn = await store.begin(workspaceId, provider, { version: tokens.version, by: deps.me, ms: TURN, now: clock() });
      if (turn.turn === 'yours') return refresh(deps, place, { version: tokens.version, ...turn }, signal);
      if (turn.turn === 'waiting') await deps.pause(LOOK_AGAIN, signal);
      signal.throwIfAborted();
    }
  };

  return {
    current: async (signal) => (known && known.until > clock().getTime() ? known.access : obtain(undefined, signal)),
    instead: (refused, signal) => obtain(refused, signal),
  };
};

type Pair = { access: string; expiresAt: Date; refresh: string };
type Turn = { version: number; refresh: string; interrupted: Date | undefined };

const refresh = async (deps: RefreshDeps, place: string, { version, refresh: sealed, interrupted }: Turn, signal: AbortSignal): Promise<string> => {
  const { store, workspaceId, provider, sealer, me, clock } = deps;
  const token = sealer.open(sealed, place);
  const answer = await askForNew(deps, token, signal).catch(async (error: unknown) => {
    await store.giveUp(workspaceId, provider, me, { unsure: true });
    throw error;
  });
  const parsed = answer.kind === 'json' ? grant.safeParse(answer.body) : undefined;
  if (!parsed?.success) {
    // Without a clear no, the provider may have made a new pair that never reached us.
    const refused = answer.kind === 'error' && answer.status < 500 && answer.status !== 429;
    await store.giveUp(workspaceId, provider, me, { unsure: !refused || interrupted !== undefined });
    if (refused) throw new ProviderRefused(interrupted ? interruptedAt(interrupted) : REFUSED);
    throw new ProviderUnavailable('The provider did not give us a new access token. It is asked again next time.');
  }
  const { access_token: access, refresh_token: next = token, expires_in: seconds } = parsed.data;
  const expiresAt = new Date(clock().getTime() + seconds * 1000);
  await keep(deps, version, { access: sealer.seal(access, place), refresh: sealer.seal(next, place), expiresAt }, signal);
  return access;
};

/** The new pair exists nowhere else: a database that is away for a moment is waited for. */
const keep = async ({ store, workspaceId, provider, pause, random }: RefreshDeps, version: number, pair: Pair, signal: AbortSignal): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return void (await store.store(workspaceId, provider, version, pair));
    } catch (error) {
      if (attempt === STORING_ATTEMPTS) throw error;
      await pause(backoff(attempt, 500, random), signal);
    }
  }
};

/** Asked again only where the request surely did nothing: throttled. */
const askForNew = async ({ tokenUrl, client, pause, random }: RefreshDeps, token: string, signal: AbortSignal): Promise<Answer> => {
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token, client_id: client.id, client_secret: client.secret });
  for (let attempt = 1; ; attempt++) {
    const answer = await ask({ url: tokenUrl, method: 'POST', body, headers: { accept: 'application/json' } }, TIMEOUT, signal);
    if (answer.kind !== 'error' || answer.status !== 429 || attempt === ATTEMPTS) return answer;
    await pause(backoff(attempt, 500, random), signal);
    signal.throwIfAborted();
  }
};
