import { ACTIONS, encodeSend } from '../ids.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import { channelNamed, code, md, plain } from './mrkdwn.ts';
import { type BareSend, bareFacts } from './requestCard.ts';
import { STATUS_WORDS } from './statusWords.ts';

/** For whoever shared it: in the meantime nothing could be said there. */
export const notShared = ({ number, channel }: { number: string; channel: string }): Message => {
  const what = md`I could not share send #${number} in ${channelNamed(channel)}`;
  return message(what, [section([
    md`*${what}.*`,
    md`I am not in it any more, it is archived, or people of another organisation read it. Once that has changed (${code('/invite @Send Tracker')}), share it again.`,
  ])]);
};

/** A send in a channel: how it stands, and nothing of people. Its buttons answer whoever clicks, in their own right and only to them. */
export const sharedCard = ({ send }: { send: BareSend }): Message => {
  const what = md`Send #${send.number} ${STATUS_WORDS[send.status.name].phrase}`;
  const label = `send #${plain(send.number, 30)}`;
  return message(what, [
    section([md`*${what}*`, bareFacts(send)]),
    actions([
      button({ text: 'Show card', action: ACTIONS.menu, value: encodeSend('card', send.id), label: `Show card of ${label}` }),
      button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', send.id), label: `Details of ${label}` }),
    ]),
  ]);
};
