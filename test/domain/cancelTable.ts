import type { Hold, KnownStatus } from '../../src/domain/status.ts';

/**
 * The rules of Cancel, written by hand from the product's own table (PRODUCT.md, "Cancel" and "People"), not from the code. A row gives
 * the line it follows, in our words. Every combination of group and state stands in exactly one row.
 */

/** eGift · Inventoried · other physical · a kind of neither family, as long as no status (or statuses of both) showed one. */
export type Group = 'egift' | 'inventoried' | 'physical' | 'unclear';
export type State = Exclude<KnownStatus, 'ON_HOLD'> | `hold ${Hold}` | 'an unknown status';

/** Why not, and whether Support is the way out. */
export type Answer =
  | 'yes' | 'over' | 'redeemed' | 'shipped' | 'ask your manager' | 'whoever decides this hold' | 'not theirs'
  | 'with the warehouse: ask Support' | 'being created: ask Support' | 'unclear: ask Support';
export type Approval = 'yes' | 'yes, it may cost' | 'ask your manager' | 'nothing to approve' | 'not theirs';

export type Row = {
  line: string;
  groups: readonly Group[];
  states: readonly State[];
  /** Who only sent it: a Sender, or a Manager outside the teams assigned to them. */
  owner: Answer;
  /** A Manager of the send's team, an Admin. */
  responsible: Answer;
  approve?: { owner: Approval; responsible: Approval };
};

const EVERY: readonly Group[] = ['egift', 'inventoried', 'physical', 'unclear'];

export const TABLE: readonly Row[] = [
  {
    line: 'Cancel, eGift: while SENT, OPENED or CLICKED a Manager of its team or an Admin may; its sender as such never, and is told to ask the manager',
    groups: ['egift'], states: ['SENT', 'OPENED', 'CLICKED'], owner: 'ask your manager', responsible: 'yes',
  },
  {
    line: 'Cancel, eGift: after REDEEMED never. Only an eGift can be redeemed, whatever its kind says',
    groups: EVERY, states: ['REDEEMED'], owner: 'redeemed', responsible: 'redeemed',
  },
  {
    line: 'Cancel, Inventoried: owner, Manager and Admin may while CONFIRMING_ADDRESS',
    groups: ['inventoried'], states: ['CONFIRMING_ADDRESS'], owner: 'yes', responsible: 'yes',
  },
  {
    line: 'Cancel, Inventoried: in ORDER_RECEIVED and FULFILLMENT_ISSUE ask Support. Amazon’s two stand before SHIPPED too (Statuses, ranks)',
    groups: ['inventoried'], states: ['ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'AMAZON_FULFILLING', 'AMAZON_SHIPPED'],
    owner: 'with the warehouse: ask Support', responsible: 'with the warehouse: ask Support',
  },
  { line: 'Cancel, Inventoried: SHIPPED or later never', groups: ['inventoried'], states: ['SHIPPED'], owner: 'shipped', responsible: 'shipped' },
  {
    line: 'Cancel, Sendoso Direct, Amazon, other physical: owner, Manager and Admin may while CONFIRMING_ADDRESS',
    groups: ['physical'], states: ['CONFIRMING_ADDRESS'], owner: 'yes', responsible: 'yes',
  },
  {
    line: 'Cancel, Sendoso Direct, Amazon, other physical: before SHIPPED ask Support. AMAZON_SHIPPED is on its way to the warehouse only (Statuses)',
    groups: ['physical'], states: ['ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'AMAZON_FULFILLING', 'AMAZON_SHIPPED'],
    owner: 'with the warehouse: ask Support', responsible: 'with the warehouse: ask Support',
  },
  {
    line: 'Cancel, Sendoso Direct, Amazon, other physical: later than SHIPPED, and SHIPPED itself, never',
    groups: ['physical'], states: ['SHIPPED'], owner: 'shipped', responsible: 'shipped',
  },
  {
    line: 'Cancel, ON_HOLD for a suspicious e-mail: owner (an eGift’s too), Manager and Admin may, always; Manager and Admin may also approve',
    groups: EVERY, states: ['hold suspicious_email'], owner: 'yes', responsible: 'yes', approve: { owner: 'ask your manager', responsible: 'yes' },
  },
  {
    line: 'Cancel, ON_HOLD for insufficient funds: the same; approving warns that the balance may go negative and be invoiced',
    groups: EVERY, states: ['hold insufficient_funds'], owner: 'yes', responsible: 'yes', approve: { owner: 'ask your manager', responsible: 'yes, it may cost' },
  },
  {
    line: 'Cancel, ON_HOLD otherwise: nobody here; say which hold and who decides',
    groups: EVERY,
    states: [
      'hold pending_approval', 'hold pending_sendoso_approval', 'hold blocked', 'hold email_blacklist', 'hold invalid_email_format', 'hold unspecified',
    ],
    owner: 'whoever decides this hold', responsible: 'whoever decides this hold',
  },
  {
    line: 'Cancel, INITIATED: nobody here, ask Support',
    groups: EVERY, states: ['INITIATED'], owner: 'being created: ask Support', responsible: 'being created: ask Support',
  },
  {
    line: 'Cancel, unknown status: nobody here, ask Support',
    groups: EVERY, states: ['an unknown status'], owner: 'unclear: ask Support', responsible: 'unclear: ask Support',
  },
  {
    line: 'Cancel, a kind of unknown family, until a status of one family shows it: nobody here, ask Support',
    groups: ['unclear'],
    states: [
      'SENT', 'OPENED', 'CLICKED', 'CONFIRMING_ADDRESS', 'ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'AMAZON_FULFILLING', 'AMAZON_SHIPPED', 'SHIPPED',
    ],
    owner: 'unclear: ask Support', responsible: 'unclear: ask Support',
  },
  {
    line: 'Cancel, CANCELED, REFUNDED, EXPIRED, BOUNCED, FAILED, DELIVERED, UNDELIVERABLE, CONFIRMATION_CANCELED: nobody; it is over',
    groups: EVERY,
    states: ['CANCELED', 'REFUNDED', 'EXPIRED', 'BOUNCED', 'FAILED', 'DELIVERED', 'UNDELIVERABLE', 'CONFIRMATION_CANCELED'],
    owner: 'over', responsible: 'over',
  },
  {
    line: 'Statuses, column family: an eGift in a parcel’s status contradicts itself. The table is silent; as with what is unknown, nobody here, ask Support',
    groups: ['egift'],
    states: ['CONFIRMING_ADDRESS', 'ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'AMAZON_FULFILLING', 'AMAZON_SHIPPED', 'SHIPPED'],
    owner: 'unclear: ask Support', responsible: 'unclear: ask Support',
  },
  {
    line: 'Statuses, column family: a parcel in an eGift’s status contradicts itself too',
    groups: ['inventoried', 'physical'], states: ['SENT', 'OPENED', 'CLICKED'], owner: 'unclear: ask Support', responsible: 'unclear: ask Support',
  },
];

/** Statuses, column family: which of them show that a send is an eGift, which that it is a parcel. The others are both families’. */
export const SHOWS_EGIFT: readonly State[] = ['SENT', 'OPENED', 'CLICKED', 'REDEEMED', 'EXPIRED', 'BOUNCED'];
export const SHOWS_PARCEL: readonly State[] = [
  'CONFIRMING_ADDRESS', 'CONFIRMATION_CANCELED', 'ORDER_RECEIVED', 'FULFILLMENT_ISSUE', 'AMAZON_FULFILLING', 'AMAZON_SHIPPED', 'SHIPPED', 'DELIVERED',
  'UNDELIVERABLE',
];

/** Sends, kinds: which group each documented kind is in; `undefined` for those that a status has to show. */
export const KIND_GROUPS: Readonly<Record<string, Group | undefined>> = {
  'eGifts USA': 'egift', 'eGifts International': 'egift', 'Inventoried Sends': 'inventoried', Amazon: 'physical', 'Handwritten Notes': 'physical',
  'Sendoso Direct': 'physical', 'Sendoso Choice': undefined, 'A kind of next year': undefined,
};

/**
 * People: a Sender sees and cancels own sends; a Manager also those of the teams assigned to them (some or every), and is only an owner
 * outside of them; an Admin all. What one may not see is not theirs. `responsible` is decided from these, by hand.
 */
export type Relation = { who: string; role: 'SENDER' | 'MANAGER' | 'ADMIN'; teams: 'every' | 'its team' | 'another' | 'none'; own: boolean; teamless: boolean; is: 'owner' | 'responsible' | 'nobody' };
const relation = (role: Relation['role'], teams: Relation['teams'], own: boolean, teamless: boolean, is: Relation['is']): Relation =>
  ({ who: `${role}, assigned ${teams}, ${own ? 'own' : 'not own'}${teamless ? ', of no team' : ''}`, role, teams, own, teamless, is });
export const RELATIONS: readonly Relation[] = [
  // A Sender's assignments, left over from when they managed, give nothing.
  ...(['every', 'its team', 'another', 'none'] as const).flatMap((teams) => [
    relation('SENDER', teams, true, false, 'owner'), relation('SENDER', teams, false, false, 'nobody'),
  ]),
  relation('SENDER', 'none', true, true, 'owner'), relation('SENDER', 'every', false, true, 'nobody'),
  relation('MANAGER', 'its team', true, false, 'responsible'), relation('MANAGER', 'its team', false, false, 'responsible'),
  relation('MANAGER', 'every', true, false, 'responsible'), relation('MANAGER', 'every', false, false, 'responsible'),
  relation('MANAGER', 'another', true, false, 'owner'), relation('MANAGER', 'another', false, false, 'nobody'),
  relation('MANAGER', 'none', true, false, 'owner'), relation('MANAGER', 'none', false, false, 'nobody'),
  // "Every team" is still a team: a send of none belongs to nobody's team.
  relation('MANAGER', 'every', true, true, 'owner'), relation('MANAGER', 'every', false, true, 'nobody'),
  ...(['every', 'its team', 'another', 'none'] as const).flatMap((teams) => [
    relation('ADMIN', teams, true, false, 'responsible'), relation('ADMIN', teams, false, false, 'responsible'),
  ]),
  relation('ADMIN', 'none', true, true, 'responsible'), relation('ADMIN', 'none', false, true, 'responsible'),
];
