import type { DataAge } from '../../domain/dataAge.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import { ACTIONS, encodeSend } from '../ids.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import { either, md, mention, plain } from './mrkdwn.ts';
import { type BareSend, bareFacts } from './requestCard.ts';
import { type CardData, sendCard } from './sendCard.ts';
import { notFound } from './found.ts';
import { facts, giftTo } from './sendWords.ts';

/** A send's card for a manager, with who asks that it be canceled. */
export const askedToCancel = ({ card, from, asOf }: { card: CardData; from: string; asOf: DataAge | undefined }): Message => {
  const { blocks } = sendCard(card, asOf);
  const headline = md`${plain(from) || 'A sender'} asks you to cancel ${giftTo(card.send, false)}`;
  return message(md`${headline} (#${card.send.number})`, [section([md`*${headline}*`]), ...blocks]);
};

/** The same for a channel. */
export const cancelWanted = ({ send, asker }: { send: BareSend; asker: SlackUserId | undefined }): Message => {
  const headline = md`Send #${send.number} should be canceled`;
  return message(headline, [
    section([md`*${headline}*`, bareFacts(send), md`${asker ? mention(asker) : md`A member`} asks, and may not do it; an Admin can, from the details.`]),
    actions([button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', send.id), label: `Details of send #${plain(send.number, 30)}` })]),
  ]);
};

export type AskedManager = { result: 'asked'; send: Send; managers: readonly string[] } | { result: 'no-need'; send: Send } | { result: 'not-found' };

/** What came of asking. */
export const askedManager = (asked: AskedManager): Message => {
  if (asked.result === 'not-found') return notFound(undefined, undefined);
  const { send } = asked;
  if (asked.result === 'no-need') return message(md`Nothing to ask any more`, [section([md`*Nothing to ask any more.*`, facts(send), md`Show its card again to see how it stands.`])]);
  const whom = asked.managers.length > 0 ? either(asked.managers) : md`your operations team`;
  return message(md`I asked ${whom} to cancel #${send.number}`, [section([
    md`*I asked ${whom}.*`, facts(send), md`They see its card with your request and can cancel it. You hear what comes of it.`,
  ])]);
};
