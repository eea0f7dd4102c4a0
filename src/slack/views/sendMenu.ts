import type { Listed } from '../../domain/listed.ts';
import { canFollowUp } from '../../domain/notice/events.ts';
import type { Clocked } from '../../domain/staleness.ts';
import { ACTIONS, encodeNotice, encodeSend } from '../ids.ts';
import { type Block, overflow, section } from './blocks.ts';
import type { Mrkdwn } from './mrkdwn.ts';
import { row } from './sendWords.ts';
import { trackingAddress } from './trackingWords.ts';

/** A send with what its reader is offered about it, where it is known who reads. */
type Row = Pick<Listed, 'send'> & Partial<Pick<Listed, 'offers'>>;

const menu = ({ send, offers }: Row): ReturnType<typeof overflow> => {
  const address = trackingAddress(send.tracking);
  return overflow(ACTIONS.menu, [
    { text: 'Details', value: encodeSend('details', send.id) },
    { text: 'Show card', value: encodeSend('card', send.id) },
    ...(address === undefined ? [] : [{ text: 'Track', value: encodeSend('track', send.id), url: address }]),
    ...(offers?.approve ? [{ text: 'Approve…', value: encodeSend('approve', send.id) }] : []),
    ...(offers?.cancel ? [{ text: 'Cancel…', value: encodeSend('cancel', send.id) }] : []),
  ]);
};

/** A send in two lines; one that came to its end well has a menu to be reminded of it. */
export const noticeRow = (listed: Clocked & Row): Block => {
  const { id, status } = listed.send;
  if (!canFollowUp(status)) return sendRow(listed, { whose: false });
  return section(row(listed, { whose: false }), overflow(ACTIONS.menu, [
    { text: 'Details', value: encodeSend('details', id) },
    { text: 'Show card', value: encodeSend('card', id) },
    { text: 'Remind me tomorrow', value: encodeNotice('remind-1', id) },
    { text: 'Remind me in 3 days', value: encodeNotice('remind-3', id) },
    { text: 'Remind me on a date…', value: encodeNotice('remind-on', id) },
  ]));
};

/** Lines about a send with its ⋯ menu. */
export const withMenu = (listed: Row, lines: readonly Mrkdwn[]): Block => section(lines, menu(listed));
export const sendRow = (listed: Clocked & Row, options: { whose: boolean }): Block => withMenu(listed, row(listed, options));
