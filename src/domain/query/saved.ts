import { foldText } from '../text.ts';
import type { ListView } from '../visibility.ts';
import { type DateContext, readRelative } from './dates.ts';
import type { Filter, RelativeBound, RelativeBounds } from './filter.ts';
import { isStatusGroup, statusesNamed } from './values.ts';
import { keyByWord, viewByWord } from './vocabulary.ts';

/** A question somebody keeps under a name. The filter's instants that are `relative` are of the day it was saved on. */
export type SavedQuery = { view: ListView | 'stale'; filter: Filter; relative: RelativeBounds };
/** By its key (`savedKey`). */
export type SavedFilters = ReadonlyMap<string, SavedQuery>;
export const NONE_SAVED: SavedFilters = new Map();

/** How many filters a person may keep. */
export const MOST_SAVED = 25;
/** How long a name may be, in characters. */
export const NAME_LONGEST = 30;
const NAME = /^\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*$/u;
/** Words that may come to mean something as first words. */
const KEPT_BACK = new Set([
  'save', 'saved', 'delete', 'remove', 'rename', 'follow', 'unfollow', 'following', 'mute', 'unmute', 'share', 'subscribe', 'unsubscribe', 'subscriptions', 'home', 'search', 'find',
  'send', 'sends', 'cancel', 'approve', 'history', 'me', 'with', 'and', 'or', 'not',
]);

/** A name as it is compared: letter case, accents, quotes around it and kinds of dashes, spaces or underscores inside do not matter. */
export const savedKey = (text: string): string =>
  foldText(text.replace(/["“”„‟«»＂'‘’‚‛]/g, '')).replace(/[\s_‐-―−-]+/g, '-').replace(/^-+|-+$/g, '');

/** `form`: letters, digits and dashes, beginning with a letter, 2 to 30. `taken`: the word means something else as a first word. */
export type NameProblem = 'form' | 'taken';
export const nameProblem = (key: string): NameProblem | undefined => {
  if (!NAME.test(key) || [...key].length < 2 || [...key].length > NAME_LONGEST) return 'form';
  const meant = viewByWord.has(key) || keyByWord.has(key) || KEPT_BACK.has(key) || statusesNamed(key) !== undefined || isStatusGroup(key);
  return meant ? 'taken' : undefined;
};

/** Whether a command may name a saved filter: nobody's need to be looked up for any other. */
export const mayNameSaved = (text: string): boolean => {
  const [first = '', second] = text.trim().split(/\s+/).map((word) => word.toLowerCase());
  const view = viewByWord.get(first);
  return view === undefined ? first !== '' : (view === 'export' || view === 'stats' || view === 'filter' || view === 'needs') && second !== undefined;
};

const instantOf = (bound: RelativeBound | undefined, kept: Date | undefined, context: DateContext): Date | undefined =>
  (bound === undefined ? kept : (readRelative(bound.date, context)?.[bound.edge] ?? kept));

/** The filter as it is meant on the day it is asked. */
export const filterOn = ({ filter, relative }: Pick<SavedQuery, 'filter' | 'relative'>, context: DateContext): Filter => ({
  ...filter, since: instantOf(relative.since, filter.since, context), until: instantOf(relative.until, filter.until, context),
});

/** A saved filter with what was typed beside its name: a filter given again takes the place of the saved one, texts are looked for as well. */
export const laidOver = (saved: Filter, typed: Filter): Filter => {
  const either = <T>(kept: readonly T[], given: readonly T[]): readonly T[] => (given.length > 0 ? given : kept);
  const costs = typed.cost.min !== undefined || typed.cost.max !== undefined;
  return {
    statuses: either(saved.statuses, typed.statuses), kinds: either(saved.kinds, typed.kinds), to: either(saved.to, typed.to), from: either(saved.from, typed.from),
    campaigns: either(saved.campaigns, typed.campaigns), teams: either(saved.teams, typed.teams), test: typed.test === 'any' ? saved.test : typed.test,
    since: typed.since ?? saved.since, until: typed.until ?? saved.until, cost: costs ? typed.cost : saved.cost, text: [...new Set([...saved.text, ...typed.text])],
  };
};
