import { parseSendsCommand } from '../../domain/query/parse.ts';
import { mayNameSaved, NONE_SAVED } from '../../domain/query/saved.ts';
import type { Clock } from '../../usecases/ports.ts';
import type { Asker } from '../actor.ts';
import { parsePage } from '../ids.ts';
import type { Action, Command } from '../payloads.ts';
import { inMessage, inPlace, plainly, type Plan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { type Message, messageModal } from '../views/blocks.ts';
import { queryProblem } from '../views/queryProblem.ts';
import { outdated } from '../views/refusals.ts';
import { answerQuery, type DialogQuery, opensDialog } from './answerQuery.ts';
import { asList, filterDialog } from './filterDialog.ts';
import { importDialog } from './importFile.ts';
import { savedOf } from './savedOf.ts';
import { subscriptionCommand } from './subscriptions.ts';
import { settingsDialog } from './settings.ts';
import { peopleDialog } from './people.ts';

/**
 * `/sends …`: understood in the asker's own time zone. What opens a dialog does so in any zone, and whatever they have saved: too late for
 * one, `/sends filter` of a saved name that means nothing by itself (`q4`) gives its list, with *Filter…* below.
 */
export const sendsCommand = (verbs: Verbs, clock: Clock) => (command: Command): Plan => {
  const { text } = command;
  const anywhere = parseSendsCommand(text, { now: clock(), timeZone: 'UTC' });
  if (anywhere.ok && opensDialog(anywhere.query)) return dialogPlan(verbs, clock, command, anywhere.query);
  return inMessage(async (asker) => {
    const parsed = parseSendsCommand(text, { now: clock(), timeZone: asker.timeZone, saved: mayNameSaved(text) ? await savedOf(verbs, asker) : NONE_SAVED });
    if (!parsed.ok) return queryProblem(parsed.problem);
    const { nearby, relative } = parsed;
    const query = parsed.query.verb === 'filter' ? asList(parsed.query) : parsed.query;
    return opensDialog(query) ? outdated() : answerQuery(verbs)(asker, query, { turn: undefined, nearby, relative });
  });
};

const dialogPlan = (verbs: Verbs, clock: Clock, command: Command, query: DialogQuery): Plan => {
  switch (query.verb) {
    case 'filter': return filterDialog(verbs, clock, command);
    case 'import': return importDialog(verbs);
    case 'people': return peopleDialog(verbs, query.text);
    case 'settings': return settingsDialog(verbs);
    case 'subscribe': case 'unsubscribe': case 'subscriptions': return subscriptionCommand(verbs, clock, command, query.verb);
  }
};

/** The title of a dialog that shows a list. */
export const LIST_TITLE = 'Sends';

/** Previous and Next: the question in the button is asked again, as the person who clicks may ask it now. A list in a dialog turns its pages there. */
export const sendsPage = (verbs: Verbs, clock: Clock) => ({ value, dialog }: Action): Plan => {
  const turn = parsePage(value);
  if (!turn) return plainly(outdated());
  const page = async (asker: Asker): Promise<Message> => {
    const parsed = parseSendsCommand(turn.question, { now: clock(), timeZone: asker.timeZone });
    return parsed.ok && !opensDialog(parsed.query) ? answerQuery(verbs)(asker, parsed.query, { turn, nearby: undefined, relative: parsed.relative }) : outdated();
  };
  return dialog === undefined ? inPlace(page) : { show: 'dialog-again', of: async (asker) => messageModal(LIST_TITLE, await page(asker)) };
};
