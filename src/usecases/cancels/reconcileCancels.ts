import type { Clock } from '../ports.ts';
import type { Cancels } from '../ports/cancels.ts';
import { type CallDeps, callDue } from './callEndpoint.ts';
import { reminderItem } from './tell.ts';

export type ReconcileDeps = CallDeps & { cancels: Pick<Cancels, 'decide' | 'takeCall' | 'remind'>; clock: Clock };

const CALLS_AT_ONCE = 50;
const REMINDERS_AT_ONCE = 200;

/**
 * What is left to do about open requests, whoever died in the middle of it: calls of the endpoint that are due, giving up on those that
 * nobody answered for a day, and reminding operations. What the provider says settles a request as it is recorded, so nothing of that
 * is left.
 */
export const reconcileCancels = (deps: ReconcileDeps) => async (now: Date): Promise<void> => {
  while ((await deps.cancels.remind(now, REMINDERS_AT_ONCE, ({ requestId, sendId }) => reminderItem({ id: requestId }, sendId, now))) === REMINDERS_AT_ONCE);
  while ((await callDue(deps)(CALLS_AT_ONCE)) === CALLS_AT_ONCE);
};
