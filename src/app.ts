import type { Config } from './config.ts';
import type { RequestId, WorkspaceId } from './domain/ids.ts';
import { cancelAnswerRoutes } from './http/cancelAnswers.ts';
import { createCancelEndpoint, type Post } from './http/cancelEndpoint.ts';
import { createMetrics } from './http/metrics.ts';
import { operationsRoutes } from './http/operations.ts';
import { startServer, type Route } from './http/server.ts';
import { createSyncMetrics } from './http/syncMetrics.ts';
import { createWebhookMetrics } from './http/webhookMetrics.ts';
import { webhookRoutes } from './http/webhooks.ts';
import { exporting as exportingOf } from './exporting.ts';
import { importing as importingOf } from './importing.ts';
import { startJobs } from './jobs/schedule.ts';
import type { Log } from './log.ts';
import { type Outgoing, startOutgoing } from './outgoing.ts';
import { BACKGROUND_TIMEOUT, backgroundClient, identify, INTERACTIVE_TIMEOUT, startingClient } from './slack/bolt.ts';
import { createCharts } from './slack/charts.ts';
import { type ConnectedSlack, connectSlack } from './slack/connect.ts';
import type { Door } from './slack/doors/door.ts';
import { createHttpDoor, SLACK_PATH } from './slack/doors/http.ts';
import { createSocketDoor } from './slack/doors/socket.ts';
import { describeError } from './slack/failures.ts';
import { createReachable } from './slack/reachable.ts';
import { BOT_TOKEN_REFUSED, type Pause, realPause, untilReached } from './slack/untilReached.ts';
import { readWebhook } from './sources/sendoso/webhook.ts';
import { noteHeard } from './usecases/noteHeard.ts';
import { retrySetAside } from './usecases/retrySetAside.ts';
import type { WebhookSecret } from './usecases/webhookSecret.ts';
import { takeDelivery } from './usecases/takeDelivery.ts';
import { syncingJobs } from './syncing.ts';
import { timetable } from './timetable.ts';
import type { CancelRules } from './usecases/cancels/cancelSend.ts';
import { endpointAnswered } from './usecases/cancels/endpointAnswered.ts';
import { openWorkspace } from './usecases/openWorkspace.ts';
import type { Clock, Store, Workspace } from './usecases/ports.ts';

export type AppOptions = {
  config: Config;
  store: Store;
  clock: Clock;
  log: Log;
  /** How long somebody who asks waits for Slack, in ms. */
  slackTimeout?: number;
  /** How long what leaves by itself waits for Slack, in ms. */
  patience?: number;
  /** Waits between two attempts to reach Slack, or to answer through it. */
  pause?: Pause;
  /** Waits between two looks into the outbox. */
  betweenLooks?: Pause;
  /** Sends one request to the customer's cancel endpoint. */
  post?: Post;
};

export type RunningApp = {
  port: number;
  /** Resolves when Slack knows us; rejects when it never will, with a sentence for the operator. */
  connected: Promise<void>;
  /** Delivers everything that is due by the clock, files among it, takes away what is over, and resolves when nothing is. */
  delivered(): Promise<void>;
  /** Resolves when everything that Slack has asked for by now is answered. */
  answered(): Promise<void>;
  /** Takes nothing new, finishes what is under way, closes the store. Asked again it is the same stop. */
  stop(): Promise<void>;
};

const doorOf = ({ door, slack }: Config, log: Log, pause: Pause): Door =>
  door.kind === 'http' ? createHttpDoor(door.signingSecret, log) : createSocketDoor({ appToken: door.appToken, apiUrl: slack.apiUrl, log, pause });

/** Slack's requests have to wait until it is known who they are for. */
const slackRoutes = ({ handle }: Door, known: () => boolean): Route[] => {
  if (!handle) return [];
  return [{ method: 'POST', path: SLACK_PATH, handle: (request, response) => (known() ? handle(request, response) : response.writeHead(503).end()) }];
};

type Parts = { store: Store; door: Door; reachable: () => Promise<boolean>; known: () => boolean };
/** What keeps the bot from working now, in words. */
const problemsOf = ({ store, door, reachable, known }: Parts) => async (): Promise<string[]> => {
  const database = await store.ping().then(() => [], () => ['the database does not answer']);
  if (!known()) return [...database, 'Slack has not been reached yet'];
  const closed = door.problem();
  return [...database, ...(closed === undefined ? [] : [closed]), ...((await reachable()) ? [] : ['Slack does not answer'])];
};

/** Where cancels go, as configured. */
const cancellingOf = ({ config: { cancelling, approvers, supportContact }, log, post }: AppOptions): { secrets: readonly WebhookSecret[]; rules: CancelRules } => {
  const rules = {
    cancelMode: cancelling.mode, approvers, supportContact, endpoint: undefined,
    unanswered: (request: RequestId, tries: number, why: string) => log.warn({ request, tries, why }, 'the cancel endpoint has not answered'),
  };
  if (cancelling.mode !== 'webhook') return { secrets: [], rules };
  const { url, signing: key, secrets } = cancelling;
  return { secrets, rules: { ...rules, endpoint: createCancelEndpoint({ url, key, ...(post && { post }) }) } };
};

/** Webhooks go to the workspace that this bot serves: the one that Slack told us, or, before that, the only one there is. */
const workspaceAsked = (store: Store, served: () => Workspace | undefined) => async (named: string | undefined): Promise<WorkspaceId | 'unknown' | 'none-yet'> => {
  const [only, ...others] = served() ? [served()] : await store.workspaces.all();
  if (!only || others.length > 0) return 'none-yet';
  return named === undefined || named === only.id || named === only.slackId ? only.id : 'unknown';
};

/** Starts the bot: its server answers at once, and Slack's requests as soon as Slack was reached. */
export const startApp = async (options: AppOptions): Promise<RunningApp> => {
  const { config, store, clock, log, slackTimeout = INTERACTIVE_TIMEOUT, patience = BACKGROUND_TIMEOUT, pause = realPause, betweenLooks = realPause } = options;
  const metrics = createMetrics();
  const door = doorOf(config, log, pause);
  const access = { token: config.slack.botToken, apiUrl: config.slack.apiUrl, log, timeout: slackTimeout };
  const web = backgroundClient(access, patience);
  const asking = startingClient(access);
  const whoAmI = () => identify(asking);
  const reachable = createReachable(whoAmI, clock, slackTimeout);
  const charts = { home: createCharts(config.charts, 'on Home', log), answers: createCharts(config.charts, 'in answers', log) };
  const stopping = new AbortController();
  let slack: ConnectedSlack | undefined;
  let outgoing: Outgoing | undefined;

  const known = (): boolean => slack !== undefined;
  const problems = problemsOf({ store, door, reachable, known });
  const operations = operationsRoutes({
    problems, metrics: metrics.exposition, metricsToken: config.http.metricsToken,
    failed: (path, error) => log.error({ path, error: describeError(error) }, 'an operator’s question could not be answered'),
  });
  let served: Workspace | undefined;
  const webhooks = createWebhookMetrics(metrics.registry);
  const taking = { deliveries: store.deliveries, workspaces: store.workspaces, read: readWebhook, clock };
  const cancelling = cancellingOf(options);
  const answers = cancelAnswerRoutes({
    secrets: cancelling.secrets, workspaceOf: workspaceAsked(store, () => served), answered: endpointAnswered({ ...store, clock }), clock,
    failed: (error) => log.error({ error: describeError(error) }, 'the answer of a cancel could not be stored'),
  });
  const hooks = webhookRoutes({
    secrets: config.webhookSecrets, workspaceOf: workspaceAsked(store, () => served), take: takeDelivery(taking), heard: noteHeard({ ...store, clock }, 'webhook'), clock, metrics: webhooks, log, describe: describeError,
  });
  const server = await startServer([...slackRoutes(door, known), ...operations, ...hooks, ...answers], config.http);

  const connect = async (): Promise<void> => {
    const { signal } = stopping;
    const installation = await untilReached(whoAmI, { log, signal, pause, final: BOT_TOKEN_REFUSED });
    if (!installation || signal.aborted) return;
    const workspace = await openWorkspace({ ...store, clock })({ ...installation, adminEmails: config.adminEmails, approverEmails: config.approvers });
    served = workspace;
    slack = connectSlack({
      store: { ...store, imports: importing.imports, exports: exporting.exports }, clock, thresholds: config.thresholds, adminEmails: config.adminEmails, workspaceId: workspace.id, installation, access, receiver: door.receiver,
      ...cancelling.rules, charts, trackerLink: config.trackerLink, record: metrics.requestEnded, wait: (ms) => pause(ms, signal),
    });
    await door.open();
    if (signal.aborted) return;
    outgoing = await startOutgoing({
      config, store, clock, log, web, workspaceId: workspace.id, slackId: installation.slackId, directory: slack.directory, places: slack.places, charts: charts.home, metrics: metrics.outbox, patience, betweenLooks, signal,
    });
    log.info({ workspace: workspace.id, port: server.port }, 'ready: Slack knows this bot');
  };

  const importing = importingOf({ store, clock, log, web, access, signal: stopping.signal });
  const exporting = exportingOf({
    store, clock, log, web, apiUrl: access.apiUrl, signal: stopping.signal,
    known: () => (slack && served?.slackId !== undefined ? { directory: slack.directory, slackId: served.slackId } : undefined),
  });
  const syncing = syncingJobs({ config, store, clock, log, describe: describeError, pause, signal: stopping.signal, metrics: createSyncMetrics(metrics.registry), served: () => served });
  const table = [
    ...syncing,
    ...exporting.jobs,
    ...timetable({ config, store, clock, importing: importing.worker, cancelling: cancelling.rules, retry: retrySetAside(taking), forgotten: webhooks.forgotten }),
  ];
  const jobs = startJobs(table, { clock, ticks: store.ticks }, (job, error) => {
    metrics.jobFailed(job);
    log.error({ job, error: describeError(error) }, 'a job failed');
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await server.stop();
    await slack?.idle();
    await door.close();
    // What came in while the door closed.
    await slack?.idle();
    await outgoing?.stopped;
    await jobs.stop();
    await importing.worker.idle();
    await exporting.worker.idle();
    await store.close();
  };
  const delivered = async (): Promise<void> => {
    await exporting.settled(clock());
    await outgoing?.drain();
  };
  let stopped: Promise<void> | undefined;
  return { port: server.port, connected: connect(), delivered, answered: async () => slack?.idle(), stop: () => (stopped ??= stop()) };
};
