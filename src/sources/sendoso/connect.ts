import type { WorkspaceId } from '../../domain/ids.ts';
import type { Clock, Store } from '../../usecases/ports.ts';
import type { Pause, Provider } from '../../usecases/ports/provider.ts';
import type { Limit } from '../../usecases/ports/rates.ts';
import type { Sealer } from '../../usecases/sealing.ts';
import { createClient, type Tokens } from './client.ts';
import { createPace } from './pace.ts';
import { API, sendosoProvider } from './provider.ts';
import { fixedToken, refreshedTokens } from './tokens.ts';

/** How the operator lets us in. */
export type Access =
  | { kind: 'token'; token: string }
  | { kind: 'refresh'; client: { id: string; secret: string }; refreshToken: string; sealer: Sealer };

export type ConnectDeps = {
  /** Where the API lives; its tokens come from the same host. */
  apiUrl: string;
  access: Access;
  workspaceId: WorkspaceId;
  store: Pick<Store, 'rates' | 'providerTokens'>;
  clock: Clock;
  pause: Pause;
  /** From 0 up to 1. */
  random: () => number;
  /** Which instance this is. */
  me: string;
  /** How fast it may be asked; undefined: as the provider asks. */
  limit?: Limit | undefined;
  /** How long an answer may take, in ms. */
  timeout?: number | undefined;
};

/** Ten requests a second are allowed; a little less than evenly apart, so that what was held up once can be caught up with. */
export const LIMIT: Limit = { most: 10, within: 1000, apart: 80 };
const TIMEOUT = 30_000;

/** The provider as this workspace reaches it. */
export const connectProvider = (deps: ConnectDeps): Provider => {
  const { workspaceId, store, clock, pause, random, limit = LIMIT, timeout = TIMEOUT } = deps;
  const apiUrl = deps.apiUrl.replace(/\/+$/, '');
  const pace = createPace({ rates: store.rates, name: `${API}/${workspaceId}`, limit, pause, now: () => performance.now() });
  const client = createClient({ apiUrl, tokens: tokensOf(deps, apiUrl), pace, timeout, pause, random, clock });
  return sendosoProvider(client);
};

const tokensOf = ({ access, store, workspaceId, clock, pause, random, me }: ConnectDeps, apiUrl: string): Tokens => {
  if (access.kind === 'token') return fixedToken(access.token);
  const { client, refreshToken, sealer } = access;
  const tokenUrl = new URL('/oauth/token', apiUrl).href;
  return refreshedTokens({ store: store.providerTokens, workspaceId, provider: API, sealer, tokenUrl, client, refreshToken, me, clock, pause, random });
};
