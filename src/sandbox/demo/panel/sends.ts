import { KNOWN_STATUSES, type KnownStatus, STATUSES } from '../../../domain/status.ts';
import { SAMPLE_PEOPLE } from '../../world/sample.ts';
import { STARS } from '../../world/stars.ts';
import type { HowSent, Platform } from '../platform.ts';
import { choice, type Playable } from './plays.ts';

/** The provider's event for a status; a hold has several, of which this is one. */
const eventOf = (status: KnownStatus): string => (status === 'ON_HOLD' ? 'insufficient_funds' : status.toLowerCase());
const familyOf = (status: KnownStatus): string => ({ EGIFT: 'eGift', PHYSICAL: 'parcel', BOTH: 'any' })[STATUSES[status].family];
const FIRST: KnownStatus = 'SHIPPED';
const ORDER: readonly KnownStatus[] = [FIRST, ...KNOWN_STATUSES.filter((status) => status !== FIRST)];

const HOW: readonly (readonly [HowSent, string])[] = [
  ['once', 'once'], ['thrice', 'three times, as one delivery'], ['forged', 'signed with another secret'], ['old', 'signed ten minutes ago'],
];
const howOf = (text: string): HowSent => HOW.find(([how]) => how === text)?.[0] ?? 'once';

/** A believable number with UPS's check digit, different for each send. */
const upsNumber = (serial: number): string => {
  const body = `999AA1${String(serial).padStart(9, '0')}`;
  const value = (letter: string): number => (/\d/.test(letter) ? Number(letter) : (letter.charCodeAt(0) - 63) % 10);
  const sum = [...body].reduce((total, letter, i) => total + value(letter) * (i % 2 === 0 ? 1 : 2), 0);
  return `1Z${body}${(10 - (sum % 10)) % 10}`;
};

const answered = (statuses: readonly number[]): string => `The bot answered ${statuses.map((status) => (status === 0 ? 'nothing' : String(status))).join(', ')}.`;

const advance = async (platform: Platform, values: Readonly<Record<string, string>>, clock: () => Date): Promise<string> => {
  const number = Number(values['number']?.trim() || values['send']);
  const status = ORDER.find((each) => each === values['status']) ?? FIRST;
  const how = howOf(values['how'] ?? '');
  const send = platform.find(number);
  if (!send) throw new Error(`The platform has no send ${number}.`);
  if (how === 'once' || how === 'thrice') platform.provider.add.update(send.send_gid, STATUSES[status].label, clock().toISOString());
  // The webhook of a status carries no tracking: it comes with the whole send.
  if (status === 'SHIPPED' && how === 'once') await platform.tellSend({ ...send, tracking: { carrier: 'UPS', number: upsNumber(number) } });
  return answered(await platform.tellStatus(send.send_gid, eventOf(status), how));
};

const AT_ONCE = 8;
const shipCampaign = async (platform: Platform, count: number, whose: string, clock: () => Date): Promise<string> => {
  const team = SAMPLE_PEOPLE.filter(({ name, team }) => (whose === 'team' ? team === SAMPLE_PEOPLE[0].team : name === SAMPLE_PEOPLE[0].name));
  const before = platform.provider.state.sends.length;
  const now = clock();
  const sends = Array.from({ length: count }, (_, i) => {
    const sender = team[i % team.length] ?? SAMPLE_PEOPLE[0];
    const serial = before + i;
    const earlier = new Date(now.getTime() - 24 * 3600_000).toISOString();
    return platform.provider.add.send({
      id: 4000 + serial, send_gid: Buffer.from(`gid://sendoso/Send/${900_000 + serial}`).toString('base64url'), created_at: earlier, status: 'Shipped',
      touch: { id: 77, name: 'Holiday 2026' }, recipient: { name: `Guest ${i + 1} of ${count}`, email: `guest.${serial}@acme.example`, company_name: 'Acme' },
      sender: { id: 123, name: sender.name, email: sender.email, team_id: 7, team_name: sender.team }, gift: 'Holiday Box',
      status_updates: [{ status: 'Processing', occurred_at: earlier }, { status: 'Shipped', occurred_at: now.toISOString() }],
      tracking: { carrier: 'UPS', number: upsNumber(serial) },
    });
  });
  for (let i = 0; i < sends.length; i += AT_ONCE) await Promise.all(sends.slice(i, i + AT_ONCE).map((send) => platform.tellSend(send)));
  return `${count} gifts of ${whose === 'team' ? 'a team' : SAMPLE_PEOPLE[0].name} have shipped.`;
};

const misbehave = (platform: Platform, how: string): string => {
  const { faults } = platform.provider;
  faults.clear();
  const many = { times: 500 };
  if (how === '429') faults.add({ kind: 'throttled' }, many);
  if (how === '503') faults.add({ kind: 'status', status: 503 }, many);
  if (how === 'silent' || how === 'truncated') faults.add({ kind: how }, many);
  return how === 'well' ? 'The platform behaves.' : 'The next readings of its API meet this; look at Network, and at what “Data as of” says.';
};

/** The gifting platform, as it moves gifts on and tells the bot. */
export const sendPlays = (platform: Platform, clock: () => Date): Playable[] => [
  {
    id: 'advance', group: 'Gifts', title: 'Move a gift on', button: 'Move on', says: 'The platform tells the bot by signed webhook.',
    fields: () => [
      choice('send', 'Gift', STARS.map(({ number, from, to, gift }) => [String(number), `#${number} ${to.name}, ${gift} (${from})`])),
      { name: 'number', label: 'or its number', initial: '' },
      choice('status', 'To', ORDER.map((status) => [status, `${STATUSES[status].label} (${familyOf(status)})`])), choice('how', 'Told', HOW),
    ],
    run: (values) => advance(platform, values, clock),
  },
  {
    id: 'campaign', group: 'Gifts', title: 'Ship a whole campaign', button: 'Ship', says: 'New gifts of one campaign, all shipped within seconds.',
    fields: () => [choice('count', 'Gifts', [['12', '12'], ['60', '60'], ['200', '200']]), choice('whose', 'Sent by', [['one', SAMPLE_PEOPLE[0].name], ['team', `everybody in ${SAMPLE_PEOPLE[0].team}`]])],
    run: ({ count = '12', whose = 'one' }) => shipCampaign(platform, Number(count), whose, clock),
  },
  {
    id: 'platform', group: 'Gifts', title: 'The platform’s API misbehaves', button: 'From now on', says: 'What the bot meets when it reads the platform.',
    fields: () => [choice('how', 'The API', [['429', 'answers 429'], ['503', 'answers 503'], ['silent', 'does not answer'], ['truncated', 'breaks off'], ['well', 'behaves']])],
    run: async ({ how = 'well' }) => misbehave(platform, how),
  },
];
