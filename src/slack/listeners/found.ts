import type { Found } from '../../usecases/findSend.ts';
import { type Message, messageModal, type Modal } from '../views/blocks.ts';
import { notFound, severalSends } from '../views/found.ts';
import { sendCard, sendCardModal } from '../views/sendCard.ts';

export const foundMessage = (found: Found): Message => {
  switch (found.found) {
    case 'one': return sendCard(found.card, found.asOf);
    case 'several': return severalSends(found);
    case 'none': return notFound(found.asked, found.asOf);
  }
};

export const foundModal = (found: Found): Modal =>
  found.found === 'one' ? sendCardModal(found.card, found.asOf) : messageModal('Find a send', foundMessage(found));
