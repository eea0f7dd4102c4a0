import type { Config } from './config.ts';
import { cancelJobs } from './jobs/cancels.ts';
import { digestJob } from './jobs/digests.ts';
import { forgettingJobs } from './jobs/forgetting.ts';
import type { Job } from './jobs/schedule.ts';
import { staleJob } from './jobs/stale.ts';
import { jobTable } from './jobs/table.ts';
import { webhookJobs, type WebhookJobsDeps } from './jobs/webhooks.ts';
import type { Worker } from './jobs/worker.ts';
import type { CancelRules } from './usecases/cancels/cancelSend.ts';
import { reconcileCancels } from './usecases/cancels/reconcileCancels.ts';
import { forgetOld } from './usecases/forgetOld.ts';
import type { Clock, Store } from './usecases/ports.ts';
import { raiseStaleAlerts } from './usecases/raiseStaleAlerts.ts';
import { writeDigests } from './usecases/writeDigests.ts';

export type TimetableDeps = Pick<WebhookJobsDeps, 'retry' | 'forgotten'> & {
  config: Config;
  store: Store;
  clock: Clock;
  /** Works on files that people dropped. */
  importing: Worker;
  cancelling: CancelRules;
};

/** What the bot does by the clock, as it is configured: all of it that needs neither the provider nor Slack. */
export const timetable = ({ config, store, clock, importing, cancelling, retry, forgotten }: TimetableDeps): Job[] => [
  ...jobTable({ ...store, importing }),
  ...(config.notifications ? [
    digestJob(config.digestCron, writeDigests({ ...store, thresholds: config.thresholds })),
    staleJob(config.staleCron, store.workspaces, raiseStaleAlerts({ ...store, thresholds: config.thresholds })),
  ] : []),
  ...cancelJobs(config.reconcileCron, reconcileCancels({ ...store, ...cancelling, clock })),
  ...forgettingJobs(config.piiRetentionDays, forgetOld(store, config.piiRetentionDays ?? Infinity)),
  ...webhookJobs({ deliveries: store.deliveries, retry, forgotten }),
];
