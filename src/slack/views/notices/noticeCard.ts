import type { DataAge } from '../../../domain/dataAge.ts';
import { canFollowUp } from '../../../domain/notice/events.ts';
import type { StatusName } from '../../../domain/status.ts';
import { ACTIONS, encodeNotice } from '../../ids.ts';
import { actions, type Block, context, type Message, message, section, select } from '../blocks.ts';
import { md, type Mrkdwn } from '../mrkdwn.ts';
import { body, buttons, type CardData, headline, muteButton } from '../sendCard.ts';
import { dataAge } from '../sendWords.ts';
import { FIRST_EVER, undoneWords } from './noticeWords.ts';
import { snoozeSelect } from './snoozeSelect.ts';

export type Notice = { first: boolean; muted: boolean; undoes: StatusName | undefined };
export type NoticeCardData = { card: CardData; notice: Notice; asOf: DataAge | undefined };

const noticeButtons = ({ send, stall, followed }: CardData, { muted }: Notice): Block | undefined => {
  const remind = select(ACTIONS.remind, 'Remind me', [
    { text: 'Tomorrow', value: encodeNotice('remind-1', send.id) },
    { text: 'In 3 days', value: encodeNotice('remind-3', send.id) },
    { text: 'On a date…', value: encodeNotice('remind-on', send.id) },
  ]);
  // Who follows it has Unfollow, and nothing of its sender's.
  if (followed === true) return canFollowUp(send.status) ? actions([remind]) : undefined;
  return actions([...(stall?.stale ? [snoozeSelect(send.id)] : []), muteButton(send, muted), ...(canFollowUp(send.status) ? [remind] : [])]);
};

/** All of a card in a DM, with a line before it if there is one. */
export const noticeLines = ({ card, notice, asOf }: NoticeCardData, before: Mrkdwn | undefined): (Block | undefined)[] => [
  before && section([before]),
  notice.undoes && section([md`*It turned out ${undoneWords(notice.undoes)}.*`]),
  ...body(card),
  buttons(card, { refresh: false, hearing: 'of-others' }),
  noticeButtons(card, notice),
  context(dataAge(asOf)),
  notice.first ? context(FIRST_EVER) : undefined,
];

/** A send's card in a DM: the same as an answer's, with what its reader can do about hearing of it. */
export const noticeCard = (data: NoticeCardData): Message => message(md`${headline(data.card)} (#${data.card.send.number})`, noticeLines(data, undefined));

/** The card again, because its reader asked for it. */
export const reminder = (data: NoticeCardData): Message =>
  message(md`You asked me to remind you: ${headline(data.card)}`, noticeLines(data, md`You asked me to remind you of this.`));
