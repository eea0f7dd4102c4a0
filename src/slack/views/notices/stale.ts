import type { Send } from '../../../domain/send.ts';
import type { Clocked } from '../../../domain/staleness.ts';
import { statusLabel } from '../../../domain/status.ts';
import { ACTIONS, encodeSend, encodeTake } from '../../ids.ts';
import { actions, type Block, button, context, type Message, message, section } from '../blocks.ts';
import { code, date, join, md, type Mrkdwn } from '../mrkdwn.ts';
import { supportButton } from '../cancelButtons.ts';
import { type Capped } from '../sendList.ts';
import { withMenu } from '../sendMenu.ts';
import { capped, count, facts, giftTo, recipientName, senderName, stallLine } from '../sendWords.ts';
import { type NoticeCardData, noticeLines } from './noticeCard.ts';
import { supportSeveral } from '../supportSeveral.ts';
import { FIRST_EVER } from './noticeWords.ts';
import { snoozeSelect } from './snoozeSelect.ts';

/** "Still not shipped: Jane Park's gift, 8 days in Order Received". */
const headline = ({ send, stall }: Clocked, own: boolean): Mrkdwn => {
  const whose = own ? md`${recipientName(send)}’s gift` : giftTo(send, false);
  const day = stall?.day ?? 0;
  const what = send.status.name === 'CONFIRMING_ADDRESS' ? md`Still no address` : md`Still not shipped`;
  return md`${what}: ${whose}, ${day} ${day === 1 ? 'day' : 'days'} in ${statusLabel(send.status)}`;
};

const details = (send: Send): ReturnType<typeof button> =>
  button({ text: 'Details', action: ACTIONS.details, value: encodeSend('details', send.id), label: `Details of the gift to ${recipientName(send)}` });

/** A send's card that begins with how long it stays. */
export const staleCard = (data: NoticeCardData): Message => {
  const { card } = data;
  const what = headline(card, card.own);
  return message(md`${what} (#${card.send.number})`, noticeLines(data, md`*${what}*`));
};

/** The same in the thread of its card. */
export const staleLine = ({ clocked, own }: { clocked: Clocked; own: boolean }): Message => {
  const { send, stall } = clocked;
  const what = headline(clocked, own);
  return message(what, [
    section([md`*${what}*`, facts(send), stall && stallLine(send.status.name, stall)]),
    actions([details(send), supportButton(send), snoozeSelect(send.id)]),
  ]);
};

const row = ({ send, stall }: Clocked, ...more: (Mrkdwn | undefined)[]): Block => withMenu({ send }, [
  md`*${recipientName(send)}* · ${facts(send)}`,
  join([md`*${statusLabel(send.status)}*`, stall && stallLine(send.status.name, stall), ...more], ' · '),
]);

/** Many at once: the longest past their time, each with its way out in its menu. */
export const staleFold = ({ sends, total, first }: { sends: readonly Clocked[]; total: number; first: boolean }): Message => {
  const what = md`${count(total)} gifts do not move`;
  const rest = total - sends.length;
  return message(what, [
    section([md`*${what}*`, md`The longest past their time come first.`]),
    ...sends.map((each) => row(each)),
    supportSeveral(sends.map(({ send }) => send.id)),
    rest > 0 ? section([md`And ${count(rest)} more: ${code('/sends stale')} has them all.`]) : context(md`${code('/sends stale')} has them, too.`),
    first ? context(FIRST_EVER) : undefined,
  ]);
};

export type TeamStale = { sends: readonly (Clocked & { taken: string | undefined })[]; total: Capped };

const teamRow = ({ send, stall, taken }: TeamStale['sends'][number]): Block[] => [
  row({ send, stall }, md`from ${senderName(send)}`, taken === undefined ? undefined : md`*${taken} has it*`),
  ...(taken === undefined ? [actions([button({
    text: 'I’ll take it', action: ACTIONS.take, value: encodeTake(send.id), label: `I’ll take it: the gift to ${recipientName(send)}`,
  })])] : []),
];

/** For managers: what of their teams stays very long, and who sees to it. */
export const staleTeam = ({ sends, total }: TeamStale): Message => {
  const one = total.count === 1 && !total.more;
  const what = md`${capped(total)} ${one ? 'gift of your teams stays' : 'gifts of your teams stay'} twice as long as ${one ? 'it' : 'they'} should`;
  const rest = total.count - sends.length;
  return message(what, [
    section([md`*${what}*`, md`Their senders know. Take one, so that the others see who has it.`]),
    ...sends.flatMap(teamRow),
    supportSeveral(sends.map(({ send }) => send.id)),
    rest > 0 || total.more ? context(md`${code('/sends stale')} has all of them.`) : undefined,
  ]);
};

const say = (what: Mrkdwn, then: Mrkdwn): Message => message(what, [section([md`*${what}.*`, then])]);

/** Answers to Snooze. `until` undefined: until it moves. */
export const snoozed = (until: Date | undefined): Message => (until === undefined
  ? say(md`I say no more about this one while it stays as it is`, md`You hear again when it moves. It stays in ${code('/sends stale')}.`)
  : say(md`I remind you after ${date(until)}`, md`If it moves before that, you hear of that instead. It stays in ${code('/sends stale')}.`));

/** Answers to "I'll take it". */
export const taken = (by: string | undefined): Message => (by === undefined
  ? say(md`You have it`, md`The other managers see that, and its sender hears no more alerts while it stays.`)
  : say(md`${by} has it already`, md`Nothing is left to do for you here.`));
