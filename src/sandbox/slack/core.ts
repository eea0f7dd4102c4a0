import type { Faults } from './faults/faults.ts';
import type { RateLimits } from './faults/limits.ts';
import type { Json } from './json.ts';
import type { Clock, State } from './state/state.ts';
import type { Traffic } from './traffic.ts';
import type { InFlight } from './in-flight.ts';
import type { SocketServer } from './sockets/connections.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import { printed, type Problem } from './validator/checks.ts';

/** The app as it is installed in the workspace. `scopes`: what its token may do; undefined: everything. */
export type InstalledApp = {
  id: string;
  name: string;
  botId: string;
  botUserId: string;
  token: string;
  /** The app-level token, for Socket Mode. */
  appToken: string;
  verificationToken: string;
  scopes: readonly string[] | undefined;
  /** Blocks that Slack takes on Home beyond what its documentation says. */
  homeBlocks: readonly string[];
  /** The app hears of links to these domains, wherever they are posted. */
  unfurlDomains: readonly string[];
};

/** A Web API call of the bot. `scopes`: what Slack asks a token to have for it. */
export type Call = { method: string; args: Json; at: Date; ok: boolean; error: string | undefined; scopes: readonly string[] };

/** A payload that Slack would refuse. `where`: the method, `response_url` or `ack`. */
export type Rejected = { where: string; payload: unknown; messages: readonly string[] };

/** What all parts of the local Slack share. */
export type Core = {
  clock: Clock;
  app: InstalledApp;
  state: State;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  inFlight: InFlight;
  traffic: Traffic;
  faults: Faults;
  limits: RateLimits;
  /** The bot's own connections; undefined: the app takes requests over HTTP. */
  connections: SocketServer | undefined;
  /** Where this Slack answers, once it listens. */
  origin: () => string;
  calls: Call[];
  invalid: Rejected[];
};

/** Keeps a refused payload for the tests and returns Slack's messages about it. */
export const reject = (core: Core, where: string, payload: unknown, problems: readonly Problem[]): string[] => {
  const messages = problems.map(printed);
  core.invalid.push({ where, payload, messages });
  return messages;
};
