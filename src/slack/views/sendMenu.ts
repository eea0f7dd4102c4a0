import type { SendId } from '../../domain/ids.ts';
import type { Listed } from '../../domain/listed.ts';
import { canFollowUp } from '../../domain/notice/events.ts';
import type { HearingOffer } from '../../domain/notice/hearing.ts';
import type { Clocked } from '../../domain/staleness.ts';
import { ACTIONS, encodeNotice, encodeSend } from '../ids.ts';
import { type Block, type Choice, overflow, section } from './blocks.ts';
import type { Mrkdwn } from './mrkdwn.ts';
import { row } from './sendWords.ts';
import { trackingAddress } from './trackingWords.ts';

/** A send with what its reader is offered about it, where it is known who reads. */
type Row = Pick<Listed, 'send'> & Partial<Pick<Listed, 'offers' | 'hearing'>>;

const HEARING: Readonly<Record<HearingOffer, string>> = { follow: 'Follow', unfollow: 'Unfollow', mute: 'Mute', unmute: 'Unmute' };
const hearingValue = (offer: HearingOffer, id: SendId): string => (offer === 'follow' || offer === 'unfollow' ? encodeSend(offer, id) : encodeNotice(offer, id));

/** Slack's limit. */
const CHOICES = 5;
/**
 * What a row's ⋯ menu offers. Always: Details, Share, whether its reader hears of it (Follow or Unfollow, their own Mute or Unmute), and what can be
 * decided about it (Approve…, Cancel…). Where there is room left, in this order: Track, Show card. The details have all of them as buttons, Track as
 * a link. The rights are looked at again at the click.
 */
const menu = ({ send, offers, hearing }: Row): ReturnType<typeof overflow> => {
  const { id } = send;
  const address = trackingAddress(send.tracking);
  const decide: Choice[] = [
    ...(offers?.approve ? [{ text: 'Approve…', value: encodeSend('approve', id) }] : []),
    ...(offers?.cancel ? [{ text: 'Cancel…', value: encodeSend('cancel', id) }] : []),
  ];
  const hear = hearing === undefined ? [] : [{ text: HEARING[hearing], value: hearingValue(hearing, id) }];
  const track = address === undefined ? [] : [{ text: 'Track', value: encodeSend('track', id), url: address }];
  const more = [...track, { text: 'Show card', value: encodeSend('card', id) }].slice(0, CHOICES - 2 - decide.length - hear.length);
  return overflow(ACTIONS.menu, [
    { text: 'Details', value: encodeSend('details', id) }, ...more.toReversed(), ...decide, ...hear, { text: 'Share', value: encodeSend('share', id) },
  ]);
};

/** A send in two lines; one that came to its end well has a menu to be reminded of it; there is little left to hear of it. */
export const noticeRow = (listed: Clocked & Row): Block => {
  const { id, status } = listed.send;
  if (!canFollowUp(status)) return sendRow(listed, { whose: false });
  return section(row(listed, { whose: false }), overflow(ACTIONS.menu, [
    { text: 'Details', value: encodeSend('details', id) },
    { text: 'Remind me tomorrow', value: encodeNotice('remind-1', id) },
    { text: 'Remind me in 3 days', value: encodeNotice('remind-3', id) },
    { text: 'Remind me on a date…', value: encodeNotice('remind-on', id) },
    { text: 'Share', value: encodeSend('share', id) },
  ]));
};

/** Lines about a send with its ⋯ menu. */
export const withMenu = (listed: Row, lines: readonly Mrkdwn[]): Block => section(lines, menu(listed));
export const sendRow = (listed: Clocked & Row, options: { whose: boolean }): Block => withMenu(listed, row(listed, options));
