import { readAsked } from '../../domain/search/asked.ts';
import type { Searched } from '../../usecases/searchSends.ts';
import { parseDirectMessage } from '../payloads.ts';
import type { EventPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import type { Message } from '../views/blocks.ts';
import { searched, searchedInVain, searchHelp, tooMuchAsked, typedCommand } from '../views/searched.ts';
import { sendCard } from '../views/sendCard.ts';
import { filesDropped } from './importFile.ts';

const searchedMessage = (result: Searched): Message => {
  switch (result.found) {
    case 'one': return sendCard(result.card, result.asOf);
    case 'several': return searched(result);
    case 'none': return searchedInVain(result.asked, result.short, result.asOf);
  }
};

/** What people type into the direct messages with the bot is looked for; in a thread, the answer stands there. */
const typed = (verbs: Verbs) => (event: unknown): EventPlan | undefined => {
  const said = parseDirectMessage(event);
  if (!said) return undefined;
  const { claim, channel, threadTs } = said;
  return {
    claim, channel, threadTs,
    of: async ({ actor }) => {
      const asked = readAsked(said.text);
      switch (asked.for) {
        case 'help': return searchHelp();
        case 'command': return typedCommand(asked.command);
        case 'too-much': return tooMuchAsked(asked.why);
        case 'sends': return searchedMessage(await verbs.searchSends(actor, asked));
      }
    },
  };
};

/** A message in the direct messages with the bot: files to import, or words to search for. */
export const directMessage = (verbs: Verbs) => (event: unknown): EventPlan | undefined => filesDropped(verbs)(event) ?? typed(verbs)(event);
