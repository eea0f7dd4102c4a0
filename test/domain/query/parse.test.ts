import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../src/domain/query/filter.ts';
import { ask, filterOf } from './ask.ts';

const listed = (text: string) => {
  const parsed = ask(text);
  return parsed.ok && parsed.query.verb === 'list' ? parsed.query : parsed;
};

describe('which list', () => {
  it('nothing typed is my sends, unfiltered', () => {
    expect(listed('')).toMatchObject({ view: 'mine', filter: NO_FILTER });
    expect(listed('  ')).toMatchObject({ view: 'mine', filter: NO_FILTER });
  });
  it('filters without a view look at everything the asker may see', () => {
    expect(listed('to:jane')).toMatchObject({ view: 'all' });
    expect(listed('shipped')).toMatchObject({ view: 'all' });
  });
  it.each([['mine', 'mine'], ['My', 'mine'], ['TEAM', 'team'], ['all', 'all']])('%s', (typed, view) => {
    expect(listed(`${typed} status:shipped`)).toMatchObject({ view, filter: { statuses: ['SHIPPED'] } });
  });
  it.each(['stale', 'stuck'])('%s is the list of what stands still, with filters', (typed) => {
    expect(ask(`${typed} team:emea`)).toMatchObject({ ok: true, query: { verb: 'stale', filter: { teams: ['emea'] }, canonical: 'stale team:emea' } });
  });
  it('help and whoami take nothing more', () => {
    expect(ask('help status:nonsense')).toMatchObject({ query: { verb: 'help' } });
    expect(ask('whoami')).toMatchObject({ query: { verb: 'whoami' } });
  });
  it('a view is one only as the first word, and never in quotes', () => {
    expect(filterOf('mine team')).toEqual({ text: ['team'] });
    expect(filterOf('"mine"')).toEqual({ text: ['mine'] });
  });
});

describe('status', () => {
  it.each([
    ['status:shipped', ['SHIPPED']],
    ['status:Packed', ['ORDER_RECEIVED']],
    ['status:send.out_of_stock', ['FULFILLMENT_ISSUE']],
    ['status:refunded', ['REFUNDED', 'BOUNCED']],
    ['status:bounced', ['BOUNCED']],
    ['status:unknown', ['UNKNOWN']],
    ['status:trouble', ['FULFILLMENT_ISSUE', 'ON_HOLD']],
    ['status:shipped,delivered', ['SHIPPED', 'DELIVERED']],
    ['status:shipped, delivered,', ['SHIPPED', 'DELIVERED']],
    ['status:shipped status:delivered status:shipped', ['SHIPPED', 'DELIVERED']],
    ['status: on hold', ['ON_HOLD']],
    ['state:“order received”', ['ORDER_RECEIVED']],
    ['STATUS:order received', ['ORDER_RECEIVED']],
  ])('%s', (typed, statuses) => {
    expect(filterOf(typed)).toEqual({ statuses });
  });
  it('open is everything that is not over', () => {
    expect(filterOf('status:open').statuses).toEqual(expect.arrayContaining(['SENT', 'SHIPPED', 'ON_HOLD']));
    expect(filterOf('status:open').statuses).not.toContain('DELIVERED');
  });
  it.each([
    ['shipped', ['SHIPPED']],
    ['mine Delivered', ['DELIVERED']],
    ['order received', ['ORDER_RECEIVED']],
    ['mine amazon shipped', ['AMAZON_SHIPPED']],
    ['sent,opened', ['SENT', 'OPENED']],
    ['refunded', ['REFUNDED', 'BOUNCED']],
    ['address confirmation - cancelled', ['CONFIRMATION_CANCELED']],
  ])('the bare words %s are a status', (typed, statuses) => {
    expect(filterOf(typed)).toEqual({ statuses });
  });
  it('in quotes they are text', () => {
    expect(filterOf('"shipped" ‘order received’')).toEqual({ text: ['shipped', 'order received'] });
  });
});

describe('kind', () => {
  it.each([
    ['kind:egift', [{ family: 'EGIFT' }]],
    ['kind:e-gifts', [{ family: 'EGIFT' }]],
    ['type:physical', [{ family: 'PHYSICAL' }]],
    ['kind:inventoried', [{ kind: 'Inventoried Sends' }]],
    ['kind:direct', [{ kind: 'Sendoso Direct' }]],
    ['kind:handwritten', [{ kind: 'Handwritten Notes' }]],
    ['kind:hand', [{ kind: 'Handwritten Notes' }]],
    ['kind:amazon,choice', [{ kind: 'Amazon' }, { kind: 'Sendoso Choice' }]],
    ['kind:eGifts International', [{ kind: 'eGifts International' }]],
    ['kind:"Wine Club"', [{ kind: 'Wine Club' }]],
    ['kind:"egifts usa"', [{ kind: 'eGifts USA' }]],
  ])('%s', (typed, kinds) => {
    expect(filterOf(typed)).toEqual({ kinds });
  });
});

describe('people and names', () => {
  it.each([
    ['to:jane', { to: ['jane'] }],
    ['to:Jané,park', { to: ['jane', 'park'] }],
    ['to:jane, park mug', { to: ['jane', 'park'], text: ['mug'] }],
    ['to:jane to:park', { to: ['jane', 'park'] }],
    ['to:"Park, Jane"', { to: ['park, jane'] }],
    ['to: jane', { to: ['jane'] }],
    ['recipient:jane company:acme', { to: ['jane', 'acme'] }],
    ['to:jane park', { to: ['jane'], text: ['park'] }],
    ['from:me', { from: [{ me: true }] }],
    ['from:@me', { from: [{ me: true }] }],
    ['from:"me"', { from: [{ text: 'me' }] }],
    ['from:<@U123|sam.lee>', { from: [{ slackUser: 'U123' }] }],
    ['from:<@W9|Sam Lee> mug', { from: [{ slackUser: 'W9' }], text: ['mug'] }],
    ['sender:@sam,me', { from: [{ text: 'sam' }, { me: true }] }],
    ['<@U123|sam>', { from: [{ slackUser: 'U123' }] }],
    ['to:<@U7|jane>', { to: ['jane'] }],
    ['campaign:q4 touch:“Thank you”', { campaigns: ['q4', 'thank you'] }],
    ['team:<!subteam^S1|@emea>', { teams: ['emea'] }],
    ['campaign:<#C1|launch>', { campaigns: ['launch'] }],
  ])('%s', (typed, filter) => {
    expect(filterOf(typed)).toEqual(filter);
  });
});

describe('quotes and apostrophes', () => {
  it.each([
    ['from:"Sam Lee"', 'sam lee'],
    ['from:“Sam Lee”', 'sam lee'],
    ['from:„Sam Lee“', 'sam lee'],
    ['from:«Sam Lee»', 'sam lee'],
    ['from:‘Sam Lee’', 'sam lee'],
    ["from:'Sam Lee'", 'sam lee'],
    ["from:'Sam O'Neil'", "sam o'neil"],
    ["from:O'Neil", "o'neil"],
    ['from:D’Arcy', "d'arcy"],
    ['from:"12\\" Mug \\\\ co"', '12" mug \\ co'],
  ])('%s', (typed, text) => {
    expect(filterOf(typed)).toEqual({ from: [{ text }] });
  });
  it('an apostrophe at the start of a word is no quote when nothing closes it', () => {
    expect(filterOf("'tis mug")).toEqual({ text: ["'tis", 'mug'] });
  });
  it('a quote inside a word is part of it', () => {
    expect(filterOf('12" mug')).toEqual({ text: ['12"', 'mug'] });
  });
});

describe('free text', () => {
  it('finds folded words, each once', () => {
    expect(filterOf('Müg  Q4-Thanks MUG, 1Z999')).toEqual({ text: ['mug', 'q4-thanks', '1z999'] });
  });
  it('is also what has a colon but no key', () => {
    expect(filterOf('12:30 http://x.y/z <https://a.b/c|a.b/c> :gift:')).toEqual({ text: ['12:30', 'http://x.y/z', 'a.b/c', ':gift:'] });
  });
  it('undoes what Slack did to it', () => {
    expect(filterOf('R&amp;D &lt;3mugs&gt; &amp;lt;')).toEqual({ text: ['r&d', '<3mugs>', '&lt;'] });
  });
  it('reads mail and telephone links as what was typed', () => {
    expect(filterOf('to:<mailto:a@b.c|a@b.c> <tel:12345|12345> <mailto:x@y.z>')).toEqual({ to: ['a@b.c'], text: ['12345', 'x@y.z'] });
  });
});

describe('test sends', () => {
  it.each([['only', 'only'], ['YES', 'only'], ['true', 'only'], ['no', 'no'], ['false', 'no']])('test:%s', (value, test) => {
    expect(filterOf(`test:${value}`)).toEqual({ test });
  });
  it('any narrows nothing', () => {
    expect(filterOf('mine test:any')).toEqual({});
  });
});

describe('cost, in cents', () => {
  it.each([
    ['cost:&gt;50', 5001, undefined],
    ['cost:>=50', 5000, undefined],
    ['cost: > $50', 5001, undefined],
    ['cost:<100', undefined, 9999],
    ['cost:≤$99.90', undefined, 9990],
    ['cost:20-50', 2000, 5000],
    ['cost:20 – 50', 2000, 5000],
    ['cost:$20..$50.5', 2000, 5050],
    ['cost:50..', 5000, undefined],
    ['cost:..50', undefined, 5000],
    ['cost:50+', 5000, undefined],
    ['cost:50', 5000, 5000],
    ['cost:1,200.50', 120050, 120050],
    ['cost:12,50', 1250, 1250],
    ['cost:>20 cost:<=50', 2001, 5000],
  ])('%s', (typed, min, max) => {
    expect(filterOf(typed)).toEqual({ cost: { min, max } });
  });
  it('leaves the number after it alone', () => {
    expect(filterOf('cost:>50 1234')).toEqual({ cost: { min: 5001, max: undefined }, text: ['1234'] });
  });
});

describe('a bare word that is nearly a status', () => {
  it('is searched for, with the status to offer', () => {
    expect(ask('mine shiped to:jane')).toMatchObject({ ok: true, query: { filter: { text: ['shiped'] } }, nearby: '/sends mine status:shipped to:jane' });
  });
  it.each(['kent', '"shiped"', 'mug'])('but not %s', (typed) => {
    expect(ask(typed)).toMatchObject({ ok: true, nearby: undefined });
  });
});
