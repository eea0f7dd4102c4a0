import { createFaults, type Faults } from './faults.ts';
import { createLimiter, type Limits, USUAL_LIMITS } from './limits.ts';
import { createOAuth, type OAuth } from './oauth.ts';
import { type Core, type Seen, startServer } from './server.ts';
import { type Changes, createChanges, emptyState, type State } from './state.ts';

export { deliver, signWebhook, statusEvent } from './deliveries.ts';
export type { SendObject } from './objects.ts';

export type LocalProviderOptions = {
  /** The provider's time, by which tokens expire. */
  clock?: () => Date;
  /** Undefined: 10 requests in a second, as documented; `none`: no limit, for tests of something else. */
  limits?: Limits | 'none';
  /** How long an answer takes, in ms. */
  latency?: number;
  /** Undefined: one that the system chooses. */
  port?: number;
  /** Told each request when it is answered. */
  onRequest?: (seen: Seen) => void;
};

export type LocalProvider = {
  origin: string;
  /** What `SENDOSO_API_URL` is to be. */
  apiUrl: string;
  /** What it knows, to look at and to fill at once. */
  state: State;
  add: Changes;
  oauth: Omit<OAuth, 'token' | 'knows'>;
  faults: Faults;
  /** Every request so far, in order. */
  seen: readonly Seen[];
  /** Called before each page of sends is looked up: what it adds or removes shifts the pages under whoever reads. */
  onPage(hook: (page: number) => void): void;
  stop(): Promise<void>;
};

/** Starts the provider, empty. */
export const startLocalProvider = async ({ clock = () => new Date(), limits, latency = 0, port = 0, onRequest = () => undefined }: LocalProviderOptions = {}): Promise<LocalProvider> => {
  const oauth = createOAuth(clock);
  const core: Core = {
    state: emptyState(), oauth, faults: createFaults(), seen: [], latency, onPage: () => undefined, onRequest,
    limiter: createLimiter(limits === 'none' ? undefined : (limits ?? USUAL_LIMITS)),
  };
  const server = await startServer(core, port);
  return {
    origin: server.origin, apiUrl: `${server.origin}/api/v3`, state: core.state, add: createChanges(core.state), oauth, faults: core.faults, seen: core.seen,
    onPage: (hook) => void (core.onPage = hook),
    stop: () => server.close(),
  };
};
