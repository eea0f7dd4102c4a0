import { canonicalText } from '../../domain/query/canonical.ts';
import { parseSendsCommand } from '../../domain/query/parse.ts';
import { filterOn, mayNameSaved, NONE_SAVED, type SavedQuery } from '../../domain/query/saved.ts';
import type { Clock } from '../../usecases/ports.ts';
import type { Asker } from '../actor.ts';
import { encodePlace, FILTER_FIELDS, type FilterPlace, parseFilter, parsePlace, parseSaved } from '../filterIds.ts';
import type { Action, Command, Submission } from '../payloads.ts';
import { plainly, type Plan, type SubmissionPlan, type Submitted } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { messageModal, type Modal } from '../views/blocks.ts';
import { FILTER_TITLE, filterModal, filterOpening, problemsAt } from '../views/filterModal.ts';
import { FORM_PROBLEMS } from '../views/filterProblems.ts';
import { dropped, keptNotice, withNotice } from '../views/keptFilters.ts';
import type { Mrkdwn } from '../views/mrkdwn.ts';
import { meantPerhaps, queryProblem } from '../views/queryProblem.ts';
import { outdated } from '../views/refusals.ts';
import { answerQuery, type MessageQuery } from './answerQuery.ts';
import { readFilterForm } from './filterForm.ts';
import { savedOf } from './savedOf.ts';

const START = 'mine';

/** The question that a dialog begins with, as it is meant now, where its asker is. Undefined: it is no list. */
const presentOf = (question: string, { timeZone }: Asker, now: Date): SavedQuery | undefined => {
  const parsed = parseSendsCommand(question, { now, timeZone });
  if (!parsed.ok || !(parsed.query.verb === 'list' || parsed.query.verb === 'stale')) return undefined;
  const { query, relative = {} } = parsed;
  return { view: query.verb === 'list' ? query.view : 'stale', filter: query.filter, relative };
};
const questionOf = ({ view, filter, relative }: SavedQuery): string => canonicalText(view, filter, relative);
/** The list that somebody filters. */
export const asList = ({ view, filter }: Pick<SavedQuery, 'view' | 'filter'>): MessageQuery => {
  const canonical = canonicalText(view, filter);
  return view === 'stale' ? { verb: 'stale', filter, canonical } : { verb: 'list', view, filter, canonical };
};

const form = async (verbs: Verbs, clock: Clock, asker: Asker, place: FilterPlace, notice?: Mrkdwn): Promise<Modal> => {
  const now = clock();
  const { timeZone, actor } = asker;
  const query = presentOf(place.question, asker, now);
  const metadata = encodePlace(place);
  if (!query || metadata === undefined) return messageModal(FILTER_TITLE, outdated());
  const kept = (await verbs.keptFilters(actor)).map(({ key, query: each }) => ({ key, view: each?.view ?? 'all', filter: each && filterOn(each, { now, timeZone }) } as const));
  return filterModal({ query, timeZone, edition: place.edition, editing: place.editing, kept, metadata, notice });
};

/** Where the list that was clicked can be replaced: one that only its asker sees, or in their direct messages. Others get an answer of their own. */
const placeOf = ({ at, own, posted, dialog }: Action, question: string): FilterPlace =>
  ({ question, at: dialog === undefined ? at : undefined, replace: own !== undefined || posted?.direct === true, edition: 0, editing: undefined });

/** `/sends filter …`: begins with what was typed after it; the result is an answer to it. */
export const filterDialog = (verbs: Verbs, clock: Clock, { text, own: at }: Pick<Command, 'text' | 'own'>): Plan => ({
  show: 'dialog', opening: filterOpening(),
  of: async (asker) => {
    const parsed = parseSendsCommand(text, { now: clock(), timeZone: asker.timeZone, saved: mayNameSaved(text) ? await savedOf(verbs, asker) : NONE_SAVED });
    if (!parsed.ok) return messageModal(FILTER_TITLE, queryProblem(parsed.problem));
    const { query, relative = {}, nearby } = parsed;
    if (query.verb !== 'filter') return messageModal(FILTER_TITLE, outdated());
    return form(verbs, clock, asker, { question: questionOf({ ...query, relative }), at, replace: false, edition: 0, editing: undefined }, nearby === undefined ? undefined : meantPerhaps(nearby));
  },
});

/** Filter… beside a list, and on Home: opens with the list's present filters. */
export const filterClick = (verbs: Verbs, clock: Clock) => (action: Action): Plan => {
  const question = action.value === undefined ? START : parseFilter(action.value);
  if (question === undefined) return plainly(outdated());
  const of = (asker: Asker): Promise<Modal> => form(verbs, clock, asker, placeOf(action, question));
  return action.dialog === undefined ? { show: 'dialog', opening: filterOpening(), of } : { show: 'dialog-again', of };
};

/** A saved filter's ⋯ menu, in the dialog. */
export const savedFilterClick = (verbs: Verbs, clock: Clock) => ({ value, metadata }: Action): Plan => {
  const choice = parseSaved(value);
  const place = parsePlace(metadata);
  if (!choice || !place) return plainly(outdated());
  return {
    show: 'dialog-again',
    of: async (asker) => {
      if (choice.do === 'delete') {
        await verbs.dropFilter(asker.actor, choice.key);
        return form(verbs, clock, asker, { ...place, editing: place.editing === choice.key ? undefined : place.editing }, dropped(choice.key));
      }
      const { query } = (await verbs.keptFilters(asker.actor)).find(({ key }) => key === choice.key) ?? {};
      if (!query) return form(verbs, clock, asker, place);
      const editing = choice.do === 'change' ? choice.key : undefined;
      return form(verbs, clock, asker, { ...place, question: questionOf(query), edition: place.edition + 1, editing });
    },
  };
};

type Kept = { ok: true; notice: Mrkdwn | undefined } | { ok: false; problem: string };
const keep = async (verbs: Verbs, { actor }: Asker, { editing }: FilterPlace, name: string, query: SavedQuery): Promise<Kept> => {
  if (name === '') return { ok: true, notice: undefined };
  const kept = await verbs.keepFilter(actor, { name, query, renames: editing });
  if (kept.result === 'bad-name') return { ok: false, problem: FORM_PROBLEMS[kept.why] };
  if (kept.result === 'too-many') return { ok: false, problem: FORM_PROBLEMS.tooMany };
  return { ok: true, notice: keptNotice(kept.key, kept.result) };
};

const show = async (verbs: Verbs, clock: Clock, asker: Asker, submission: Submission, place: FilterPlace): Promise<Submitted> => {
  const now = clock();
  const present = presentOf(place.question, asker, now);
  if (!present) return messageModal(FILTER_TITLE, outdated());
  const read = await readFilterForm(verbs, asker, submission, present, now);
  if (!read.ok) return { problems: problemsAt(place.edition, read.problems) };
  const kept = await keep(verbs, asker, place, submission.typed(FILTER_FIELDS.name).trim(), read.query);
  if (!kept.ok) return { problems: problemsAt(place.edition, { name: kept.problem }) };
  const answer = await answerQuery(verbs)(asker, asList(read.query), { turn: undefined, nearby: undefined, relative: read.query.relative });
  return { post: withNotice(kept.notice, answer), title: FILTER_TITLE, at: place.at, replace: place.replace };
};

/** The dialog's answer: the list, where the dialog came from. What is wrong is said at its field. */
export const filterSubmitted = (verbs: Verbs, clock: Clock) => (submission: Submission): SubmissionPlan => {
  const place = parsePlace(submission.metadata);
  return {
    waiting: filterOpening(),
    of: async (asker) => (place ? show(verbs, clock, asker, submission, place) : messageModal(FILTER_TITLE, outdated())),
  };
};
