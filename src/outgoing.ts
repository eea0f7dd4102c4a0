import type { Config } from './config.ts';
import type { WorkspaceId } from './domain/ids.ts';
import type { OutboxMetrics } from './http/outboxMetrics.ts';
import { type Poller, startPoller } from './jobs/poller.ts';
import type { Log } from './log.ts';
import type { SlackClient } from './slack/bolt.ts';
import type { Directory } from './slack/directory.ts';
import { describeError } from './slack/failures.ts';
import { createMessenger } from './slack/messenger.ts';
import { saying } from './slack/notDelivered.ts';
import type { Charts } from './slack/charts.ts';
import { createPublishHome } from './slack/publishHome.ts';
import { slackPeople } from './slack/slackPeople.ts';
import type { Pause } from './slack/untilReached.ts';
import { deliverOutbox } from './usecases/deliverOutbox.ts';
import type { Places } from './usecases/ports/places.ts';
import type { Clock, Store } from './usecases/ports.ts';

export type OutgoingDeps = {
  config: Config;
  store: Store;
  clock: Clock;
  log: Log;
  /** The patient client. */
  web: SlackClient;
  /** How long that waits for an answer, in ms. */
  patience: number;
  workspaceId: WorkspaceId;
  /** What the bot is installed in. */
  slackId: string;
  directory: Directory;
  places: Places;
  charts: Charts;
  metrics: OutboxMetrics;
  betweenLooks: Pause;
  signal: AbortSignal;
};

export type Outgoing = Poller;

/** Has the bot speak first: puts the outbox, its handlers and Slack together, and looks into it from now on. */
export const startOutgoing = async (deps: OutgoingDeps): Promise<Outgoing> => {
  const { config, store, clock, log, web, patience, workspaceId, slackId, directory, places, charts, metrics, betweenLooks, signal } = deps;
  // Slack has just accepted the token: whatever kept the workspace waiting is over.
  await store.outbox.resume(workspaceId);
  metrics.watch(() => store.outbox.state(workspaceId), clock);
  const delivery = deliverOutbox({
    ...store, clock, signal, thresholds: config.thresholds, cancelMode: config.cancelling.mode, opsChannel: config.opsChannel, notifications: config.notifications,
    places: { look: (channel) => saying(() => places.look(channel)) },
    messenger: createMessenger(web, createPublishHome(web, charts), patience), slackPeople: slackPeople(web, directory, slackId),
    told: metrics.told,
    failed: (mailbox, error) => log.warn({ mailbox, error: describeError(error) }, 'a message did not leave; it is tried again'),
  })(workspaceId);
  return startPoller({
    delivery, pause: betweenLooks, signal,
    failed: (error) => log.error({ error: describeError(error) }, 'the outbox can’t be read; looking again until it can'),
    recovered: () => log.info({}, 'the outbox is read again'),
  });
};
