import type { Command } from '../payloads.ts';
import { inMessage, plainly, type Plan } from '../plan.ts';
import type { ShownCards } from '../shownCards.ts';
import type { Verbs } from '../verbs.ts';
import { unreadableAsk } from '../views/found.ts';
import { searchModal } from '../views/searchModal.ts';
import { askedFor } from './askedFor.ts';
import { cancelOpening } from '../views/cancelModal.ts';
import { askInDialog } from './cancelClick.ts';
import { type Doing, doingIn } from './doingIn.ts';
import { followNamed } from './follow.ts';
import { foundModal, lookFor } from './found.ts';
import { muteNamed } from './notices.ts';
import { historyMessage } from './sendHistory.ts';

type About = { do: 'cancel' | 'approve'; asked: string };
/** The same dialog as behind the button, for the one send that goes by that name. */
const askAbout = (verbs: Verbs, about: About): Plan => ({
  show: 'dialog', fresh: true, opening: cancelOpening(about.do === 'cancel' ? 'CANCEL' : 'APPROVE'),
  of: async (asker) => {
    const found = await verbs.findSend(asker.actor, about.asked);
    return found.found === 'one' ? askInDialog(verbs, { do: about.do, id: found.card.send.id, door: 'command', card: undefined })(asker) : foundModal(found);
  },
});

const doingPlan = (verbs: Verbs, { doing, asked }: { doing: Doing; asked: string }): Plan => {
  switch (doing) {
    case 'cancel': case 'approve': return askAbout(verbs, { do: doing, asked });
    case 'follow': case 'unfollow': return followNamed(verbs, asked, doing === 'follow');
    case 'mute': case 'unmute': return muteNamed(verbs, asked, doing === 'mute');
    case 'history': return inMessage(async ({ actor }) => historyMessage(await verbs.sendHistory(actor, asked)));
  }
};

/** `/send 1234` answers with a card, `/send` alone with a dialog to search in. */
export const sendCommand = (verbs: Verbs, shown: ShownCards) => ({ text, claim, own }: Command): Plan => {
  if (text.trim() === '') return { show: 'dialog', opening: searchModal(), of: async () => undefined };
  const asked = askedFor(text);
  if (asked === '') return plainly(unreadableAsk());
  const meant = doingIn(asked);
  return meant ? doingPlan(verbs, meant) : inMessage(async ({ actor }) => {
    const { answer, card } = await lookFor(verbs)(actor, asked);
    if (card && own !== undefined) shown.note(card.send.id, { claim, url: own });
    return answer;
  });
};
