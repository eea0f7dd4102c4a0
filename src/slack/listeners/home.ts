import { parseSendsCommand } from '../../domain/query/parse.ts';
import { mayNameSaved, NONE_SAVED } from '../../domain/query/saved.ts';
import type { Clock } from '../../usecases/ports.ts';
import { parseExport, parsePage } from '../ids.ts';
import { type Action, parseHomeOpened } from '../payloads.ts';
import { type ClickPlan, type HomeOpened, type HomePlan, inMessage, plainly, type Plan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { queryProblem } from '../views/queryProblem.ts';
import { outdated } from '../views/refusals.ts';
import { searchModal } from '../views/searchModal.ts';
import { answerQuery, opensDialog } from './answerQuery.ts';
import { savedOf } from './savedOf.ts';

/** Somebody opened our Home tab. */
export const homeOpened = (verbs: Verbs) => (event: unknown, eventId: string): HomeOpened | undefined => {
  const opened = parseHomeOpened(event);
  return opened && { show: 'home', claim: opened.claim, first: opened.first, of: ({ actor }) => verbs.openHome(actor, eventId) };
};

/** Refresh, on Home. */
export const homeRefresh = (verbs: Verbs) => (): HomePlan => ({ show: 'home', first: false, of: ({ actor }) => verbs.turnHome(actor, undefined) });

/** Previous and Next below the recent sends on Home. */
export const homePage = (verbs: Verbs) => ({ value }: Action): ClickPlan => {
  const turn = parsePage(value);
  return turn ? { show: 'home', first: false, of: ({ actor }) => verbs.turnHome(actor, { to: turn.to, number: turn.number, cursor: turn.cursor }) } : plainly(outdated());
};

/** A button that asks what could be typed after `/sends`. */
export const showClick = (verbs: Verbs, clock: Clock) => ({ value }: Action): Plan => {
  const question = parseExport(value);
  if (question === undefined) return plainly(outdated());
  return inMessage(async (asker) => {
    const parsed = parseSendsCommand(question, { now: clock(), timeZone: asker.timeZone, saved: mayNameSaved(question) ? await savedOf(verbs, asker) : NONE_SAVED });
    if (!parsed.ok) return queryProblem(parsed.problem);
    return opensDialog(parsed.query) ? outdated() : answerQuery(verbs)(asker, parsed.query, { turn: undefined, nearby: undefined, relative: parsed.relative });
  });
};

export const searchClick = (): Plan => ({ show: 'dialog', opening: searchModal(), of: async () => undefined });
