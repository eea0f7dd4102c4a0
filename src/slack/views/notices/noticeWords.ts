import type { Choice, NoticeEvent } from '../../../domain/notice/events.ts';
import type { StatusName } from '../../../domain/status.ts';
import { code, md, type Mrkdwn } from '../mrkdwn.ts';

/** The first message a person ever gets from us ends with this: why they hear it, and where to change it. */
export const FIRST_EVER = md`You hear this because gifts were sent in your name, you look after those who sent them, or you follow one. ${code('/sends settings')} changes what comes, and when.`;

/** What a person can choose about, as it stands in the settings. */
export const EVENT_NAMES: Readonly<Record<NoticeEvent, string>> = {
  shipped: 'Shipped',
  delivered: 'Delivered',
  redeemed: 'Redeemed',
  issue: 'Paused at the warehouse',
  undeliverable: 'Could not be delivered',
  held: 'On hold',
  lost: 'Bounced, failed or called off',
  expired: 'Ran out',
  ended: 'Canceled or refunded',
  progress: 'Every other step',
  stale: 'Not moving for too long',
};
export const CHOICE_NAMES: Readonly<Record<Choice, string>> = { now: 'Right away', digest: 'In the morning summary', off: 'Not at all' };

/** What turned out not to be so: ends "It turned out …". */
const UNDONE: Readonly<Partial<Record<StatusName, Mrkdwn>>> = {
  SHIPPED: md`not to have shipped`,
  DELIVERED: md`not to have arrived`,
  REDEEMED: md`not to have been redeemed`,
  CANCELED: md`not to have been canceled`,
  REFUNDED: md`not to have been refunded`,
};
export const undoneWords = (status: StatusName): Mrkdwn => UNDONE[status] ?? md`to be otherwise than I said`;

/** A status in the middle of a count: "187 shipped". */
export const COUNTED: Readonly<Record<StatusName, string>> = {
  INITIATED: 'being created', SENT: 'sent', OPENED: 'opened', CLICKED: 'looked at', REDEEMED: 'redeemed', EXPIRED: 'ran out', BOUNCED: 'bounced',
  CONFIRMING_ADDRESS: 'waiting for an address', CONFIRMATION_CANCELED: 'called off', ORDER_RECEIVED: 'with the warehouse', FULFILLMENT_ISSUE: 'paused',
  AMAZON_FULFILLING: 'being prepared', AMAZON_SHIPPED: 'on their way to the warehouse', SHIPPED: 'shipped', DELIVERED: 'delivered',
  UNDELIVERABLE: 'not deliverable', ON_HOLD: 'on hold', CANCELED: 'canceled', REFUNDED: 'refunded', FAILED: 'failed', UNKNOWN: 'with a status I don’t know',
};

/** What the list behind a button is called. */
export const showNeeding = (count: number): string => (count === 1 ? 'Show the one' : `Show the ${count.toLocaleString('en-US')}`);
export const needYou = (count: string): Mrkdwn => (count === '1' ? md`1 needs you` : md`${count} need you`);
