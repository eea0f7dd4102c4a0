import { Counter, type Registry } from 'prom-client';
import type { Forgotten } from '../usecases/ports/deliveries.ts';

/** What is counted of webhooks; no label names a person or a send. */
export type WebhookMetrics = {
  delivered(outcome: string): void;
  unread(field: string): void;
  /** Counts a status that is not known; true the first time it is this one. */
  unknownStatus(status: string): boolean;
  forgotten(counts: Forgotten): void;
};

/** So many unknown statuses are told apart; a source that makes up more is counted only. */
const TOLD_APART = 1000;

export const createWebhookMetrics = (registry: Registry): WebhookMetrics => {
  const registers = [registry];
  const deliveries = new Counter({ name: 'send_tracker_webhooks_total', help: 'Webhook deliveries by what became of them', labelNames: ['outcome'], registers });
  const unread = new Counter({ name: 'send_tracker_webhook_unread_fields_total', help: 'Fields of whole sends that could not be read', labelNames: ['field'], registers });
  const unknown = new Counter({ name: 'send_tracker_webhook_unknown_statuses_total', help: 'Statuses that are not known, kept as they came', registers });
  const forgotten = new Counter({ name: 'send_tracker_webhook_forgotten_total', help: 'Delivery ids, set-aside deliveries and waiting updates dropped for age or number', labelNames: ['what'], registers });
  const seen = new Set<string>();
  return {
    delivered: (outcome) => deliveries.inc({ outcome }),
    unread: (field) => unread.inc({ field }),
    unknownStatus: (status) => {
      unknown.inc();
      if (seen.has(status) || seen.size >= TOLD_APART) return false;
      seen.add(status);
      return true;
    },
    forgotten: (counts) => {
      for (const [what, count] of Object.entries(counts)) forgotten.inc({ what }, count);
    },
  };
};
