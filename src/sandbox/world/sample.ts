import type { Status } from '../../domain/status.ts';
import type { Person } from './people.ts';
import { buildPools } from './pools.ts';
import { randomOf } from './random.ts';
import { type Campaign, makeSend, type Stage, type WorldSend } from './sends.ts';
import { STARS, type Star } from './stars.ts';
import type { World } from './world.ts';

const [EMEA, SUCCESS, FIELD] = ['EMEA Sales', 'Customer Success', 'Field Marketing'] as const;
const person = (name: string, mailbox: string, role: Person['role'], team: string, manages: Person['manages'] = []): Person =>
  ({ name, email: `${mailbox}@corp.example`, role, team, manages });

/** The company of the sample: an Admin, two Managers and Senders in three teams. Those named first send most. */
export const SAMPLE_PEOPLE: readonly [Person, ...Person[]] = [
  person('Sam Lee', 'sam.lee', 'Sender', EMEA),
  person('Lena Fischer', 'lena.fischer', 'Sender', EMEA),
  person('Priya Nair', 'priya.nair', 'Sender', SUCCESS),
  person('Kenji Sato 佐藤', 'kenji.sato', 'Sender', FIELD),
  person('Tom Berg', 'tom.berg', 'Sender', SUCCESS),
  person('Ben Carter', 'ben.carter', 'Manager', EMEA, [EMEA]),
  person('Mia Chen', 'mia.chen', 'Manager', SUCCESS, [SUCCESS, FIELD]),
  person('Ana Ruiz', 'ana.ruiz', 'Admin', FIELD),
  person('محمد عبد الله', 'mohammed.abdullah', 'Sender', SUCCESS),
  person("Zoë O'Connor-D'Arcy", 'zoe.oconnor', 'Sender', FIELD),
  person('*Bo* <!channel>', 'bo.channel', 'Sender', FIELD),
];

const SEED = 20;
const GENERATED = 376;
const DAY = 24 * 3600_000;
/** The sends that a star takes the place of: the README's examples ask for 1234. */
const FIRST = 1000;

const campaignsOf = (now: Date): Campaign[] => {
  const quarter = (back: number): string => {
    const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back * 3, 1));
    return `Q${Math.floor(at.getUTCMonth() / 3) + 1} ${at.getUTCFullYear()}`;
  };
  return [
    { name: `${quarter(7)} Welcome Kits`, state: 'archived' }, { name: `${quarter(6)} Webinar No-Shows`, state: 'deleted' },
    { name: `${quarter(5)} Renewals`, state: 'archived' }, { name: `${quarter(4)} Thank You`, state: 'archived' },
    { name: `${quarter(3)} Beta Testers & <Friends>`, state: 'active' }, { name: `${quarter(2)} Door Opener`, state: 'active' },
    { name: `${quarter(1)} Renewals`, state: 'active' }, { name: `${quarter(0)} Event Follow-up`, state: 'active' }, { name: `${quarter(0)} Thank You`, state: 'active' },
  ];
};

const statusOf = (said: Star['steps'][number][0]): Status => (typeof said === 'string' ? { name: said } : said);

const letters = (text: string): string => text.normalize('NFD').replace(/[^a-z ]/gi, '').trim().toLowerCase();
/** `jane.park@acme.example`; of a name without letters of ours, `recipient@…`. */
const mailOf = (name: string, company: string): string => `${letters(name).replaceAll(' ', '.') || 'recipient'}@${letters(company).replaceAll(' ', '') || 'acme'}.example`;

/** A star as a send: what it does not say comes from a send of the generated kind. */
const played = (star: Star, stage: Stage): WorldSend => {
  const understudy = makeSend(stage, star.number - FIRST);
  const campaign = star.campaign === undefined ? stage.campaigns.at(-1) : stage.campaigns.find(({ name }) => name.includes(star.campaign ?? ''));
  const at = (days: number): Date => new Date(Math.floor((stage.now.getTime() - days * DAY) / 1000) * 1000);
  const { name, company = 'Acme', email = mailOf(name, company) } = star.to;
  const [, oldest] = star.steps[0];
  return {
    ...understudy, id: String(star.number), kind: star.kind, gift: star.gift, campaign, test: star.test ?? false,
    sender: stage.people.find((each) => each.name === star.from) ?? SAMPLE_PEOPLE[0],
    recipient: { ...understudy.recipient, name, email, company }, createdAt: at(oldest),
    history: star.steps.map(([status, days]) => {
      const { name: known } = statusOf(status);
      const carried = known === 'SHIPPED' || known === 'DELIVERED' || known === 'UNDELIVERABLE' || known === 'AMAZON_SHIPPED';
      return { status: statusOf(status), at: at(days), approximate: false, tracking: carried ? star.tracking : undefined };
    }),
  };
};

/** The world of the demo: some four hundred sends of a small company, told up to `now`, every kind and status among them. */
export const sampleWorld = (now: Date): World => {
  const pools = buildPools(SEED, randomOf(SEED, -1));
  const campaigns = campaignsOf(now);
  const stage: Stage = { seed: SEED, sends: GENERATED, now, people: SAMPLE_PEOPLE, campaigns, pools };
  const stars = new Map(STARS.map((star) => [star.number, star]));
  return {
    teams: [EMEA, SUCCESS, FIELD], people: SAMPLE_PEOPLE, campaigns,
    sends: function* () {
      for (let i = 0; i < GENERATED; i++) if (!stars.has(FIRST + i)) yield makeSend(stage, i);
      for (const star of STARS) yield played(star, stage);
    },
  };
};
