import { foldTyped } from '../../domain/query/values.ts';
import type { Suggested } from '../../usecases/ports/suggestions.ts';
import { encodeChosen } from '../filterIds.ts';
import type { SuggestionAsked } from '../payloads.ts';
import type { SuggestionPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import type { Choice } from '../views/blocks.ts';

/** Room in a menu's value, and the shortest text that lists can be narrowed by. */
const LONGEST = 70;
const SHORTEST = 2;

/** What was typed can be looked for as it stands, too. */
const asTyped = (what: Suggested, typed: string): Choice[] => {
  const text = foldTyped(typed);
  if (text.length < SHORTEST || text.length > LONGEST || text.startsWith('=')) return [];
  return [{ text: `${what === 'person' ? 'Anyone' : 'Any'} with “${text}”`, value: encodeChosen({ text }) }];
};
const me = (what: Suggested, typed: string): Choice[] =>
  (what === 'person' && 'me'.startsWith(typed.trim().toLowerCase()) ? [{ text: 'Me', value: encodeChosen({ me: true }) }] : []);

/** Somebody types in one of the filter dialog's menus: names of what they may see. */
export const suggestChoices = (verbs: Verbs, what: Suggested) => ({ typed }: SuggestionAsked): SuggestionPlan => async ({ actor }) => {
  const found = await verbs.suggest(actor, what, typed);
  const names = found.map(({ id, name, detail }) => ({ text: detail === undefined ? name : `${name} (${detail})`, value: encodeChosen({ id }) }));
  return [...me(what, typed), ...names, ...asTyped(what, typed)];
};
