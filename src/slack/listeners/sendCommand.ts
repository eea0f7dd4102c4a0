import type { Command } from '../payloads.ts';
import { inMessage, plainly, type Plan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { unreadableAsk } from '../views/found.ts';
import { searchModal } from '../views/searchModal.ts';
import { askedFor } from './askedFor.ts';
import { foundMessage } from './found.ts';

/** `/send 1234` answers with a card, `/send` alone with a dialog to search in. */
export const sendCommand = (verbs: Verbs) => ({ text }: Command): Plan => {
  if (text.trim() === '') return { show: 'dialog', opening: searchModal(), of: async () => undefined };
  const asked = askedFor(text);
  if (asked === '') return plainly(unreadableAsk());
  return inMessage(async ({ actor }) => foundMessage(await verbs.findSend(actor, asked)));
};
