import { foldKey } from './text.ts';

/** How a status behaves in the product. `family`: which kind of gift can be in it; `rank`: the provider's order of events. */
export type StatusFacts = {
  label: string;
  family: 'EGIFT' | 'PHYSICAL' | 'BOTH';
  rank: number;
  /** open: the send still moves by itself · trouble: open, and nothing moves until somebody acts · lost: over, badly · done: over. */
  stage: 'open' | 'trouble' | 'lost' | 'done';
  /** Everything the outside calls it, besides its own name: the help article, the API's strings, the webhook's event names. */
  aliases: readonly string[];
};

/** The closed set of statuses. Every place that must know them all is a total `Record` over these names. */
export const KNOWN_STATUSES = [
  'INITIATED', 'SENT', 'OPENED', 'CLICKED', 'REDEEMED', 'EXPIRED', 'BOUNCED', 'CONFIRMING_ADDRESS', 'CONFIRMATION_CANCELED', 'ORDER_RECEIVED',
  'FULFILLMENT_ISSUE', 'AMAZON_FULFILLING', 'AMAZON_SHIPPED', 'SHIPPED', 'DELIVERED', 'UNDELIVERABLE', 'ON_HOLD', 'CANCELED', 'REFUNDED', 'FAILED',
] as const;
export type KnownStatus = (typeof KNOWN_STATUSES)[number];

export const STATUSES: Readonly<Record<KnownStatus, StatusFacts>> = {
  INITIATED: { label: 'Initiated', family: 'BOTH', rank: 0, stage: 'open', aliases: ['send.initiated'] },
  SENT: { label: 'Sent', family: 'EGIFT', rank: 2, stage: 'open', aliases: ['send.sent'] },
  OPENED: { label: 'Opened', family: 'EGIFT', rank: 3, stage: 'open', aliases: ['send.opened'] },
  CLICKED: { label: 'Clicked', family: 'EGIFT', rank: 4, stage: 'open', aliases: ['send.clicked'] },
  REDEEMED: { label: 'Redeemed', family: 'EGIFT', rank: 7, stage: 'done', aliases: ['Used', 'send.redeemed'] },
  EXPIRED: { label: 'Expired', family: 'EGIFT', rank: 7, stage: 'done', aliases: ['send.expired'] },
  BOUNCED: { label: 'Bounced', family: 'EGIFT', rank: 7, stage: 'lost', aliases: ['Bounced and Credited', 'send.bounced'] },
  CONFIRMING_ADDRESS: {
    label: 'Confirming Address', family: 'PHYSICAL', rank: 2, stage: 'open',
    aliases: ['send.confirming_address', 'Address Confirmation'],
  },
  CONFIRMATION_CANCELED: {
    label: 'Confirmation Canceled', family: 'PHYSICAL', rank: 7, stage: 'lost',
    aliases: ['Address Confirmation - Cancelled', 'Confirmation Cancelled', 'send.confirmation_canceled'],
  },
  ORDER_RECEIVED: {
    label: 'Order Received', family: 'PHYSICAL', rank: 4, stage: 'open',
    aliases: ['Processing', 'Packed', 'send.order_received', 'send.fulfilling', 'Fulfilling'],
  },
  FULFILLMENT_ISSUE: {
    label: 'Fulfillment Issue', family: 'PHYSICAL', rank: 5, stage: 'trouble',
    aliases: ['Paused', 'Fulfilment Issue', 'Out of Stock', 'send.fulfillment_issue', 'send.out_of_stock'],
  },
  AMAZON_FULFILLING: { label: 'Amazon Fulfilling', family: 'PHYSICAL', rank: 3, stage: 'open', aliases: ['send.amazon_fulfilling'] },
  AMAZON_SHIPPED: { label: 'Amazon Shipped', family: 'PHYSICAL', rank: 4, stage: 'open', aliases: ['send.amazon_shipped'] },
  SHIPPED: { label: 'Shipped', family: 'PHYSICAL', rank: 6, stage: 'open', aliases: ['send.shipped'] },
  DELIVERED: { label: 'Delivered', family: 'PHYSICAL', rank: 7, stage: 'done', aliases: ['send.delivered'] },
  UNDELIVERABLE: { label: 'Undeliverable', family: 'PHYSICAL', rank: 7, stage: 'lost', aliases: ['send.undeliverable'] },
  ON_HOLD: { label: 'On Hold', family: 'BOTH', rank: 1, stage: 'trouble', aliases: ['Held'] },
  CANCELED: { label: 'Canceled', family: 'BOTH', rank: 8, stage: 'done', aliases: ['Cancelled', 'send.canceled', 'send.cancelled'] },
  REFUNDED: { label: 'Refunded', family: 'BOTH', rank: 9, stage: 'done', aliases: ['Expired and Credited', 'send.refunded'] },
  FAILED: { label: 'Failed', family: 'BOTH', rank: 7, stage: 'lost', aliases: ['send.failed'] },
};

/** Why a send is held before it starts. `unspecified`: the source says "On Hold" and nothing more. */
const HOLD_NAMES = [
  'suspicious_email', 'insufficient_funds', 'pending_approval', 'pending_sendoso_approval', 'blocked', 'email_blacklist', 'invalid_email_format', 'unspecified',
] as const;
export type Hold = (typeof HOLD_NAMES)[number];
export const HOLDS: Readonly<Record<Hold, string>> = {
  suspicious_email: 'suspicious e-mail address',
  insufficient_funds: 'not enough funds',
  pending_approval: 'waiting for approval in your company',
  pending_sendoso_approval: 'waiting for the provider’s approval',
  blocked: 'blocked',
  email_blacklist: 'recipient’s e-mail is on the blocked list',
  invalid_email_format: 'invalid e-mail address',
  unspecified: 'no reason given',
};

/** A send's status: one of the closed set, the hold with its reason, or an unknown one carrying its text as it came. */
export type Status =
  | { name: Exclude<KnownStatus, 'ON_HOLD'> }
  | { name: 'ON_HOLD'; hold: Hold }
  | { name: 'UNKNOWN'; raw: string };
export type StatusName = Status['name'];

const RAW_LIMIT = 200;

const byAlias: ReadonlyMap<string, Status> = new Map(
  [
    ...HOLD_NAMES.flatMap((hold): [string, Status][] => [
      [hold, { name: 'ON_HOLD', hold }],
      [`send.${hold}`, { name: 'ON_HOLD', hold }],
      [`On Hold ${hold}`, { name: 'ON_HOLD', hold }],
      [`On Hold: ${HOLDS[hold]}`, { name: 'ON_HOLD', hold }],
    ]),
    ...KNOWN_STATUSES.flatMap((name): [string, Status][] => {
      const status: Status = name === 'ON_HOLD' ? { name, hold: 'unspecified' } : { name };
      return [name, STATUSES[name].label, ...STATUSES[name].aliases].map((alias) => [alias, status]);
    }),
  ].map(([alias, status]) => [foldKey(alias), status]),
);

/** Reads any of the outside's names for a status, whatever its case and punctuation. What is not known is kept raw, never guessed. */
export const parseStatus = (text: string): Status =>
  byAlias.get(foldKey(text)) ?? { name: 'UNKNOWN', raw: [...text.trim()].slice(0, RAW_LIMIT).join('') };

/** The part of a status beside its name: the hold's reason or the unknown text; '' for all others. With the name it identifies a status. */
export const statusDetail = (status: Status): string =>
  status.name === 'ON_HOLD' ? status.hold : status.name === 'UNKNOWN' ? status.raw : '';

/** The inverse of (`name`, `statusDetail`): what the database keeps in two columns. Throws on a name the closed set does not have. */
export const statusOf = (name: string, detail: string): Status => {
  if (name === 'UNKNOWN') return { name, raw: detail };
  if (name === 'ON_HOLD') return { name, hold: HOLD_NAMES.find((hold) => hold === detail) ?? 'unspecified' };
  const known = KNOWN_STATUSES.find((each) => each === name);
  if (known === undefined || known === 'ON_HOLD') throw new Error(`not a status: ${name}`);
  return { name: known };
};

export const sameStatus = (a: Status, b: Status): boolean => a.name === b.name && statusDetail(a) === statusDetail(b);

/** The provider's order of events; an unknown status ranks below every known one, so that it never beats one by rank. */
export const rankOf = (status: Status): number => (status.name === 'UNKNOWN' ? -1 : STATUSES[status.name].rank);

/** What people read: the article's name, the hold with its reason, or the unknown text as it came. Not escaped. */
export const statusLabel = (status: Status): string => {
  if (status.name === 'UNKNOWN') return status.raw || 'No status';
  if (status.name === 'ON_HOLD' && status.hold !== 'unspecified') return `On Hold: ${HOLDS[status.hold]}`;
  return STATUSES[status.name].label;
};
