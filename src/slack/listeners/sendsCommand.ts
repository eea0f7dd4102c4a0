import { parseSendsCommand } from '../../domain/query/parse.ts';
import type { Clock } from '../../usecases/ports.ts';
import { parsePage } from '../ids.ts';
import type { Action, Command } from '../payloads.ts';
import { inMessage, inPlace, plainly, type Plan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { queryProblem } from '../views/queryProblem.ts';
import { outdated } from '../views/refusals.ts';
import { answerQuery } from './answerQuery.ts';

/** `/sends …`: understood in the asker's own time zone. */
export const sendsCommand = (verbs: Verbs, clock: Clock) => ({ text }: Command): Plan =>
  inMessage(async (asker) => {
    const parsed = parseSendsCommand(text, { now: clock(), timeZone: asker.timeZone });
    return parsed.ok ? answerQuery(verbs)(asker, parsed.query, { turn: undefined, nearby: parsed.nearby }) : queryProblem(parsed.problem);
  });

/** Previous and Next: the question in the button is asked again, as the person who clicks may ask it now. */
export const sendsPage = (verbs: Verbs, clock: Clock) => ({ value }: Action): Plan => {
  const turn = parsePage(value);
  if (!turn) return plainly(outdated());
  return inPlace(async (asker) => {
    const parsed = parseSendsCommand(turn.question, { now: clock(), timeZone: asker.timeZone });
    return parsed.ok ? answerQuery(verbs)(asker, parsed.query, { turn, nearby: undefined }) : outdated();
  });
};
