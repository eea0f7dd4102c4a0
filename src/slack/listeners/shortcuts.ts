import { parseSendsCommand } from '../../domain/query/parse.ts';
import type { Clock } from '../../usecases/ports.ts';
import { messageText } from '../messageText.ts';
import type { Shortcut } from '../payloads.ts';
import type { Plan } from '../plan.ts';
import type { Verbs } from '../verbs.ts';
import { messageModal } from '../views/blocks.ts';
import { foundInMessage, lookingForSends } from '../views/foundInMessage.ts';
import { outdated } from '../views/refusals.ts';
import { answerQuery, opensDialog } from './answerQuery.ts';
import { LIST_TITLE } from './sendsCommand.ts';

/** "Find sends in message": what the message names, as far as whoever asks may see it. */
export const findInMessage = (verbs: Verbs) => ({ message }: Shortcut): Plan => ({
  show: 'dialog', opening: lookingForSends(),
  of: async ({ actor }) => foundInMessage(await verbs.sendsIn(actor, messageText(message))),
});

/** "My sends": the same as `/sends mine`, wherever one is. */
export const mySends = (verbs: Verbs, clock: Clock) => (): Plan => ({
  show: 'dialog', opening: lookingForSends(),
  of: async (asker) => {
    const parsed = parseSendsCommand('mine', { now: clock(), timeZone: asker.timeZone });
    const answer = parsed.ok && !opensDialog(parsed.query) ? await answerQuery(verbs)(asker, parsed.query, { turn: undefined, nearby: undefined }) : outdated();
    return messageModal(LIST_TITLE, answer);
  },
});
