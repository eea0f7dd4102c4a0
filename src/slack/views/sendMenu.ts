import type { Listed } from '../../domain/listed.ts';
import type { Clocked } from '../../domain/staleness.ts';
import { ACTIONS, encodeSend } from '../ids.ts';
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

/** Lines about a send with its ⋯ menu. */
export const withMenu = (listed: Row, lines: readonly Mrkdwn[]): Block => section(lines, menu(listed));
export const sendRow = (listed: Clocked & Row, options: { whose: boolean }): Block => withMenu(listed, row(listed, options));
