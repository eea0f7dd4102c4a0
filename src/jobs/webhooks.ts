import type { Deliveries, Forgotten } from '../usecases/ports/deliveries.ts';
import type { Job } from './schedule.ts';

export type WebhookJobsDeps = { deliveries: Pick<Deliveries, 'forget'>; retry: () => Promise<number>; forgotten: (counts: Forgotten) => void };

/** What is done with webhook deliveries by the clock: once an hour each, by one of several instances. */
export const webhookJobs = ({ deliveries, retry, forgotten }: WebhookJobsDeps): Job[] => [
  {
    name: 'read again what was set aside',
    pattern: '7 * * * *',
    alone: true,
    run: async () => {
      await retry();
    },
  },
  { name: 'forget old deliveries', pattern: '37 * * * *', alone: true, run: async (now) => forgotten(await deliveries.forget(now)) },
];
