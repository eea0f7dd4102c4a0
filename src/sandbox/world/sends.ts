import { AWKWARD_NAMES } from './awkward.ts';
import { journey, type Route, type Step } from './journeys.ts';
import type { Person } from './people.ts';
import type { Contact, Pools } from './pools.ts';
import { randomOf, type Random } from './random.ts';
import { CARRIERS } from './trackingNumbers.ts';

export type WorldTracking = { carrier: string; number: string; url: string | undefined };
/** A step as an export tells it; `approximate`: the export knows only roughly when. */
export type WorldStep = Step & { approximate: boolean; tracking: WorldTracking | undefined };

export type Campaign = { name: string; state: 'active' | 'archived' | 'deleted' };

export type WorldSend = {
  id: string;
  providerId: string;
  kind: string;
  campaign: Campaign | undefined;
  sender: Person;
  recipient: { name: string; email: string; company: string; address: string };
  message: string;
  gift: string;
  /** In hundredths; undefined when the export does not say. */
  cost: { cents: number; currency: string } | undefined;
  sentVia: string;
  test: boolean;
  createdAt: Date;
  /** Oldest first, at least one, none in the future. */
  history: readonly WorldStep[];
};

/** What sends are made from. */
export type Stage = { seed: number; sends: number; now: Date; people: readonly Person[]; campaigns: readonly Campaign[]; pools: Pools };

const DAY = 24 * 3600_000;
const SPAN = 730 * DAY;
/** Stalled sends are recent: an old one would have been noticed. */
const YOUNG = 60 * DAY;

type Weighted<T> = readonly [readonly [number, T], ...(readonly [number, T])[]];

const EGIFT: Route = { family: 'EGIFT', amazon: false, confirms: false };
const PARCEL: Route = { family: 'PHYSICAL', amazon: false, confirms: true };
type Kind = { kind: string; routes: readonly [Route, ...Route[]]; gifts: readonly [string, ...string[]]; cents: readonly [number, number] };
const KINDS: Weighted<Kind> = [
  [28, {
    kind: 'eGifts USA', routes: [EGIFT],
    gifts: ['Coffee eGift', 'Lunch eGift Card', 'Bookshop eGift', 'Ride Credit', 'Choose-Your-Own eGift'],
    cents: [500, 15_000],
  }],
  [8, {
    kind: 'eGifts International', routes: [EGIFT],
    gifts: ['Café Gutschein', 'Carte Cadeau', 'Global Coffee eGift'],
    cents: [500, 10_000],
  }],
  [26, {
    kind: 'Inventoried Sends', routes: [PARCEL, { ...PARCEL, confirms: false }],
    gifts: ['Q4 Welcome Box', 'Branded Mug', 'Fleece Jacket (M)', 'Notebook & Pen', 'Desk Plant', 'Onboarding Kit'],
    cents: [1500, 20_000],
  }],
  [12, {
    kind: 'Amazon', routes: [{ ...PARCEL, amazon: true }],
    gifts: ['Noise-Cancelling Headphones', 'Cookbook', 'Yoga Mat', 'Portable Charger 20,000 mAh'],
    cents: [1200, 40_000],
  }],
  [7, {
    kind: 'Handwritten Notes', routes: [{ ...PARCEL, confirms: false }],
    gifts: ['Handwritten Note', 'Thank-You Card'],
    cents: [400, 1500],
  }],
  [10, {
    kind: 'Sendoso Choice', routes: [EGIFT, PARCEL],
    gifts: ['Pick a Gift', 'Gift of Choice: $50'],
    cents: [2500, 10_000],
  }],
  [9, {
    kind: 'Sendoso Direct', routes: [PARCEL],
    gifts: ['Artisan Chocolates', 'Wine Tasting Set', 'Succulent Trio', 'Cookies, 12 pcs'],
    cents: [3000, 25_000],
  }],
];
/** Kinds nobody documents turn up too. */
const ODD_KIND = 'Sweet Sends';

const CURRENCIES: Weighted<string> = [[80, 'USD'], [10, 'EUR'], [5, 'GBP'], [5, 'CAD']];
const VIAS: Weighted<string> = [
  [30, 'Web App'], [22, 'Salesforce Trigger'], [14, 'Salesforce'], [12, 'HubSpot'],
  [8, 'Outreach'], [6, 'Marketo Campaign'], [4, 'Chrome Extension'], [3, 'API'], [1, ''],
];
const MESSAGES: readonly [string, ...string[]] = [
  'Thank you for a wonderful year.', 'Looking forward to our call!', '', '',
  'Congratulations on the new role, {name} 🎉', 'Welcome aboard.\nWe are glad you are here.\n— The team',
  'A small token, for "the best demo ever"; enjoy.', 'Danke für die Zusammenarbeit, {name}!', 'いつもありがとうございます。', '=1+1 is how we add up',
];

/** The send number `index` of a world, the same however many were asked for before it. */
export const makeSend = (stage: Stage, index: number): WorldSend => {
  const random = randomOf(stage.seed, index);
  // One after the other through the two years, more and more as the company grows: ids rise with time.
  const age = Math.floor(SPAN * ((stage.sends - index - random.next()) / stage.sends) ** 1.5);
  const createdAt = new Date(Math.floor((stage.now.getTime() - Math.max(age, 60_000)) / 1000) * 1000);
  const { kind, routes, gifts, cents } = random.weighted(KINDS);
  const stall = random.chance(age < YOUNG ? 0.2 : 0.001);
  const steps = journey(random, random.pick(routes), createdAt, stall);
  const contact = stage.pools.contacts[random.int(0, stage.pools.contacts.length - 1)];
  const sender = stage.people[Math.floor(stage.people.length * random.next() ** 1.6)];
  if (!contact || !sender) throw new Error('a world needs people');
  const currency = random.weighted(CURRENCIES);
  return {
    id: random.chance(0.02) ? `SF-${index.toString(36).padStart(6, '0')}` : String(1000 + index),
    providerId: Buffer.from(`gid://sendoso/Send/${500_000 + index}`).toString('base64url'),
    kind: random.chance(0.003) ? ODD_KIND : kind,
    campaign: random.chance(0.94) ? campaignOf(stage.campaigns, age, random) : undefined,
    sender,
    recipient: recipientOf(stage.pools, contact, random),
    message: random.pick(MESSAGES).replace('{name}', contact.name),
    gift: random.pick(gifts),
    cost: random.chance(0.97) ? { cents: Math.round((cents[0] + (cents[1] - cents[0]) * random.next() ** 2) / 5) * 5, currency } : undefined,
    sentVia: random.weighted(VIAS),
    test: random.chance(0.012),
    createdAt,
    history: historyOf(steps, createdAt, stage.now, random),
  };
};

/** Campaigns follow each other through the two years, each open for a while. */
const campaignOf = (campaigns: readonly Campaign[], age: number, random: Random): Campaign | undefined => {
  const place = (1 - age / SPAN) * campaigns.length + (random.next() - 0.5) * 6;
  return campaigns[Math.min(campaigns.length - 1, Math.max(0, Math.floor(place)))];
};

const recipientOf = (pools: Pools, contact: Contact, random: Random): WorldSend['recipient'] => {
  const company = pools.companies[random.int(0, pools.companies.length - 1)];
  const email = random.chance(0.002) ? `${contact.mailbox}(at)${company?.domain ?? ''}` : `${contact.mailbox}@${company?.domain ?? 'example.com'}`;
  const recipient = { name: contact.name, email, company: company?.name ?? '', address: contact.address };
  if (random.chance(0.02)) return { ...recipient, name: random.pick(AWKWARD_NAMES) };
  if (random.chance(0.02)) return { ...recipient, name: '' };
  return random.chance(0.003) ? { ...recipient, company: random.pick(AWKWARD_NAMES) } : recipient;
};

const historyOf = (steps: readonly Step[], createdAt: Date, now: Date, random: Random): WorldStep[] => {
  const past = steps.filter(({ at }) => at <= now);
  const shown = past.length > 0 ? past : [{ status: { name: 'INITIATED' as const }, at: createdAt }];
  const toRecipient = trackingOf(random);
  const toWarehouse = random.chance(0.5) ? trackingOf(random) : undefined;
  const roughly = random.chance(0.02);
  const unheardOf = random.chance(0.0005);
  let shipped = false;
  return shown.map(({ status, at }, i) => {
    const last = i === shown.length - 1;
    shipped ||= status.name === 'SHIPPED';
    return {
      status: last && unheardOf ? { name: 'UNKNOWN', raw: 'Awaiting Customs Clearance' } : status,
      at,
      approximate: last && roughly,
      tracking: shipped ? toRecipient : status.name === 'AMAZON_SHIPPED' ? toWarehouse : undefined,
    };
  });
};

const trackingOf = (random: Random): WorldTracking => {
  const { name, number, link } = random.weighted(CARRIERS);
  const made = number(random);
  const url = random.chance(0.001) ? 'http://evil.example/track' : random.chance(0.8) ? link?.replace('{number}', made) : undefined;
  return { carrier: random.chance(0.05) ? '' : name, number: made, url };
};
