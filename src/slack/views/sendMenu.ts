import type { Send } from '../../domain/send.ts';
import type { Clocked } from '../../domain/staleness.ts';
import { ACTIONS, encodeSend } from '../ids.ts';
import { type Block, overflow, section } from './blocks.ts';
import type { Mrkdwn } from './mrkdwn.ts';
import { row } from './sendWords.ts';
import { trackingAddress } from './trackingWords.ts';

const menu = (send: Send): ReturnType<typeof overflow> => {
  const address = trackingAddress(send.tracking);
  return overflow(ACTIONS.menu, [
    { text: 'Details', value: encodeSend('details', send.id) },
    { text: 'Show card', value: encodeSend('card', send.id) },
    ...(address === undefined ? [] : [{ text: 'Track', value: encodeSend('track', send.id), url: address }]),
  ]);
};

/** Lines about a send with its ⋯ menu. */
export const withMenu = (send: Send, lines: readonly Mrkdwn[]): Block => section(lines, menu(send));
export const sendRow = (listed: Clocked, options: { whose: boolean }): Block => withMenu(listed.send, row(listed, options));
