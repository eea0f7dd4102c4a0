import { parseSnooze, parseTake, type SnoozeValue } from '../ids.ts';
import type { Action } from '../payloads.ts';
import { inMessage, plainly, type Plan } from '../plan.ts';
import type { SnoozeChoice } from '../../usecases/snoozeAlert.ts';
import type { Verbs } from '../verbs.ts';
import { notFound } from '../views/found.ts';
import { snoozed, taken } from '../views/notices/stale.ts';
import { outdated } from '../views/refusals.ts';

const LENGTHS: Readonly<Record<SnoozeValue['for'], SnoozeChoice>> = { 1: 1, 3: 3, moves: 'until it moves' };

/** Snooze, on an alert or a stale send's card. */
export const snoozeClick = (verbs: Verbs) => ({ value }: Action): Plan => {
  const click = parseSnooze(value);
  if (!click) return plainly(outdated());
  return inMessage(async ({ actor }) => {
    const snooze = await verbs.snoozeAlert(actor, click.id, LENGTHS[click.for]);
    if (snooze === undefined) return notFound(undefined, undefined);
    return snoozed(snooze === 'until it moves' ? undefined : snooze.until);
  });
};

/** "I'll take it", on a manager's message. */
export const takeClick = (verbs: Verbs) => ({ value }: Action): Plan => {
  const id = parseTake(value);
  if (!id) return plainly(outdated());
  return inMessage(async ({ actor }) => {
    const outcome = await verbs.takeStale(actor, id);
    switch (outcome.result) {
      case 'mine': return taken(undefined);
      case 'taken': return taken(outcome.by);
      case 'unknown': return notFound(undefined, undefined);
    }
  });
};
