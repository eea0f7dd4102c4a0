import { ACTIONS, encodeSend } from '../ids.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import { md, plain } from './mrkdwn.ts';
import { type BareSend, bareFacts } from './requestCard.ts';
import { STATUS_WORDS } from './statusWords.ts';

/** A send in a channel: how it stands, and nothing of people. Its buttons answer whoever clicks, in their own right and only to them. */
export const sharedCard = ({ send }: { send: BareSend }): Message => {
  const what = md`Send #${send.number} ${STATUS_WORDS[send.status.name].phrase}`;
  const label = `send #${plain(send.number, 30)}`;
  return message(what, [
    section([md`*${what}*`, bareFacts(send)]),
    actions([
      button({ text: 'Show card', action: ACTIONS.menu, value: encodeSend('card', send.id), label: `Show me the card of ${label}` }),
      button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', send.id), label: `Details of ${label}` }),
    ]),
  ]);
};
