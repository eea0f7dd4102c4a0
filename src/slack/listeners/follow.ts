import type { SendId } from '../../domain/ids.ts';
import type { Asker } from '../actor.ts';
import { ACTIONS } from '../ids.ts';
import type { Action } from '../payloads.ts';
import { inMessage, inPlace, type Plan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import type { Message } from '../views/blocks.ts';
import { notFound } from '../views/found.ts';
import { followAnswer } from '../views/notices/followAnswers.ts';
import { sendCard } from '../views/sendCard.ts';
import { foundMessage } from './found.ts';

const answered = async (verbs: Verbs, { actor }: Asker, id: SendId, wanted: boolean): Promise<Message> => {
  const followed = await verbs.followSend(actor, id, wanted);
  return followed ? followAnswer(followed.result, followed.send) : notFound(undefined, undefined);
};

/** Follow and Unfollow, on a card or in a row's menu: a card that only its reader sees shows at once which it is. */
export const followClick = (verbs: Verbs, id: SendId, wanted: boolean, { own, name }: Action): Plan => {
  if (own === undefined || name === ACTIONS.menu) return inMessage((asker) => answered(verbs, asker, id, wanted));
  return inPlace(async (asker) => {
    const followed = await verbs.followSend(asker.actor, id, wanted);
    if (followed?.result === 'full') return followAnswer('full', followed.send);
    const { card, asOf } = await verbs.showSend(asker.actor, id);
    return card ? sendCard(card, asOf) : notFound(undefined, asOf);
  });
};

/** The same as behind the buttons, for the one send that goes by that name. */
export const followNamed = (verbs: Verbs, asked: string, wanted: boolean): Plan => inMessage(async (asker) => {
  const found = await verbs.findSend(asker.actor, asked);
  return found.found === 'one' ? answered(verbs, asker, found.card.send.id, wanted) : foundMessage(found);
});
