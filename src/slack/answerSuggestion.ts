import type { Claim } from './actor.ts';
import { inTime } from './inTime.ts';
import type { SuggestionPlan } from './plan.ts';
import { type ListenerDeps, settle } from './settle.ts';
import type { Choice } from './views/blocks.ts';

/** Slack waits three seconds for choices. In ms. */
const PATIENCE = 2500;

/** Choices for what somebody types in a menu: none for whoever is not let in, and none where they take too long. */
export const answerSuggestion = (deps: ListenerDeps) => async (route: string, claim: Claim, of: SuggestionPlan): Promise<readonly Choice[]> => {
  const settled = await inTime(settle(deps, route, claim, of), PATIENCE);
  deps.record(route, settled?.outcome ?? 'failed');
  return settled?.outcome === 'answered' ? settled.value : [];
};
