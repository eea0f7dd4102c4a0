import { foldText } from '../../domain/text.ts';
import { type Actor, reachOf } from '../../domain/visibility.ts';
import type { Suggested, Suggestion, Suggestions } from '../ports/suggestions.ts';

export type SuggestDeps = { suggestions: Pick<Suggestions, 'search'> };

/** What a menu of Slack's holds, less the choices that stand in it anyway. */
const MOST = 90;
/** More than any name needs to be told apart. */
const LONGEST = 60;

/** Campaigns, people or teams to choose from, by what was typed so far: only those that stand on sends the actor sees. */
export const suggest = ({ suggestions }: SuggestDeps) => (actor: Actor, what: Suggested, typed: string): Promise<Suggestion[]> =>
  suggestions.search(actor.workspaceId, reachOf(actor), what, foldText([...typed].slice(0, LONGEST).join('')), MOST);
