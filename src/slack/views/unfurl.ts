import type { SendId } from '../../domain/ids.ts';
import { type Status, statusLabel } from '../../domain/status.ts';
import { ACTIONS, encodeSend } from '../ids.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import { date, md } from './mrkdwn.ts';

export type UnfurlData = { id: SendId; number: string; now: { status: Status; since: Date; approximate: boolean } | undefined };

/** Beneath a link in a channel: number and status, and nobody's name. Details opens what its clicker may see. */
export const unfurl = ({ id, number, now }: UnfurlData): Message => {
  const what = now ? md`Send #${number}: *${statusLabel(now.status)}*, ${now.approximate ? 'first heard of' : 'since'} ${date(now.since)}` : md`Send #${number}`;
  return message(what, [section([what]), actions([button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', id), label: `Details of send ${number}` })])]);
};
