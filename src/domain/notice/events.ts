import type { Status, StatusName } from '../status.ts';

/** What people can set: each a few statuses that are the same to them. `stale` is no status: a send that stays in one too long. */
export const EVENTS = [
  'shipped', 'delivered', 'redeemed', 'issue', 'undeliverable', 'held', 'lost', 'expired', 'ended', 'progress', 'stale',
] as const;
export type NoticeEvent = (typeof EVENTS)[number];

/** now: a direct message · digest: in the morning's summary · off: not at all. */
export const CHOICES = ['now', 'digest', 'off'] as const;
export type Choice = (typeof CHOICES)[number];

/** How a status weighs (PRODUCT.md's table): it asks its sender to act, is worth knowing, or is a step that nobody waits for. */
export type Weight = 'asks' | 'routine' | 'silent';

const STATUS_EVENTS: Readonly<Record<StatusName, { event: NoticeEvent; weight: Weight }>> = {
  INITIATED: { event: 'progress', weight: 'silent' },
  SENT: { event: 'progress', weight: 'silent' },
  OPENED: { event: 'progress', weight: 'silent' },
  CLICKED: { event: 'progress', weight: 'silent' },
  REDEEMED: { event: 'redeemed', weight: 'routine' },
  EXPIRED: { event: 'expired', weight: 'routine' },
  BOUNCED: { event: 'lost', weight: 'asks' },
  CONFIRMING_ADDRESS: { event: 'progress', weight: 'silent' },
  CONFIRMATION_CANCELED: { event: 'lost', weight: 'asks' },
  ORDER_RECEIVED: { event: 'progress', weight: 'silent' },
  FULFILLMENT_ISSUE: { event: 'issue', weight: 'asks' },
  AMAZON_FULFILLING: { event: 'progress', weight: 'silent' },
  // On its way to the warehouse: never `shipped`.
  AMAZON_SHIPPED: { event: 'progress', weight: 'silent' },
  SHIPPED: { event: 'shipped', weight: 'routine' },
  DELIVERED: { event: 'delivered', weight: 'routine' },
  UNDELIVERABLE: { event: 'undeliverable', weight: 'asks' },
  ON_HOLD: { event: 'held', weight: 'asks' },
  CANCELED: { event: 'ended', weight: 'silent' },
  REFUNDED: { event: 'ended', weight: 'silent' },
  FAILED: { event: 'lost', weight: 'asks' },
  UNKNOWN: { event: 'progress', weight: 'silent' },
};

export const eventOf = ({ name }: Pick<Status, 'name'>): NoticeEvent => STATUS_EVENTS[name].event;
export const weightOf = ({ name }: Pick<Status, 'name'>): Weight => STATUS_EVENTS[name].weight;
export const asksToAct = (status: Pick<Status, 'name'>): boolean => weightOf(status) === 'asks';

/** The statuses that an event stands for. */
export const statusesOf = (event: NoticeEvent): StatusName[] => STATUS_NAMES.filter((name) => STATUS_EVENTS[name].event === event);
const isStatusName = (name: string): name is StatusName => Object.hasOwn(STATUS_EVENTS, name);
/** Every status there is. */
export const STATUS_NAMES: readonly StatusName[] = Object.keys(STATUS_EVENTS).filter(isStatusName);

/** What a person who never chose hears. What asks them to act is always `now`. */
export const DEFAULT_CHOICES: Readonly<Record<NoticeEvent, Choice>> = {
  shipped: 'now', issue: 'now', undeliverable: 'now', held: 'now', lost: 'now', stale: 'now',
  delivered: 'digest', redeemed: 'digest', expired: 'digest',
  ended: 'off', progress: 'off',
};
export const STATUSES_THAT_ASK: readonly StatusName[] = STATUS_NAMES.filter((name) => asksToAct({ name }));

/** What came to its end well: there is a person to follow up with. */
export const canFollowUp = ({ name }: Pick<Status, 'name'>): boolean => name === 'DELIVERED' || name === 'REDEEMED';
