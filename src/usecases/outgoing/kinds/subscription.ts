import type { Handler } from '../steps.ts';

/** Whoever subscribed a channel hears what befell that. */
export const subscription: Handler<'subscription'> = async (_deps, items) =>
  items.map(({ id, body: { channel, what, why } }) => ({ do: 'post', items: [id], content: { kind: 'subscription', channel, what, why } }));
