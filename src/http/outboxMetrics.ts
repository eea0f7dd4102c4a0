import { Counter, Gauge, type Registry } from 'prom-client';
import type { Told } from '../usecases/outgoing/desk.ts';
import type { OutboxState } from '../usecases/ports/outbox.ts';

/** What `/metrics` shows of what leaves by itself. `watch`: where the gauges look, each time they are asked. */
export type OutboxMetrics = { told(what: Told): void; watch(state: () => Promise<OutboxState>, clock: () => Date): void };

export const outboxMetrics = (registry: Registry): OutboxMetrics => {
  const registers = [registry];
  const messages = new Counter({
    name: 'send_tracker_outbox_messages_total', registers, labelNames: ['what'],
    help: 'Messages by what became of them: sent, edited, found (after a crash), passed on, failed (and tried again), dead',
  });
  return {
    told: (what) => messages.inc({ what }),
    watch: (state, clock) => {
      // Asked once a scrape, by the first gauge; where the database does not answer they say nothing.
      let asked: Promise<OutboxState | undefined> = Promise.resolve(undefined);
      const gauge = (name: string, help: string, value: (state: OutboxState) => number, ask = () => asked): Gauge => new Gauge({
        name, help, registers,
        async collect() {
          const now = await ask();
          if (now) this.set(value(now));
          else this.remove();
        },
      });
      const ask = (): Promise<OutboxState | undefined> => (asked = state().catch(() => undefined));
      gauge('send_tracker_outbox_waiting', 'Messages waiting to leave', ({ waiting }) => waiting, ask);
      gauge('send_tracker_outbox_oldest_seconds', 'For how long the message that is most overdue has been due', ({ oldest }) =>
        (oldest ? Math.max(0, (clock().getTime() - oldest.getTime()) / 1000) : 0));
      gauge('send_tracker_outbox_dead', 'Messages that could not be delivered', ({ dead }) => dead);
      gauge('send_tracker_outbox_paused', '1 while nothing leaves for the whole workspace', ({ paused }) => (paused && paused.until > clock() ? 1 : 0));
    },
  };
};
