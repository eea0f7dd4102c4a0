import { type Actor, reachOf } from '../../domain/visibility.ts';
import type { Suggested, Suggestion, Suggestions } from '../ports/suggestions.ts';

export type ChosenDeps = { suggestions: Pick<Suggestions, 'byIds'> };

/** What was chosen of suggestions, by id; without those that the actor does not see (any more). */
export const chosen = ({ suggestions }: ChosenDeps) => (actor: Actor, what: Suggested, ids: readonly string[]): Promise<Suggestion[]> =>
  suggestions.byIds(actor.workspaceId, reachOf(actor), what, ids);
