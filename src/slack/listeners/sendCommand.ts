import type { Command } from '../payloads.ts';
import { inMessage, plainly, type Plan } from '../plan.ts';
import type { ShownCards } from '../shownCards.ts';
import type { Verbs } from '../verbs.ts';
import { unreadableAsk } from '../views/found.ts';
import { searchModal } from '../views/searchModal.ts';
import { askedFor } from './askedFor.ts';
import { cancelOpening } from '../views/cancelModal.ts';
import { askInDialog } from './cancelClick.ts';
import { followingIn, followNamed } from './follow.ts';
import { foundModal, lookFor } from './found.ts';
import { historyMessage, historyOf } from './sendHistory.ts';

type About = { do: 'cancel' | 'approve'; asked: string };
/** "1234 cancel", "cancel 1234". */
const doingIn = (asked: string): About | undefined => {
  const [, first, rest] = /^(cancel|approve)\s+(.+)$/i.exec(asked) ?? [];
  const [, before, last] = /^(.+)\s+(cancel|approve)$/i.exec(asked) ?? [];
  const word = (first ?? last)?.toLowerCase();
  return word === 'cancel' || word === 'approve' ? { do: word, asked: rest ?? before ?? '' } : undefined;
};

/** The same dialog as behind the button, for the one send that goes by that name. */
const askAbout = (verbs: Verbs, about: About): Plan => ({
  show: 'dialog', fresh: true, opening: cancelOpening(about.do === 'cancel' ? 'CANCEL' : 'APPROVE'),
  of: async (asker) => {
    const found = await verbs.findSend(asker.actor, about.asked);
    return found.found === 'one' ? askInDialog(verbs, { do: about.do, id: found.card.send.id, door: 'command', card: undefined })(asker) : foundModal(found);
  },
});

/** `/send 1234` answers with a card, `/send` alone with a dialog to search in. */
export const sendCommand = (verbs: Verbs, shown: ShownCards) => ({ text, claim, own }: Command): Plan => {
  if (text.trim() === '') return { show: 'dialog', opening: searchModal(), of: async () => undefined };
  const asked = askedFor(text);
  if (asked === '') return plainly(unreadableAsk());
  const about = doingIn(asked);
  if (about) return askAbout(verbs, about);
  const following = followingIn(asked);
  if (following) return followNamed(verbs, following);
  const past = historyOf(asked);
  if (past !== undefined) return inMessage(async ({ actor }) => historyMessage(await verbs.sendHistory(actor, past)));
  return inMessage(async ({ actor }) => {
    const { answer, card } = await lookFor(verbs)(actor, asked);
    if (card && own !== undefined) shown.note(card.send.id, { claim, url: own });
    return answer;
  });
};
