import type { Actor } from '../../../domain/visibility.ts';
import { cardOf, memberCard } from '../memberCard.ts';
import type { HandlerDeps, Step } from '../steps.ts';
import type { Placement } from './place.ts';

/** A card of its own for each send; where one is there already, it is brought up to date and the news stands in its thread. */
export const ownSteps = async (
  deps: HandlerDeps, placements: readonly Placement[], { actor, now, first }: { actor: Actor; now: Date; first: boolean },
): Promise<Step[]> => {
  const steps: Step[] = [];
  for (const { telling: { sendId, items, sort, undoes }, placed } of placements) {
    const subject = cardOf(sendId);
    const card = await memberCard(deps, { actor, now, first: first && steps.length === 0 }, sendId);
    if (card.kind === 'withheld') {
      steps.push({ do: 'drop', items, why: 'not theirs to see' });
    } else if (placed.place === 'card') {
      steps.push({ do: 'post', items, content: card, subject, sendId });
    } else {
      const { send, own } = card.card;
      steps.push({ do: 'edit', items: [], subject, content: card });
      steps.push({ do: 'post', items, content: { kind: 'news', send, own, undoes }, inThreadOf: subject, broadcast: sort === 'asks' });
    }
  }
  return steps;
};
