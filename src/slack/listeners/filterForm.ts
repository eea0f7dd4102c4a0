import { canonicalText } from '../../domain/query/canonical.ts';
import { contradiction } from '../../domain/query/combine.ts';
import { readCost } from '../../domain/query/cost.ts';
import { EXACTLY, type Filter, type FromFilter, type KindFilter, NO_FILTER, type RelativeBounds } from '../../domain/query/filter.ts';
import { COMMAND_LIMIT } from '../../domain/query/parse.ts';
import { filterOn, type SavedQuery } from '../../domain/query/saved.ts';
import { undoSlackText } from '../../domain/query/slackText.ts';
import { foldTyped, isLongEnough, readText, statusesNamed } from '../../domain/query/values.ts';
import { addDays, type Day, instantAt, isRealDay } from '../../domain/query/zone.ts';
import { KNOWN_KINDS } from '../../domain/send.ts';
import { KNOWN_STATUSES } from '../../domain/status.ts';
import type { Suggested, Suggestion } from '../../usecases/ports/suggestions.ts';
import type { Asker } from '../actor.ts';
import { FILTER_FIELDS, type FilterField, parseChosen } from '../filterIds.ts';
import type { Submission } from '../payloads.ts';
import type { Verbs } from '../verbs.ts';
import { FORM_PROBLEMS } from '../views/filterProblems.ts';
import { dayShown, lastDayShown, PERIODS } from '../views/filterValues.ts';

export type FormProblems = Partial<Record<FilterField, string>>;
export type FormRead = { ok: true; query: SavedQuery } | { ok: false; problems: FormProblems };

/** What a form is read with. `present`: the filter it began with. */
type Form = { submission: Submission; asker: Asker; present: SavedQuery; now: Date; problems: FormProblems };

const VIEWS = ['mine', 'team', 'all', 'stale'] as const;
const chosenIn = ({ submission }: Form, field: FilterField): string[] => submission.chosen(FILTER_FIELDS[field]) ?? [];
const typedIn = ({ submission }: Form, field: FilterField): string => submission.typed(FILTER_FIELDS[field]).trim();

const straight = (text: string): string => text.replace(/[“”„‟«»＂]/g, '"');
const pieces = (text: string, apart: RegExp): string[] => [...straight(text).matchAll(apart)].map(([whole, quoted]) => (quoted ?? whole).trim()).filter((each) => each !== '');

const kindOf = ({ present }: Form, value: string): KindFilter[] => {
  if (value === 'EGIFT' || value === 'PHYSICAL') return [{ family: value }];
  const known = KNOWN_KINDS.find((kind) => kind === value);
  if (known !== undefined) return [{ kind: known }];
  const chosen = parseChosen(value);
  const there = chosen && 'present' in chosen ? present.filter.kinds[chosen.present] : undefined;
  return there ? [there] : [];
};

const recipients = (form: Form): string[] => {
  const read = pieces(typedIn(form, 'to'), /"([^"]*)"|[^,，\n]+/g).map((text) => readText('to', text, true));
  if (read.some(({ ok }) => !ok)) form.problems.to = FORM_PROBLEMS.tooShort;
  return read.flatMap((each) => (each.ok ? [each.text] : []));
};
const words = (form: Form): string[] => {
  const read = pieces(typedIn(form, 'text'), /"([^"]*)"|[^\s"]+/g).map(foldTyped);
  if (read.some((text) => !isLongEnough(text, 3))) form.problems.text = FORM_PROBLEMS.tooShort;
  return read;
};

const cost = (form: Form): Filter['cost'] => {
  const text = typedIn(form, 'cost');
  const read = text === '' ? undefined : readCost(text);
  if (read?.ok === false) form.problems.cost = FORM_PROBLEMS.cost;
  return read?.ok === true ? (read.add.cost ?? NO_FILTER.cost) : NO_FILTER.cost;
};

const dayOf = (text: string): Day | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return isRealDay(date) && date.year >= 1970 ? date : undefined;
};

/** A day that was left as it stood keeps the very moment it stood for. */
const bounds = (form: Form): Pick<Filter, 'since' | 'until'> & { relative: RelativeBounds } => {
  const { present: { filter, relative: kept }, asker: { timeZone }, problems } = form;
  const period = typedIn(form, 'period');
  const relative = period === 'present' ? kept : (PERIODS[period]?.bounds ?? {});
  const [since, until] = [typedIn(form, 'since'), typedIn(form, 'until')];
  if (since !== '' && relative.since) problems.since = FORM_PROBLEMS.twice;
  if (until !== '' && relative.until) problems.until = FORM_PROBLEMS.twice;
  const [from, to] = [dayOf(since), dayOf(until)];
  const asItStood = (text: string, instant: Date | undefined, moving: unknown, shown: (instant: Date, zone: string) => string): Date | undefined =>
    (instant && !moving && shown(instant, timeZone) === text ? instant : undefined);
  return {
    relative,
    since: asItStood(since, filter.since, kept.since, dayShown) ?? (from && instantAt(from, timeZone)),
    until: asItStood(until, filter.until, kept.until, lastDayShown) ?? (to && instantAt(addDays(to, 1), timeZone)),
  };
};

type Named = Extract<FilterField, 'campaign' | 'team' | 'from'>;
const SUGGESTED: Readonly<Record<Named, Suggested>> = { campaign: 'campaign', team: 'team', from: 'person' };
/** What was chosen in a menu whose choices are looked up: ids are believed only for what the asker sees. */
const names = async <T>(
  verbs: Verbs, form: Form, field: Named, take: { me: () => T[]; present: (i: number) => T | undefined; text: (text: string) => T; found: (found: Suggestion) => T },
): Promise<T[]> => {
  const chosen = chosenIn(form, field).flatMap((value) => parseChosen(value) ?? []);
  const found = await verbs.chosen(form.asker.actor, SUGGESTED[field], chosen.flatMap((each) => ('id' in each ? [each.id] : [])));
  return chosen.flatMap((each): T[] => {
    if ('me' in each) return take.me();
    if ('text' in each) {
      const read = readText(field, each.text, true);
      if (read.ok) return [take.text(read.text)];
      form.problems[field] = FORM_PROBLEMS.tooShort;
      return [];
    }
    const there = 'present' in each ? take.present(each.present) : found.filter(({ id }) => id === each.id).map(take.found)[0];
    if (there === undefined) form.problems[field] = FORM_PROBLEMS.gone;
    return there === undefined ? [] : [there];
  });
};
const wholeName = ({ name }: Suggestion): string => `${EXACTLY}${foldTyped(name)}`;

/** The filter that a submitted dialog asks for, or what is wrong with it, by field. */
export const readFilterForm = async (verbs: Verbs, asker: Asker, submission: Submission, present: SavedQuery, now: Date): Promise<FormRead> => {
  const form: Form = { submission, asker, present, now, problems: {} };
  const { filter: before } = present;
  const [from, campaigns, teams] = await Promise.all([
    names<FromFilter>(verbs, form, 'from', {
      me: () => [{ me: true }], present: (i) => before.from[i], text: (text) => ({ text }), found: ({ name, detail }) => ({ text: foldTyped(detail ?? name) }),
    }),
    names<string>(verbs, form, 'campaign', { me: () => [], present: (i) => before.campaigns[i], text: (text) => text, found: wholeName }),
    names<string>(verbs, form, 'team', { me: () => [], present: (i) => before.teams[i], text: (text) => text, found: wholeName }),
  ]);
  const statuses = chosenIn(form, 'status').flatMap((value) => KNOWN_STATUSES.filter((name) => name === value).flatMap((name) => statusesNamed(name) ?? []));
  const unknown = chosenIn(form, 'status').includes('UNKNOWN') ? (['UNKNOWN'] as const) : [];
  const { relative, ...dates } = bounds(form);
  const test = (['only', 'no'] as const).find((each) => each === typedIn(form, 'test')) ?? 'any';
  const kinds = chosenIn(form, 'kind').flatMap((value) => kindOf(form, value));
  const view = VIEWS.find((each) => each === typedIn(form, 'view')) ?? 'mine';
  const said: Filter = { ...dates, statuses: [...new Set([...statuses, ...unknown])], kinds, to: recipients(form), from, campaigns, teams, test, cost: cost(form), text: words(form) };
  const query = { view, relative, filter: filterOn({ filter: said, relative }, { now, timeZone: asker.timeZone }) };
  judge(form, query);
  return Object.keys(form.problems).length > 0 ? { ok: false, problems: form.problems } : { ok: true, query };
};

/** What is wrong with the whole. */
const judge = ({ problems }: Form, { view, filter }: SavedQuery): void => {
  const impossible = contradiction(filter, NO_FILTER);
  if (impossible?.why === 'contradiction') problems[impossible.between === 'dates' ? 'until' : 'cost'] ??= impossible.between === 'dates' ? FORM_PROBLEMS.dates : FORM_PROBLEMS.costs;
  if (undoSlackText(canonicalText(view, filter)).length > COMMAND_LIMIT) problems.text ??= FORM_PROBLEMS.tooLong;
};
