import type { Call, Core, InstalledApp, Rejected } from './core.ts';
import { ACK_LIMIT_MS, deliver, GIVE_UP_MS, type Bot, type Exchange, type RawDelivery } from './deliveries/deliver.ts';
import { deliverEvent, deliverUntilTaken, type Retry } from './deliveries/events.ts';
import { createFaults, type Faults, type Rule } from './faults/faults.ts';
import { createLimits, type Limits } from './faults/limits.ts';
import { createInFlight } from './in-flight.ts';
import type { Json } from './json.ts';
import { createPerson, type Person } from './person/person.ts';
import type { Shortcuts } from './person/shortcuts.ts';
import type { Commands } from './person/typing.ts';
import { createResponseUrls } from './response-urls.ts';
import { startServer } from './server.ts';
import { createSockets, type Sockets } from './sockets/connections.ts';
import { deliverBySocket } from './sockets/deliver.ts';
import type { Channel, SlackUser, Team } from './state/model.ts';
import { createState, type Clock, type State } from './state/state.ts';
import { createTraffic, type Passed } from './traffic.ts';
import { createTriggers } from './triggers.ts';
import { userFrom, type NewUser } from './new-user.ts';

export { METHOD_SCOPES } from './api/index.ts';
export { USUAL_LIMITS } from './faults/limits.ts';
export { NoAnswer } from './person/interact.ts';
export { validateBlocks, validateView } from './validator/validate.ts';
export type { Answer } from './person/answer.ts';
export type { Fault } from './faults/faults.ts';
export type { Filling, Fillings } from './person/fields.ts';
export type { Block } from './json.ts';
export type { Message, SlackFile, View } from './state/model.ts';
export type { Call, Channel, Commands, Exchange, Limits, NewUser, Passed, Person, RawDelivery, Rejected, Retry, Rule, Shortcuts, SlackUser, Sockets };

export type LocalSlackOptions = {
  /** The workspace's time: message ids, the life of trigger ids and response URLs. The machine's by default. Signatures always use the machine's. */
  clock?: Clock;
  team?: Partial<Team>;
  app?: Partial<Pick<InstalledApp, 'id' | 'name' | 'token' | 'appToken' | 'scopes' | 'unfurlDomains'>>;
  /** The app's slash commands; when given, others are no commands. */
  commands?: Commands;
  /** The app's shortcuts by callback id; when given, others are none. */
  shortcuts?: Shortcuts;
  /** The app's event subscriptions; when given, what people do is not told beyond them. */
  events?: readonly string[];
  /** The app takes requests over its own connections (Socket Mode), not over HTTP. */
  socketMode?: boolean;
  /** Rate limits on posting, by the workspace's clock; without, there are none. `USUAL_LIMITS` are Slack's. */
  limits?: Limits;
  /** How long Slack waits for the acknowledgement of an event before it sends it again, in real milliseconds. */
  eventLimitMs?: number;
  /** How long a person waits for an answer, in real milliseconds. */
  answerLimitMs?: number;
  /** Resolves when the bot has done what it was asked; for `idle`, where the bot runs in this process and can say so. */
  worked?: () => Promise<unknown>;
};

export type NewChannel = { name: string; private?: boolean; members?: readonly (Person | SlackUser)[]; withBot?: boolean; shared?: boolean; archived?: boolean };

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
  /** The bot's own connections, in Socket Mode. */
  readonly sockets: Sockets;
  /** From now on calls fail as the rule says; the function returned ends that. `behave` ends all of it. */
  misbehave: (rule: Rule) => () => void;
  behave: () => void;
  user: (user: NewUser) => Person;
  channel: (channel: NewChannel) => Channel;
  sends: (event: Json & { type: string }, retry?: Retry) => Promise<Exchange>;
  /** Sends an event as often as Slack does until the bot takes it: once, and up to three times more, without the minutes between. */
  sendsUntilTaken: (event: Json & { type: string }) => Promise<Exchange[]>;
  /** Any request at all: unsigned, old, forged, broken. */
  deliver: (raw: RawDelivery) => Promise<Exchange>;
  /** Tells every request between Slack and the bot when it is over, until the returned function is called. */
  watch: (watcher: (passed: Passed) => void) => () => void;
  /** Resolves when nothing goes on between Slack and the bot: nothing under way, and nothing new for `quietMs` (30). */
  idle: (options?: { quietMs?: number; limitMs?: number }) => Promise<void>;
  stop: () => Promise<void>;
};

const installed = (state: State, given: LocalSlackOptions['app'] = {}): InstalledApp => ({
  id: given.id ?? state.ids.next('A'), name: given.name ?? 'sendtracker', botId: state.ids.next('B'), botUserId: state.ids.next('U'),
  token: given.token ?? `xoxb-${state.ids.digits(12)}-local-${state.ids.secret(8)}`,
  appToken: given.appToken ?? `xapp-1-local-${state.ids.digits(12)}-${state.ids.secret(16)}`, verificationToken: state.ids.secret(24), scopes: given.scopes, homeBlocks: [],
  unfurlDomains: given.unfurlDomains ?? [],
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
  const faults: Faults = createFaults();
  const core: Core = {
    clock, app, state, triggers: createTriggers(state.ids, clock), responseUrls: createResponseUrls(team.id, state.ids, clock, () => origin),
    faults, limits: createLimits(options.limits, clock), inFlight: createInFlight(), traffic: createTraffic(), calls: [], invalid: [],
    connections: options.socketMode ? createSockets({ ids: state.ids, appId: () => app.id, origin: () => origin }) : undefined, origin: () => origin,
  };
  const send = async (raw: RawDelivery, giveUpMs = GIVE_UP_MS): Promise<Exchange> => {
    const at = clock();
    const exchange = await (core.connections ? deliverBySocket(core.connections.envelopes, raw, giveUpMs, core.inFlight) : deliver(bot(), raw, giveUpMs, core.inFlight));
    core.traffic.tell({ way: 'to the bot', at, sent: raw, exchange });
    return exchange;
  };
  state.users.set(app.botUserId, { ...userFrom({ name: app.name }, team.id, state.ids), id: app.botUserId, bot: true });
  const general = state.addChannel({ name: 'general', kind: 'public', members: new Set(), shared: false, archived: false });
  const wire = { core, deliver: send, limitMs: options.answerLimitMs ?? 5000 };
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
      return createPerson({ wire, commands: options.commands, shortcuts: options.shortcuts, general, subscribed: options.events }, added);
    },
    channel: ({ name, members = [], withBot = false, shared = false, archived = false, private: isPrivate = false }) => state.addChannel({
      name, kind: isPrivate ? 'private' : 'public', shared, archived, members: new Set([...members.map(({ id }) => id), ...(withBot ? [app.botUserId] : [])]),
    }),
    get sockets() {
      if (!core.connections) throw new Error('start this Slack with socketMode: true');
      return core.connections.sockets;
    },
    misbehave: faults.misbehave,
    behave: faults.behave,
    watch: core.traffic.watch,
    sends: (event, retry) => deliverEvent({ core, send }, event, retry?.eventId ?? state.ids.next('Ev'), retry),
    sendsUntilTaken: (event) => deliverUntilTaken({ core, send }, event, options.eventLimitMs ?? ACK_LIMIT_MS),
    deliver: (raw) => send(raw),
    idle: ({ quietMs = 30, limitMs = 10_000 } = {}) => core.inFlight.idle(quietMs, limitMs, options.worked ?? (async () => undefined)),
    stop: server.close,
  };
};
