import type { Filter } from '../../domain/query/filter.ts';
import type { Scope } from '../../domain/subscription.ts';
import type { SubscriptionId } from '../../domain/ids.ts';
import { ACTIONS, encodeSubscription } from '../ids.ts';
import { actions, type Block, button, context, type Message, message, section } from './blocks.ts';
import { filterWords } from './filterWords.ts';
import { channelNamed, code, join, md, type Mrkdwn } from './mrkdwn.ts';

const say = (what: Mrkdwn, ...then: (Mrkdwn | undefined)[]): Message => message(what, [section([md`*${what}.*`, ...then])]);

const TEAMS_NAMED = 5;
const scopeWords = (scope: Scope, teams: readonly string[]): Mrkdwn => {
  if (scope.everything) return md`every send of the workspace`;
  if (scope.teams === 'every') return md`sends of every team`;
  const rest = teams.length - TEAMS_NAMED;
  return md`sends of ${join(teams.slice(0, TEAMS_NAMED), ', ')}${rest > 0 ? ` and ${rest} more teams` : ''}`;
};

/** Without a status it is not every step. */
const whenWords = ({ statuses }: Filter): Mrkdwn | undefined => (statuses.length > 0 ? undefined : md`when they ship, arrive, end or are stuck`);
/** What a channel hears of: "campaign “q4”, when they ship, arrive, end or are stuck". */
const newsWords = (filter: Filter, { own, ownerName }: Pick<SubscriptionRow, 'own' | 'ownerName'>): Mrkdwn =>
  join([filterWords(filter, own ? 'you' : ownerName) ?? md`all sends that ${own ? 'you look' : `${ownerName} looks`} after`, whenWords(filter)], ', ');

export const subscribed = ({ channel, filter, scope, teams }: { channel: string; filter: Filter; scope: Scope; teams: readonly string[] }): Message => {
  const what = md`${channelNamed(channel)} hears of sends from now on`;
  const narrowed = filterWords(filter);
  return message(what, [
    section([
      md`*${what}.*`,
      md`Of ${join([scopeWords(scope, teams), narrowed && md`only: ${narrowed}`, whenWords(filter)], ', ')}.`,
      md`Numbers, kinds, cost and statuses; nothing of people. Each send has one card with its news in the thread, many at once become one message.`,
    ]),
    context(md`It goes on as long as you may see these sends, and only they are told. ${code('/sends unsubscribe')} ends it.`),
  ]);
};

export const notSubscribed = (why: 'not-yours' | 'known' | 'too-many-here' | 'too-many', most: { here: number; all: number }): Message => {
  switch (why) {
    case 'not-yours': return say(md`Managers and Admins can subscribe channels`, md`A channel hears only of sends that whoever subscribed it looks after. Ask a manager of the team.`);
    case 'known': return say(md`You have subscribed this channel to the same already`, md`${code('/sends subscriptions')} shows what it hears of.`);
    case 'too-many-here': return say(md`This channel has ${most.here} subscriptions already`, md`No more fit. ${code('/sends subscriptions')} shows them, to end one.`);
    case 'too-many': return say(md`There are ${most.all} subscriptions in this workspace already`, md`No more fit. An Admin sees all of them with ${code('/sends subscriptions')}.`);
  }
};

/** Typed where no channel is. */
export const notInDirectMessages = (): Message =>
  say(md`Channels can be subscribed, direct messages can’t`, md`Type it in the channel that is to hear of sends. What you hear yourself stands in ${code('/sends settings')}.`);

export type SubscriptionRow = {
  id: SubscriptionId; channel: string; ownerName: string; own: boolean; mayEnd: boolean; filter: Filter | undefined; paused: 'strangers' | 'unknown' | undefined;
};

const PAUSED = { strangers: md`On hold: people of another organisation read this channel`, unknown: md`On hold: I can’t tell who reads this channel` } as const;

const row = (each: SubscriptionRow): (Block | undefined)[] => {
  const { id, channel, ownerName, own, mayEnd, filter, paused } = each;
  const who = own ? 'you' : ownerName;
  const what = filter && newsWords(filter, each);
  return [
    section([md`*${channelNamed(channel)}* · by ${who}`, what, paused && PAUSED[paused]]),
    mayEnd ? actions([
      ...(paused ? [button({ text: 'Resume', action: ACTIONS.subscriptionResume, value: encodeSubscription(id), label: 'Resume: the channel hears of them again' })] : []),
      button({ text: 'End', action: ACTIONS.subscriptionEnd, value: encodeSubscription(id), label: 'End this subscription' }),
    ]) : undefined,
  ];
};

/** `said`: what was done just before. */
export type SubscriptionsData = { here: boolean; subscriptions: readonly SubscriptionRow[]; more: boolean; said?: Mrkdwn | undefined };

export const subscriptionList = ({ here, subscriptions, more, said }: SubscriptionsData): Message => {
  const what = subscriptions.length === 0 ? (here ? md`This channel hears of no sends` : md`No channel hears of sends here`) : here ? md`What this channel hears of` : md`What channels hear of`;
  return message(said ?? what, [
    said && section([said]),
    section([md`*${what}*`, subscriptions.length === 0 ? md`${code('/sends subscribe status:shipped')} in a channel begins it.` : undefined]),
    ...subscriptions.flatMap(row),
    more ? context(md`There are more; end some to see the rest.`) : undefined,
  ]);
};

export const unsubscribed = ({ channel, filter, own, ownerName }: Pick<SubscriptionRow, 'channel' | 'filter' | 'own' | 'ownerName'>): Message => {
  const what = md`${channelNamed(channel)} hears no more of these sends`;
  return say(what, filter && md`It heard of ${newsWords(filter, { own, ownerName })}.`);
};
export const nothingToEnd = (): Message => say(md`There is nothing here for you to end`, md`${code('/sends subscriptions')} shows what this channel hears of. Who subscribed it, and Admins, can end it.`);

export const TURNED = { done: md`Done.`, gone: md`It had ended already.`, 'not-yours': md`Only who subscribed it, while they may see these sends, and Admins can do that.` } as const;

export type SubscriptionNews = { channel: string; what: 'ended' | 'paused' | 'narrowed'; why: 'rights' | 'outside' | 'archived' | 'refused' | 'forgotten' | 'strangers' | 'unknown' };

const WHY: Readonly<Record<SubscriptionNews['why'], Mrkdwn>> = {
  rights: md`You may not see these sends any more.`,
  outside: md`I am not in it any more. Invite me (${code('/invite @Send Tracker')}) and subscribe it again.`,
  archived: md`It is archived.`,
  refused: md`Slack takes no message of mine there.`,
  forgotten: md`Its filter named somebody whom this tracker was told to forget.`,
  strangers: md`People of another organisation read it now. Once they don’t, ${code('/sends subscriptions')} resumes it.`,
  unknown: md`Slack does not say any more who reads it. ${code('/sends subscriptions')} resumes it once it does.`,
};

/** For whoever subscribed it. */
export const subscriptionNews = ({ channel, what, why }: SubscriptionNews): Message => {
  if (what === 'narrowed') return say(md`${channelNamed(channel)} hears of fewer sends now`, md`You look after fewer teams than when you subscribed it: it hears only of those that you still may see.`);
  return say(what === 'ended' ? md`I no longer tell ${channelNamed(channel)} of sends` : md`I don’t tell ${channelNamed(channel)} of sends for now`, WHY[why]);
};
