import type { CancelDecision, Offers } from '../../domain/cancel.ts';
import type { CancelMode } from '../../domain/cancelRequest.ts';
import type { DataAge } from '../../domain/dataAge.ts';
import type { Send } from '../../domain/send.ts';
import type { StallClock } from '../../domain/staleness.ts';
import { ACTIONS, encodeSend } from '../ids.ts';
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
  ];
};

export const buttons = (card: CardData, refresh: boolean): Block => {
  const { send } = card;
  const who = plain(recipientName(send), 40);
  const address = trackingAddress(send.tracking);
  return actions([
    button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', send.id), label: `Details of the gift to ${who}` }),
    ...(address === undefined ? [] : [button({
      text: 'Track', action: ACTIONS.track, value: encodeSend('track', send.id), url: address, label: `Track the gift to ${who}`,
    })]),
    ...cancelButtons(card),
    ...followButton(card),
    button({ text: 'Share', action: ACTIONS.share, value: encodeSend('share', send.id), label: `Share the gift to ${who} in a channel, without names` }),
    ...(refresh ? [button({
      text: 'Refresh', action: ACTIONS.refresh, value: encodeSend('refresh', send.id), label: `Look again at the gift to ${who}`,
    })] : []),
  ]);
};

/** For a send that is not its reader's. */
export const followButton = ({ send, followed }: Pick<CardData, 'send' | 'followed'>): ReturnType<typeof button>[] => {
  if (followed === undefined) return [];
  const who = plain(recipientName(send), 40);
  return [followed
    ? button({ text: 'Unfollow', action: ACTIONS.follow, value: encodeSend('unfollow', send.id), label: `Hear no more of the gift to ${who}` })
    : button({ text: 'Follow', action: ACTIONS.follow, value: encodeSend('follow', send.id), label: `Hear of the gift to ${who}` })];
};

/** One send: what happened, what it means, what can be done. */
export const sendCard = (card: CardData, asOf: DataAge | undefined): Message =>
  message(md`${headline(card)} (#${card.send.number})`, [...body(card), buttons(card, true), context(dataAge(asOf))]);

/** The same card in a dialog. */
export const sendCardModal = (card: CardData, asOf: DataAge | undefined): Modal =>
  modal({ title: `Send #${card.send.number}`, blocks: [...body(card), buttons(card, false), context(dataAge(asOf))] });
