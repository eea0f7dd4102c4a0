import type { SendId } from '../../domain/ids.ts';
import { parseSend } from '../ids.ts';
import type { Action } from '../payloads.ts';
import { inMessage, inPlace, plainly, type Plan } from '../plan.ts';
import type { ShownCards } from '../shownCards.ts';
import type { Verbs } from '../verbs.ts';
import { type Message, messageModal, type Modal } from '../views/blocks.ts';
import { detailsModal, detailsOpening } from '../views/detailsModal.ts';
import { notFound } from '../views/found.ts';
import { outdated } from '../views/refusals.ts';
import { askedManager } from '../views/askedToCancel.ts';
import { cancelClick } from './cancelClick.ts';
import { followClick } from './follow.ts';
import { shareClick } from './share.ts';
import { supportClick } from './support.ts';
import { sendCard, sendCardModal } from '../views/sendCard.ts';
import type { Asker } from '../actor.ts';

const NOT_FOUND = 'Not found';

const details = (verbs: Verbs, id: SendId) => async ({ actor }: Asker): Promise<Modal> => {
  const { details: found, asOf } = await verbs.sendDetails(actor, id);
  return found ? detailsModal({ ...found, page: verbs.pageOf(found.send.number), asOf }) : messageModal(NOT_FOUND, notFound(undefined, asOf));
};

const card = (verbs: Verbs, id: SendId) => async ({ actor }: Asker): Promise<Message> => {
  const { card: found, asOf } = await verbs.showSend(actor, id);
  return found ? sendCard(found, asOf) : notFound(undefined, asOf);
};

const cardInDialog = (verbs: Verbs, id: SendId) => async ({ actor }: Asker): Promise<Modal> => {
  const { card: found, asOf } = await verbs.showSend(actor, id);
  return found ? sendCardModal(found, asOf) : messageModal(NOT_FOUND, notFound(undefined, asOf));
};

/** A click on a card's button or in a list's ⋯ menu: its value says which send and what is wanted. */
export const sendClick = (verbs: Verbs, shown: ShownCards) => (action: Action): Plan => {
  const { value, dialog, home, claim, own } = action;
  const inView = dialog !== undefined || home;
  const click = parseSend(value);
  if (!click) return plainly(outdated());
  switch (click.do) {
    case 'details': return { show: 'dialog', opening: detailsOpening(), of: details(verbs, click.id) };
    case 'card':
      return inView ? { show: 'dialog', opening: detailsOpening(), of: cardInDialog(verbs, click.id) } : inMessage(card(verbs, click.id));
    case 'refresh':
      if (own !== undefined) shown.note(click.id, { claim, url: own });
      return inPlace(card(verbs, click.id));
    case 'track': return { show: 'nothing' };
    case 'cancel': case 'approve': return cancelClick(verbs, click.do, click.id, action);
    case 'ask-manager':
      return inView
        ? { show: 'dialog', opening: detailsOpening(), of: async ({ actor }) => messageModal('Ask to cancel', askedManager(await verbs.askManager(actor, click.id))) }
        : inMessage(async ({ actor }) => askedManager(await verbs.askManager(actor, click.id)));
    case 'support': return supportClick(verbs, [click.id]);
    case 'follow': case 'unfollow': return followClick(verbs, click.id, click.do === 'follow', action);
    case 'share': return shareClick(verbs, click.id, action);
  }
};
