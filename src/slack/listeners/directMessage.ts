import { readAsked } from '../../domain/search/asked.ts';
import { parseDirectMessage } from '../payloads.ts';
import type { EventPlan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { searchHelp, tooMuchAsked, typedCommand } from '../views/searched.ts';
import { searchedMessage } from './found.ts';
import { filesDropped } from './importFile.ts';

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
