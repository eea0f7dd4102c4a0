import type { SendId } from '../domain/ids.ts';
import { DAY } from '../domain/staleness.ts';
import { type Actor, reachOf } from '../domain/visibility.ts';
import type { Clock, SendReader } from './ports.ts';
import type { Snooze, StaleAlerts } from './ports/stale.ts';

/** For how many days an alert is quiet, or for as long as the send stays. */
export type SnoozeChoice = 1 | 3 | 'until it moves';
export type SnoozeAlertDeps = { sends: Pick<SendReader, 'details'>; stale: Pick<StaleAlerts, 'snooze'>; clock: Clock };

/** Keeps the alert of a send quiet; undefined when this person may not see the send, or it does not exist. */
export const snoozeAlert = ({ sends, stale, clock }: SnoozeAlertDeps) => async (actor: Actor, id: SendId, choice: SnoozeChoice): Promise<Snooze | undefined> => {
  const send = await sends.details(actor.workspaceId, reachOf(actor), id);
  if (!send) return undefined;
  const now = clock();
  const snooze: Snooze = choice === 'until it moves' ? choice : { until: new Date(now.getTime() + choice * DAY) };
  return (await stale.snooze(actor.workspaceId, send.id, snooze, now)) ? snooze : undefined;
};
