import { describe, expect, it } from 'vitest';
import { decideCancel } from '../../../src/domain/cancel.ts';
import { sayCost } from '../../../src/domain/query/cost.ts';
import { NO_FILTER } from '../../../src/domain/query/filter.ts';
import { stallClock } from '../../../src/domain/staleness.ts';
import type { Message, Modal } from '../../../src/slack/views/blocks.ts';
import { type DetailsData, detailsModal } from '../../../src/slack/views/detailsModal.ts';
import { filterWords } from '../../../src/slack/views/filterWords.ts';
import { notFound } from '../../../src/slack/views/found.ts';
import { refusal } from '../../../src/slack/views/refusals.ts';
import { sendCard } from '../../../src/slack/views/sendCard.ts';
import { sendList } from '../../../src/slack/views/sendList.ts';
import type { Send, SendDetails } from '../../../src/domain/send.ts';
import type { Role } from '../../../src/domain/visibility.ts';
import { anActor, aSend, campaignId, someDetails } from '../../support/builders.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const FRESH = { at: NOW, late: false };

const THRESHOLDS = {
  ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} },
};
/** All that can be read, line by line; times shortened. */
const read = ({ blocks }: Message | Modal): string => {
  const texts = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(texts);
    if (typeof value !== 'object' || value === null) return [];
    if ('text' in value && typeof value.text === 'string') return [value.text];
    return Object.entries(value).flatMap(([field, each]) => (field === 'accessory' ? [] : texts(each)));
  };
  return texts(blocks).join('\n').replace(/<!date[^|]*\|([^>]*)>/g, '$1');
};
const card = (over: Partial<Send>, role: Role = 'SENDER', managers: readonly string[] = []): string => {
  const send = aSend(over);
  return read(sendCard({ send, own: role === 'SENDER', stall: stallClock(send, NOW, THRESHOLDS), cancel: decideCancel(anActor({ role, teams: 'every' }), send), managers, offers: { cancel: false, approve: false }, cancelMode: 'handoff' }, FRESH));
};

const NONE = { cancel: false, approve: false };
const detailed = (send: SendDetails): DetailsData => ({ send, own: true, stall: undefined, cancel: { allowed: true }, offers: NONE, managers: [], asOf: FRESH });

describe('a card', () => {
  it('says what happened, names before numbers, with the tracking at the top', () => {
    expect(card({}).split('\n').slice(0, 3)).toEqual([
      '*Your gift to Jane Park is on its way*', 'Mug · Q4 Thank You · #1234', expect.stringContaining('1Z999AA10123456784'),
    ]);
    expect(card({}, 'ADMIN')).toContain('*Sam Lee’s gift to Jane Park is on its way*');
  });

  it('counts the days of what can get stuck, and says what to do once it is', () => {
    expect(card({ status: { name: 'ORDER_RECEIVED' }, since: new Date('2026-11-16T11:00:00Z') })).toContain('Day 4 of 7.');
    expect(card({ status: { name: 'ORDER_RECEIVED' }, since: new Date('2026-11-11T12:00:00Z') })).toContain('Day 9, past the 7 it should take. Support can find out why.');
  });

  it('wears a test badge and a note about a campaign that is gone', () => {
    expect(card({ test: true })).toContain('`TEST`');
    expect(card({})).not.toContain('TEST');
    expect(card({ campaign: { id: campaignId('q4'), name: 'Q4 Thank You', state: 'ARCHIVED' } })).toContain('The campaign Q4 Thank You is archived; its sends stay here.');
  });

  it('never says of Amazon’s parcel to the warehouse that it is on its way to the recipient', () => {
    const said = card({ status: { name: 'AMAZON_SHIPPED' }, tracking: { carrier: 'UPS', number: '1Z1', url: undefined, toWarehouse: true } });
    expect(said).toContain('is on its way to the warehouse');
    expect(said).toContain('`1Z1` (to the warehouse)');
  });

  it('says why it can’t be canceled and who can help', () => {
    const egift = { family: 'EGIFT', kind: 'eGifts USA', status: { name: 'OPENED' } } as const;
    expect(card(egift, 'SENDER', ['Ana Ruiz'])).toContain('eGifts can’t be canceled by senders. Ana Ruiz (your manager) can.');
    expect(card(egift, 'ADMIN')).toContain('It can be canceled.');
    expect(card({ status: { name: 'FULFILLMENT_ISSUE' } })).toContain('Support may still be able to stop it; name #1234.');
    expect(card({})).toContain('It can’t be canceled: it has shipped.');
  });

  it('calls a recipient without a name by what is known, else someone', () => {
    const name = (recipient: Send['recipient']): string => card({ recipient }).split('\n')[0] ?? '';
    expect(name({ name: ' \u202E ', email: 'j@x.example', company: 'Acme' })).toContain('to Acme');
    expect(name({ name: undefined, email: 'j@x.example', company: undefined })).toContain('to j@x.example');
    expect(name({ name: '', email: undefined, company: undefined })).toContain('to someone');
  });

  it('never shows address or message: those stand in the details dialog, below its five groups', () => {
    const send = someDetails({ address: '1 Main Street\nSpringfield', cost: { cents: 125_050, currency: 'USD' } });
    const shown = read(sendCard({ send, own: true, stall: undefined, cancel: { allowed: true }, managers: [], offers: NONE, cancelMode: 'handoff' }, FRESH));
    expect(shown).not.toMatch(/Springfield|great year/);
    const dialog = read(detailsModal(detailed(send)));
    const groups = ['*Send info*', '*Recipient info*', '*Recipient message*', '*Gift details*', '*Recent updates*'];
    expect(groups.map((group) => dialog.indexOf(group))).toEqual(groups.map((group) => dialog.indexOf(group)).toSorted((a, b) => a - b));
    expect(groups.every((group) => dialog.includes(group))).toBe(true);
    expect(dialog).toContain('1 Main Street\nSpringfield');
    expect(dialog).toContain('1,250.50 USD');
  });
});

describe('a details dialog', () => {
  it('shows the newest updates and counts the older ones', () => {
    const history = Array.from({ length: 72 }, (_, i) => ({ status: { name: 'SHIPPED' } as const, at: new Date(NOW.getTime() - i * 60_000), approximate: false, source: 'API' }));
    expect(read(detailsModal(detailed(someDetails({ history }))))).toContain('and 12 older updates');
  });
});

describe('a list', () => {
  const list = {
    view: 'mine', viewer: { role: 'SENDER', hasTeams: false, email: 'sam@corp.example' }, filter: NO_FILTER, sends: [{ send: aSend(), stall: undefined, offers: NONE }],
    first: [{ send: aSend({ number: '7', status: { name: 'ORDER_RECEIVED' }, tracking: undefined }), stall: { day: 4, of: 7, stale: false }, offers: NONE }],
    total: { count: 1042, more: false }, needing: { count: 3, more: false }, counts: { SHIPPED: 12, DELIVERED: 1030 },
    turns: { number: 1, previous: undefined, next: undefined, tooLong: false }, near: [], asOf: FRESH,
  } as const;

  it('counts on top, what needs you first, its age at the end', () => {
    const lines = read(sendList(list)).split('\n');
    expect(lines.slice(0, 4)).toEqual(['*Your sends*', '1,042 in all, 3 need you, 12 on their way', '1,030 Delivered · 12 Shipped', '*What needs you first*']);
    expect(lines[5]).toMatch(/^\*Order Received\* since .* · day 4 of 7$/);
    expect(lines).toContain('*Newest first*');
    expect(lines.at(-1)).toBe('Data as of 2026-11-20 12:00 UTC.');
  });

  it('names the sender where others’ sends are listed', () => {
    expect(read(sendList({ ...list, view: 'all', viewer: { ...list.viewer, role: 'ADMIN' } }))).toContain('from Sam Lee');
    expect(read(sendList(list))).not.toContain('from Sam Lee');
  });

  it('an empty one says what to do', () => {
    const empty = { ...list, sends: [], first: [] };
    expect(read(sendList(empty))).toContain('What is sent as sam@corp.example shows up here');
    expect(read(sendList({ ...empty, view: 'team', viewer: { ...list.viewer, role: 'ADMIN' } }))).toContain('`/sends all`');
    expect(read(sendList({ ...empty, filter: { ...NO_FILTER, text: ['mug'] }, near: ['/sends mine status:shipped'] }))).toContain('Did you mean `/sends mine status:shipped`?');
  });
});

describe('other answers', () => {
  it('a filter is said in words', () => {
    const filter = { ...NO_FILTER, statuses: ['SHIPPED', 'DELIVERED'], to: ['jane'], from: [{ me: true }], test: 'only', cost: { min: 5000, max: undefined } } as const;
    expect(filterWords(filter)?.source).toBe('Shipped or Delivered · to “jane” · from you · test sends only · cost at least 50');
    const cost = (min: number | undefined, max: number | undefined) => [filterWords({ ...NO_FILTER, cost: { min, max } })?.source, sayCost({ min, max })];
    expect([cost(1001, undefined), cost(undefined, 4999), cost(undefined, 5000), cost(2000, 5000), cost(5000, 5000)]).toEqual([
      ['cost above 10', '>10'], ['cost below 50', '<50'], ['cost at most 50', '<=50'], ['cost from 20 to 50', '20..50'], ['cost 50', '50'],
    ]);
    expect(filterWords({ ...NO_FILTER, until: new Date('2026-05-02T00:00:00Z') })?.source).toContain('|2026-05-01 23:59 UTC>');
    expect(filterWords(NO_FILTER)).toBeUndefined();
  });

  it('somebody unknown hears what was looked for and who can help', () => {
    expect(read(refusal({ why: 'unmapped', email: 'jane@corp.example', admins: ['Ana Ruiz', 'Tom Berg'] })).split('\n')).toEqual([
      '*I don’t know you as a sender yet.*', 'I looked for `jane@corp.example`, your Slack e-mail.', 'Ana Ruiz or Tom Berg (Admins) can connect you.',
    ]);
  });

  it('not found shows how old the data is', () => {
    expect(read(notFound('9999', FRESH))).toContain('Data as of 2026-11-20 12:00 UTC.');
    expect(read(notFound('9999', { at: NOW, late: true }))).toContain('Data as of 2026-11-20 12:00 UTC. That is older than it should be: newer updates may be missing.');
    expect(read(notFound('9999', undefined))).toContain('No data has come in yet.');
    // Of what only comes when something happens, silence is no sign of age.
    expect(read(notFound('9999', { at: undefined, late: false, heard: NOW }))).toContain('Last heard from the provider 2026-11-20 12:00 UTC.');
    expect(read(notFound('9999', { at: new Date('2026-11-19T12:00:00Z'), late: false, heard: NOW }))).toContain('Data as of 2026-11-19 12:00 UTC. Last heard from the provider 2026-11-20 12:00 UTC.');
    expect(read(notFound('9999', { at: NOW, late: false, heard: new Date('2026-11-19T12:00:00Z') }))).not.toContain('heard');
  });
});
