import type { Call, Core, InstalledApp, Rejected } from './core.ts';
import { deliver, type Bot, type Exchange, type RawDelivery } from './deliveries/deliver.ts';
import { eventPayload } from './deliveries/payloads.ts';
import { createInFlight } from './in-flight.ts';
import type { Json } from './json.ts';
import { createPerson, type Person } from './person/person.ts';
import type { Commands } from './person/typing.ts';
import { createResponseUrls } from './response-urls.ts';
import { startServer } from './server.ts';
import type { Channel, SlackUser, Team } from './state/model.ts';
import { createState, type Clock, type State } from './state/state.ts';
import { createTriggers } from './triggers.ts';
import { userFrom, type NewUser } from './new-user.ts';

export { METHOD_SCOPES } from './api/index.ts';
export { NoAnswer } from './person/interact.ts';
export { validateBlocks, validateView } from './validator/validate.ts';
export type { Answer } from './person/answer.ts';
export type { Call, Channel, Exchange, NewUser, Person, RawDelivery, Rejected, SlackUser };

export type LocalSlackOptions = {
  /** The workspace's time: message ids, the life of trigger ids and response URLs. The machine's by default. Signatures always use the machine's. */
  clock?: Clock;
  team?: Partial<Team>;
  app?: Partial<Pick<InstalledApp, 'id' | 'name' | 'token' | 'scopes'>>;
  /** The app's slash commands; when given, others are no commands. */
  commands?: Commands;
  /** How long a person waits for an answer, in real milliseconds. */
  answerLimitMs?: number;
};

export type NewChannel = { name: string; private?: boolean; members?: readonly (Person | SlackUser)[]; withBot?: boolean; shared?: boolean; archived?: boolean };
export type Retry = { number: number; reason?: string; eventId?: string };

/** A Slack of one workspace with one installed app, on this machine. README.md shows how to use it. */
export type LocalSlack = {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  team: Team;
  app: InstalledApp;
  state: State;
  /** The public channel everybody is in, and the bot is not. */
  general: Channel;
  calls: readonly Call[];
  invalid: readonly Rejected[];
  /** The scopes that the calls so far needed, sorted. */
  usedScopes: () => string[];
  /** Where the bot takes Slack's requests, and the secret they are signed with. */
  connect: (botUrl: string, signingSecret: string) => void;
  user: (user: NewUser) => Person;
  channel: (channel: NewChannel) => Channel;
  sends: (event: Json & { type: string }, retry?: Retry) => Promise<Exchange>;
  /** Any request at all: unsigned, old, forged, broken. */
  deliver: (raw: RawDelivery) => Promise<Exchange>;
  /** Resolves when nothing goes on between Slack and the bot: nothing under way, and nothing new for `quietMs` (30). */
  idle: (options?: { quietMs?: number; limitMs?: number }) => Promise<void>;
  stop: () => Promise<void>;
};

const installed = (state: State, given: LocalSlackOptions['app'] = {}): InstalledApp => ({
  id: given.id ?? state.ids.next('A'), name: given.name ?? 'sendtracker', botId: state.ids.next('B'), botUserId: state.ids.next('U'),
  token: given.token ?? `xoxb-${state.ids.digits(12)}-local-${state.ids.secret(8)}`, verificationToken: state.ids.secret(24), scopes: given.scopes,
});

export const startLocalSlack = async (options: LocalSlackOptions = {}): Promise<LocalSlack> => {
  const clock = options.clock ?? (() => new Date());
  const team: Team = { id: 'T07LOCAL001', name: 'Corp', domain: 'corp-local', ...options.team };
  const state = createState(team, clock);
  const app = installed(state, options.app);
  let origin = '';
  let connected: Bot | undefined;
  const bot = (): Bot => {
    if (!connected) throw new Error('connect the bot first');
    return connected;
  };
  const core: Core = {
    clock, app, state, triggers: createTriggers(state.ids, clock), responseUrls: createResponseUrls(team.id, state.ids, clock, () => origin),
    inFlight: createInFlight(), calls: [], invalid: [],
  };
  state.users.set(app.botUserId, { ...userFrom({ name: app.name }, team.id, state.ids), id: app.botUserId, bot: true });
  const general = state.addChannel({ name: 'general', kind: 'public', members: new Set(), shared: false, archived: false });
  const wire = { core, bot, limitMs: options.answerLimitMs ?? 5000 };
  const server = await startServer(core);
  origin = server.origin;
  return {
    apiUrl: `${origin}/api/`, team, app, state, general, calls: core.calls, invalid: core.invalid,
    usedScopes: () => [...new Set(core.calls.flatMap(({ scopes }) => scopes))].toSorted(),
    connect: (url, signingSecret) => void (connected = { url, signingSecret }),
    user: (user) => {
      const added = userFrom(user, team.id, state.ids);
      state.users.set(added.id, added);
      general.members.add(added.id);
      return createPerson({ wire, commands: options.commands, general }, added);
    },
    channel: ({ name, members = [], withBot = false, shared = false, archived = false, private: isPrivate = false }) => state.addChannel({
      name, kind: isPrivate ? 'private' : 'public', shared, archived, members: new Set([...members.map(({ id }) => id), ...(withBot ? [app.botUserId] : [])]),
    }),
    sends: (event, retry) => deliver(bot(), {
      contentType: 'application/json', body: JSON.stringify(eventPayload(event, retry?.eventId ?? state.ids.next('Ev'), core)),
      ...(retry ? { headers: { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason ?? 'http_timeout' } } : {}),
    }, core.inFlight),
    deliver: (raw) => deliver(bot(), raw, core.inFlight),
    idle: ({ quietMs = 30, limitMs = 10_000 } = {}) => core.inFlight.idle(quietMs, limitMs),
    stop: server.close,
  };
};
