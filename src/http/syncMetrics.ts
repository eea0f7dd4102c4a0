import { Counter, Gauge, type Registry } from 'prom-client';

/** What of reading the provider `/metrics` shows. */
export type SyncMetrics = {
  ended(what: string, result: string): void;
  read(counts: Readonly<Record<string, number>>): void;
  /** Sends of the provider that can't be used now. */
  aside(count: number): void;
};

export const createSyncMetrics = (registry: Registry): SyncMetrics => {
  const runs = new Counter({ name: 'send_tracker_sync_runs_total', help: 'Readings of the provider’s API and how they ended', labelNames: ['what', 'result'], registers: [registry] });
  const entries = new Counter({ name: 'send_tracker_sync_sends_total', help: 'Sends read from the provider’s API by what became of them', labelNames: ['outcome'], registers: [registry] });
  const aside = new Gauge({ name: 'send_tracker_sync_aside', help: 'Sends of the provider’s API that could not be used', registers: [registry] });
  return {
    ended: (what, result) => runs.inc({ what, result }),
    read: (counts) => {
      for (const [outcome, count] of Object.entries(counts)) entries.inc({ outcome }, count);
    },
    aside: (count) => aside.set(count),
  };
};
