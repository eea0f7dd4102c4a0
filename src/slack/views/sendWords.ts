import type { DataAge } from '../../domain/dataAge.ts';
import type { Send, SendDetails } from '../../domain/send.ts';
import type { Clocked, StallClock, Stalling } from '../../domain/staleness.ts';
import { STATUSES, statusLabel, type StatusName } from '../../domain/status.ts';
import { code, date, join, md, type Mrkdwn, plain } from './mrkdwn.ts';
import { openRequest } from './requestWords.ts';
import { trackingText } from './trackingWords.ts';

/** Who it is for; what the data says first wins. Never empty. */
export const recipientName = ({ recipient }: Pick<Send, 'recipient'>): string =>
  [recipient.name, recipient.company, recipient.email].map((each) => plain(each ?? '')).find((each) => each !== '') ?? 'someone';

export const senderName = ({ sender }: Pick<Send, 'sender'>): string => plain(sender.name) || plain(sender.email) || 'someone';

/** "Your gift to Jane Park". */
export const giftTo = (send: Send, own: boolean): Mrkdwn =>
  own ? md`Your gift to ${recipientName(send)}` : md`${senderName(send)}’s gift to ${recipientName(send)}`;

/** "Mug · Q4 Thank You · #1234": names before numbers. */
export const facts = (send: Send): Mrkdwn =>
  join([plain(send.gift ?? '') || plain(send.kind), send.campaign?.name, md`#${send.number}`, send.test ? code('TEST') : undefined], ' · ');

/** "*Shipped* since yesterday at 10:02"; what is over only has a time. */
export const statusSince = (send: Send): Mrkdwn => {
  const label = md`*${statusLabel(send.status)}*`;
  if (send.sinceApproximate) return md`${label}, first heard of ${date(send.since)}`;
  const lasts = send.status.name === 'UNKNOWN' || ['open', 'trouble'].includes(STATUSES[send.status.name].stage);
  return lasts ? md`${label} since ${date(send.since)}` : md`${label} ${date(send.since)}`;
};

const WHEN_STALE: Readonly<Record<Stalling, Mrkdwn>> = {
  ORDER_RECEIVED: md`Support can find out why.`,
  FULFILLMENT_ISSUE: md`Support should look at it now.`,
  CONFIRMING_ADDRESS: md`A word from you to the recipient often helps.`,
};
const isStalling = (name: StatusName): name is Stalling => name in WHEN_STALE;

/** "Day 4 of 7." and, when that is over, what to do. */
export const stallLine = (name: StatusName, stall: StallClock): Mrkdwn => {
  const { day, of, ends } = stall;
  const until = ends && md`Last day to confirm the address: ${date(ends)}.`;
  if (!stall.stale) return join([md`Day ${day} of ${of}.`, until], ' ');
  return join([day < of ? md`Day ${day} of ${of}.` : md`Day ${day}, past the ${of} it should take.`, until, isStalling(name) ? WHEN_STALE[name] : undefined], ' ');
};

const clockWords = ({ day, of, stale }: StallClock): Mrkdwn => (stale && day >= of ? md`day ${day}, past ${of}` : md`day ${day} of ${of}`);

/** One send in a list, in two lines. `whose`: its sender is named. */
export const row = ({ send, stall }: Clocked, { whose }: { whose: boolean }): Mrkdwn[] => [
  md`*${recipientName(send)}* · ${facts(send)}`,
  join([statusSince(send), stall && clockWords(stall), openRequest(send), send.tracking && trackingText(send.tracking), whose ? md`from ${senderName(send)}` : undefined], ' · '),
];

export const campaignNote = ({ campaign }: Pick<SendDetails, 'campaign'>): Mrkdwn | undefined => {
  if (!campaign || campaign.state === 'ACTIVE') return undefined;
  return md`The campaign ${campaign.name} is ${campaign.state === 'ARCHIVED' ? 'archived' : 'deleted'}; its sends stay here.`;
};

/** How old what is shown is, and whether that is older than it should be. */
export const dataAge = (asOf: DataAge | undefined): Mrkdwn => {
  if (!asOf) return md`No data has come in yet.`;
  const { at, late, heard } = asOf;
  return join([
    at && md`Data as of ${date(at)}.`,
    late ? md`That is older than it should be: newer updates may be missing.` : undefined,
    heard && !(at && at >= heard) ? md`Last heard from the provider ${date(heard)}.` : undefined,
  ], ' ');
};

export const count = (value: number): string => value.toLocaleString('en-US');
export const capped = ({ count: value, more }: { count: number; more: boolean }): string => (`${count(value)}${more ? '+' : ''}`);
