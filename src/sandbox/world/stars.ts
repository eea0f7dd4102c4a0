import type { Hold, Status } from '../../domain/status.ts';
import type { WorldTracking } from './sends.ts';

type Said = Exclude<Status['name'], 'UNKNOWN' | 'ON_HOLD'> | Status;

/** A send of the sample that is there for a reason. `steps`: what happened how many days ago, oldest first. `campaign`: a part of its name; absent: the newest. */
export type Star = {
  number: number;
  from: string;
  to: { name: string; company?: string; email?: string };
  kind: string;
  gift: string;
  steps: readonly [readonly [Said, number], ...(readonly [Said, number])[]];
  campaign?: string;
  test?: boolean;
  tracking?: WorldTracking;
};

const held = (hold: Hold): Status => ({ name: 'ON_HOLD', hold });
const UPS: WorldTracking = { carrier: 'UPS', number: '1Z999AA10123456784', url: 'https://www.ups.com/track?tracknum=1Z999AA10123456784' };
const FEDEX: WorldTracking = { carrier: 'FedEx', number: '986578788855', url: undefined };
const [BOX, EGIFT] = ['Inventoried Sends', 'eGifts USA'] as const;
const SAM = 'Sam Lee';

/** Every status and every way of being stuck, in the hands of people one can be. */
export const STARS: readonly Star[] = [
  {
    number: 1234, from: SAM, to: { name: 'Jane Park' }, kind: BOX, gift: 'Branded Mug', tracking: UPS,
    steps: [['INITIATED', 9], ['CONFIRMING_ADDRESS', 8.9], ['ORDER_RECEIVED', 7], ['SHIPPED', 1.1]],
  },
  { number: 2001, from: SAM, to: { name: 'Marcus Webb', company: 'Globex' }, kind: BOX, gift: 'Fleece Jacket (M)', steps: [['ORDER_RECEIVED', 20], ['FULFILLMENT_ISSUE', 15]] },
  { number: 2002, from: SAM, to: { name: 'Olivia Haas', company: 'Initech' }, kind: BOX, gift: 'Onboarding Kit', steps: [['INITIATED', 12], ['ORDER_RECEIVED', 11.5]] },
  { number: 2003, from: SAM, to: { name: 'Noah Lind', company: 'Umbrella' }, kind: BOX, gift: 'Desk Plant', steps: [['CONFIRMING_ADDRESS', 6]] },
  {
    number: 2004, from: SAM, to: { name: 'Ivy Okafor', company: 'Hooli' }, kind: BOX, gift: 'Q4 Welcome Box', tracking: FEDEX,
    steps: [['ORDER_RECEIVED', 12], ['SHIPPED', 8], ['UNDELIVERABLE', 2]],
  },
  { number: 2005, from: SAM, to: { name: 'Theo Brandt', company: 'Acme' }, kind: EGIFT, gift: 'Coffee eGift', steps: [['SENT', 2], ['OPENED', 1.5]] },
  { number: 2006, from: SAM, to: { name: 'Ruth Abel', company: 'Acme' }, kind: EGIFT, gift: 'Lunch eGift Card', steps: [['SENT', 0.4]] },
  { number: 2007, from: 'Lena Fischer', to: { name: 'Caro Diaz', company: 'Stark' }, kind: EGIFT, gift: 'Ride Credit', steps: [['SENT', 4], ['OPENED', 3], ['CLICKED', 2.5]] },
  { number: 2008, from: SAM, to: { name: 'Ed Mori', company: 'Wayne' }, kind: EGIFT, gift: 'Coffee eGift', steps: [['INITIATED', 1], [held('suspicious_email'), 0.9]] },
  { number: 2009, from: 'Lena Fischer', to: { name: 'Pat Quinn', company: 'Wayne' }, kind: BOX, gift: 'Branded Mug', steps: [[held('insufficient_funds'), 3]] },
  { number: 2010, from: 'Priya Nair', to: { name: 'Gus Frey', company: 'Soylent' }, kind: 'Sendoso Choice', gift: 'Pick a Gift', steps: [[held('pending_approval'), 2]] },
  { number: 2011, from: 'Priya Nair', to: { name: 'Ines Roca', company: 'Soylent' }, kind: 'Amazon', gift: 'Cookbook', steps: [['CONFIRMING_ADDRESS', 5], ['AMAZON_FULFILLING', 2]] },
  {
    number: 2012, from: 'Priya Nair', to: { name: 'Hugo Petit', company: 'Tyrell' }, kind: 'Amazon', gift: 'Yoga Mat',
    tracking: { carrier: 'Amazon Logistics', number: 'TBA123456789012', url: undefined }, steps: [['AMAZON_FULFILLING', 6], ['AMAZON_SHIPPED', 1]],
  },
  { number: 2013, from: 'Tom Berg', to: { name: 'Kim Sorel', company: 'Tyrell' }, kind: EGIFT, gift: 'Bookshop eGift', steps: [['SENT', 10], ['BOUNCED', 9.9]] },
  { number: 2014, from: 'Tom Berg', to: { name: 'Walt Eng', company: 'Cyberdyne' }, kind: 'Sendoso Direct', gift: 'Wine Tasting Set', steps: [['INITIATED', 6], ['FAILED', 5.8]] },
  { number: 2015, from: 'Kenji Sato 佐藤', to: { name: '<!channel>', company: '<https://evil.example|Track>' }, kind: BOX, gift: '*Desk* _Plant_', steps: [['ORDER_RECEIVED', 2]] },
  { number: 2016, from: 'Kenji Sato 佐藤', to: { name: '\u202Etxt.exe\u202C reversed', company: 'محمد وشركاه' }, kind: 'Handwritten Notes', gift: 'Thank-You Card', steps: [['SHIPPED', 3]] },
  { number: 2017, from: SAM, to: { name: 'Tess Tester', company: 'Corp' }, kind: BOX, gift: 'Branded Mug', test: true, steps: [['CONFIRMING_ADDRESS', 1]] },
  { number: 2018, from: SAM, to: { name: 'Old Friend', company: 'Vandelay' }, kind: EGIFT, gift: 'Café Gutschein', campaign: 'Welcome Kits', steps: [['SENT', 300], ['EXPIRED', 220]] },
  { number: 2019, from: SAM, to: { name: 'Ada Gone', company: 'Vandelay' }, kind: BOX, gift: 'Notebook & Pen', campaign: 'Webinar', steps: [['CONFIRMING_ADDRESS', 40], ['CONFIRMATION_CANCELED', 33]] },
  { number: 2020, from: 'Lena Fischer', to: { name: 'Rae Voss', company: 'Massive' }, kind: EGIFT, gift: 'Coffee eGift', steps: [['SENT', 8], ['CANCELED', 6], ['REFUNDED', 5]] },
  { number: 2021, from: 'Lena Fischer', to: { name: 'Udo Kern', company: 'Massive' }, kind: BOX, gift: 'Desk Plant', steps: [['ORDER_RECEIVED', 5], ['CANCELED', 4]] },
  { number: 2022, from: "Zoë O'Connor-D'Arcy", to: { name: 'Xi Wang 王曦', company: 'Oscorp' }, kind: 'Sendoso Choice', gift: 'Gift of Choice: $50', steps: [['INITIATED', 0.1]] },
  { number: 2023, from: 'Kenji Sato 佐藤', to: { name: 'Lou Reyes', company: 'Oscorp' }, kind: BOX, gift: 'Branded Mug', steps: [[{ name: 'UNKNOWN', raw: 'Awaiting Customs Clearance' }, 2]] },
  {
    number: 2024, from: 'Ben Carter', to: { name: 'Vera Novak', company: 'Acme' }, kind: 'Sendoso Direct', gift: 'Artisan Chocolates', tracking: UPS,
    steps: [['CONFIRMING_ADDRESS', 9], ['ORDER_RECEIVED', 8], ['SHIPPED', 5], ['DELIVERED', 1]],
  },
];
