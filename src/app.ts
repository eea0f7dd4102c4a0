import type { Config } from './config.ts';
import { createMetrics } from './http/metrics.ts';
import { operationsRoutes } from './http/operations.ts';
import { startServer, type Route } from './http/server.ts';
import { startJobs } from './jobs/schedule.ts';
import { jobTable } from './jobs/table.ts';
import type { Log } from './log.ts';
import { identify, interactiveClient } from './slack/bolt.ts';
import { connectSlack } from './slack/connect.ts';
import { describeError } from './slack/failures.ts';
import { createHttpReceiver, SLACK_PATH } from './slack/httpReceiver.ts';
import { untilReached } from './slack/untilReached.ts';
import { openWorkspace } from './usecases/openWorkspace.ts';
import type { Clock, Store } from './usecases/ports.ts';

export type AppOptions = { config: Config; store: Store; clock: Clock; log: Log };

export type RunningApp = {
  port: number;
  /** Resolves when Slack knows us; rejects when it never will, with a sentence for the operator. */
  connected: Promise<void>;
  /** Takes nothing new, finishes what is under way, closes the store. */
  stop(): Promise<void>;
};

/** Starts the bot: its server answers at once, and Slack's requests as soon as Slack was reached. */
export const startApp = async ({ config, store, clock, log }: AppOptions): Promise<RunningApp> => {
  const metrics = createMetrics();
  const receiver = createHttpReceiver(config.slack.signingSecret, log);
  const access = { token: config.slack.botToken, apiUrl: config.slack.apiUrl, log };
  const web = interactiveClient(access);
  const stopping = new AbortController();
  let slack: { idle(): Promise<void> } | undefined;

  const problems = async (): Promise<string[]> => {
    const database = await store.ping().then(() => [], () => ['the database does not answer']);
    if (!slack) return [...database, 'Slack has not been reached yet'];
    const reached = await identify(web).then(() => [], () => ['Slack does not answer']);
    return [...database, ...reached];
  };
  const events: Route = {
    method: 'POST',
    path: SLACK_PATH,
    handle: (request, response) => (slack ? receiver.requestListener(request, response) : response.writeHead(503).end()),
  };
  const operations = operationsRoutes({ problems, metrics: metrics.registry, metricsToken: config.http.metricsToken });
  const server = await startServer([events, ...operations], config.http);

  const connect = async (): Promise<void> => {
    const installation = await untilReached(() => identify(web), { log, signal: stopping.signal });
    if (!installation) return;
    const workspace = await openWorkspace(store)({ ...installation, adminEmails: config.adminEmails });
    slack = connectSlack({
      store, clock, thresholds: config.thresholds, workspaceId: workspace.id, installation, access, receiver, record: metrics.requestEnded,
    });
    log.info({ workspace: workspace.id, port: server.port }, 'ready: Slack knows this bot');
  };

  const jobs = startJobs(jobTable(store), clock, (job, error) => {
    metrics.jobFailed(job);
    log.error({ job, error: describeError(error) }, 'a job failed');
  });
  return {
    port: server.port,
    connected: connect(),
    stop: async () => {
      stopping.abort();
      await server.stop();
      await slack?.idle();
      await jobs.stop();
      await store.close();
    },
  };
};
