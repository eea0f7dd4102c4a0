import type { CancelDecision, Offers } from '../../domain/cancel.ts';
import type { CancelMode } from '../../domain/cancelRequest.ts';
import type { DataAge } from '../../domain/dataAge.ts';
import type { Send } from '../../domain/send.ts';
import type { StallClock } from '../../domain/staleness.ts';
import { ACTIONS, encodeNotice, encodeSend } from '../ids.ts';
import { actions, type Block, button, context, type Message, message, type Modal, modal, section } from './blocks.ts';
import { cancelButtons } from './cancelButtons.ts';
import { cancelLine } from './cancelWords.ts';
import { join, md, type Mrkdwn, plain } from './mrkdwn.ts';
import { requestLine } from './requestWords.ts';
import { campaignNote, dataAge, facts, giftTo, recipientName, stallLine, statusSince } from './sendWords.ts';
import { STATUS_WORDS } from './statusWords.ts';
import { trackingAddress, trackingLine } from './trackingWords.ts';

export type CardData = {
  send: Send;
  own: boolean;
  /** Whether its reader follows it; undefined: it is theirs. */
  followed?: boolean | undefined;
  /** Whether its reader wants to hear nothing of it; undefined: it is not theirs. */
  muted?: boolean | undefined;
  stall: StallClock | undefined;
  cancel: CancelDecision;
  offers: Offers;
  cancelMode: CancelMode;
  managers: readonly string[];
};

export const headline = ({ send, own }: CardData): Mrkdwn => md`${giftTo(send, own)} ${STATUS_WORDS[send.status.name].phrase}`;

export const body = (card: CardData): (Block | undefined)[] => {
  const { send, stall } = card;
  const status = STATUS_WORDS[send.status.name];
  const note = campaignNote(send);
  return [
    section([md`*${headline(card)}*`, facts(send), trackingLine(send)]),
    section([
      statusSince(send),
      join([status.means, stall ? stallLine(send.status.name, stall) : undefined, stall?.stale ? undefined : status.todo], ' '),
      requestLine(send.request),
      cancelLine({ ...card, approve: card.offers.approve, request: send.request, number: send.number }),
    ]),
    note && context(note),
    card.followed === true ? context(md`You follow this gift: its news come to your direct messages.`) : undefined,
    card.muted === true ? context(md`You muted this gift: I tell you no news of it.`) : undefined,
  ];
};

/** `hearing`: whether they say, too, whether its reader hears of it. */
export const buttons = (card: CardData, { refresh, hearing }: { refresh: boolean; hearing: 'all' | 'of-others' }): Block => {
  const { send } = card;
  const who = plain(recipientName(send), 40);
  const address = trackingAddress(send.tracking);
  return actions([
    button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', send.id), label: `Details of the gift to ${who}` }),
    ...(address === undefined ? [] : [button({
      text: 'Track', action: ACTIONS.track, value: encodeSend('track', send.id), url: address, label: `Track the gift to ${who}`,
    })]),
    ...cancelButtons(card),
    ...(hearing === 'all' ? hearingButton(card) : followButton(card)),
    shareButton(card),
    ...(refresh ? [button({
      text: 'Refresh', action: ACTIONS.refresh, value: encodeSend('refresh', send.id), label: `Refresh the card of the gift to ${who}`,
    })] : []),
  ]);
};

export const shareButton = ({ send }: Pick<CardData, 'send'>): ReturnType<typeof button> =>
  button({ text: 'Share', action: ACTIONS.share, value: encodeSend('share', send.id), label: `Share the gift to ${plain(recipientName(send), 40)} in a channel, without names` });

export const muteButton = (send: Send, muted: boolean): ReturnType<typeof button> => {
  const who = plain(recipientName(send), 40);
  return muted
    ? button({ text: 'Unmute', action: ACTIONS.mute, value: encodeNotice('unmute', send.id), label: `Unmute the gift to ${who}` })
    : button({ text: 'Mute', action: ACTIONS.mute, value: encodeNotice('mute', send.id), label: `Mute the gift to ${who}` });
};

/** Whether its reader hears of it: of their own, of another's. */
export const hearingButton = (card: Pick<CardData, 'send' | 'followed' | 'muted'>): ReturnType<typeof button>[] =>
  (card.muted === undefined ? followButton(card) : [muteButton(card.send, card.muted)]);

/** For a send that is not its reader's. */
const followButton = ({ send, followed }: Pick<CardData, 'send' | 'followed'>): ReturnType<typeof button>[] => {
  if (followed === undefined) return [];
  const who = plain(recipientName(send), 40);
  return [followed
    ? button({ text: 'Unfollow', action: ACTIONS.follow, value: encodeSend('unfollow', send.id), label: `Unfollow the gift to ${who}` })
    : button({ text: 'Follow', action: ACTIONS.follow, value: encodeSend('follow', send.id), label: `Follow the gift to ${who}` })];
};

/** One send: what happened, what it means, what can be done. */
export const sendCard = (card: CardData, asOf: DataAge | undefined): Message =>
  message(md`${headline(card)} (#${card.send.number})`, [...body(card), buttons(card, { refresh: true, hearing: 'all' }), context(dataAge(asOf))]);

/** The same card in a dialog. */
export const sendCardModal = (card: CardData, asOf: DataAge | undefined): Modal =>
  modal({ title: `Send #${card.send.number}`, blocks: [...body(card), buttons(card, { refresh: false, hearing: 'all' }), context(dataAge(asOf))] });
