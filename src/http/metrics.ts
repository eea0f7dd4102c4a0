import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { outboxMetrics, type OutboxMetrics } from './outboxMetrics.ts';

/** What `/metrics` answers. The process itself is measured from the first question on: setting that up takes time that a start need not wait for. */
export type Exposition = { contentType: string; text(): Promise<string> };

/** What is counted. One registry per running app, so that several in one process do not mix. */
export type Metrics = { registry: Registry; exposition: Exposition; requestEnded(route: string, outcome: string): void; jobFailed(job: string): void; outbox: OutboxMetrics };

export const createMetrics = (): Metrics => {
  const registry = new Registry();
  const requests = new Counter({
    name: 'send_tracker_slack_requests_total', help: 'Requests from Slack by route and how they ended', labelNames: ['route', 'outcome'], registers: [registry],
  });
  const jobs = new Counter({ name: 'send_tracker_job_failures_total', help: 'Runs of a job that failed', labelNames: ['job'], registers: [registry] });
  let watching = false;
  const text = (): Promise<string> => {
    if (!watching) collectDefaultMetrics({ register: registry });
    watching = true;
    return registry.metrics();
  };
  return {
    registry,
    exposition: { contentType: registry.contentType, text },
    requestEnded: (route, outcome) => requests.inc({ route, outcome }),
    jobFailed: (job) => jobs.inc({ job }),
    outbox: outboxMetrics(registry),
  };
};
