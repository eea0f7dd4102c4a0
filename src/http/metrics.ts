import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { outboxMetrics, type OutboxMetrics } from './outboxMetrics.ts';

/** What `/metrics` shows. One registry per running app, so that several in one process do not mix. */
export type Metrics = { registry: Registry; requestEnded(route: string, outcome: string): void; jobFailed(job: string): void; outbox: OutboxMetrics };

export const createMetrics = (): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'send_tracker_slack_requests_total', help: 'Requests from Slack by route and how they ended', labelNames: ['route', 'outcome'], registers: [registry],
  });
  const jobs = new Counter({ name: 'send_tracker_job_failures_total', help: 'Runs of a job that failed', labelNames: ['job'], registers: [registry] });
  return {
    registry,
    requestEnded: (route, outcome) => requests.inc({ route, outcome }),
    jobFailed: (job) => jobs.inc({ job }),
    outbox: outboxMetrics(registry),
  };
};
