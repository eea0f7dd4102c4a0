import type { WorkspaceId } from '../../domain/ids.ts';
import type { Clock, Store } from '../../usecases/ports.ts';
import type { Pause, Provider } from '../../usecases/ports/provider.ts';
import type { Sealer } from '../../usecases/sealing.ts';
import { createClient, type Tokens } from './client.ts';
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
  /** How far apart requests are, in ms; undefined: as the provider asks. */
  every?: number | undefined;
  /** How long an answer may take, in ms. */
  timeout?: number | undefined;
};

/** Ten requests a second are allowed; a little more between them keeps the eleventh out of any second as the provider sees it, whose network is uneven. In ms. */
const EVERY = 104;
const TIMEOUT = 30_000;

/** The provider as this workspace reaches it. */
export const connectProvider = (deps: ConnectDeps): Provider => {
  const { workspaceId, store, clock, pause, random, every = EVERY, timeout = TIMEOUT } = deps;
  const apiUrl = deps.apiUrl.replace(/\/+$/, '');
  const client = createClient({ apiUrl, tokens: tokensOf(deps, apiUrl), rates: store.rates, rateName: `${API}/${workspaceId}`, every, timeout, pause, random, clock });
  return sendosoProvider(client);
};

const tokensOf = ({ access, store, workspaceId, clock, pause, random, me }: ConnectDeps, apiUrl: string): Tokens => {
  if (access.kind === 'token') return fixedToken(access.token);
  const { client, refreshToken, sealer } = access;
  const tokenUrl = new URL('/oauth/token', apiUrl).href;
  return refreshedTokens({ store: store.providerTokens, workspaceId, provider: API, sealer, tokenUrl, client, refreshToken, me, clock, pause, random });
};
