import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStoredFilter, storeFilter } from '../../../src/domain/query/stored.ts';
import { ask, NOW, ZONE } from './ask.ts';

/** Pieces that meet in all combinations: keys, values, quotes, markup, and anything at all. */
const fragment = fc.oneof(
  fc.constantFrom('mine', 'team ', 'stale', 'status:', 'kind:', 'to:', 'from:', 'campaign:', 'team:', 'since:', 'until:', 'on:', 'before:', 'cost:', 'test:'),
  fc.constantFrom('shipped', 'order received', 'refunded', 'open', 'egift', 'inventoried', 'Wine Club', 'me', 'jane park', "O'Neil", 'D’Arcy', 'only', 'any'),
  fc.constantFrom('30d', 'last week', '12h', 'oct 1', '2026-10', '03/04/2026', '>50', '20-50', '..9.99', '1,000', 'q4'),
  fc.constantFrom('"', '“', '”', "'", '’', '«', '＂', '\\', ',', ':', ' ', '  ', '..', '&amp;', '&lt;', '&gt;', '&', '<@U123|sam>', '<@U9>', '<mailto:a@b.c|a@b.c>', '<', '>'),
  fc.string({ maxLength: 8, unit: 'binary' }),
  fc.string({ maxLength: 8, unit: 'grapheme' }),
);
const commandText = fc.array(fragment, { maxLength: 14 }).map((parts) => parts.join(''));
const wellFormed = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('to', 'from', 'campaign', 'team', 'kind'), fc.string({ minLength: 4, maxLength: 12, unit: 'grapheme' }))
      .map(([key, text]) => `${key}:"${text.replace(/["“”„‟«»＂\\]/g, '\\$&')}"`),
    fc.constantFrom('status:shipped', 'order received', 'status:open', 'since:30d', 'since:12h', 'until:yesterday', 'cost:>5', 'cost:..20', 'test:no', 'from:me', 'from:<@U1|x>', 'kind:egift', '"shipped"', 'mug&amp;co'),
  ),
  { minLength: 1, maxLength: 7 },
).map((parts) => ['mine', ...parts].join(' '));

const again = (text: string): boolean => {
  const parsed = ask(text);
  if (!parsed.ok || !('canonical' in parsed.query)) return false;
  const later = ask(parsed.query.canonical, 'Asia/Tokyo', new Date(NOW.getTime() + 40 * 24 * 3600_000));
  expect(later).toEqual({ ok: true, query: parsed.query, nearby: undefined });
  if ('filter' in parsed.query) expect(readStoredFilter(storeFilter(parsed.query.filter))).toEqual(parsed.query.filter);
  return true;
};

describe('a filter as it is kept', () => {
  it.each(['', '{}', 'null', '{"v":2,"filter":{}}', '{"v":1,"filter":{"statuses":["TELEPORTED"]}}'])('%j is none of ours', (text) => {
    expect(readStoredFilter(text)).toBeUndefined();
  });
});

describe('the canonical text', () => {
  it.each([
    ['', 'mine'],
    ['order received to:Jane from:me,<@U12|sam>', 'all status:order-received to:jane from:me,<@U12>'],
    ['team "shipped" since:30d cost:&gt;50', 'team "shipped" since:2026-10-13T04:00:00Z cost:50.01..'],
    ['stale kind:egift,inventoried test:no', 'stale kind:egift,"Inventoried Sends" test:no'],
    ['R&amp;D', 'all "r&amp;d"'],
  ])('of %j', (typed, canonical) => {
    expect(ask(typed)).toMatchObject({ query: { canonical } });
    expect(again(typed)).toBe(true);
  });

  it('asks the same again: another day, in another zone', () => {
    let understood = 0;
    fc.assert(fc.property(wellFormed, (text) => void (understood += Number(again(text)))), { numRuns: 400 });
    expect(understood).toBeGreaterThan(100);
    fc.assert(fc.property(commandText, (text) => void again(text)), { numRuns: 800 });
  });
});

/** Typed text on its way through Slack: entities, but for the mentions that are none of ours to escape. */
const asSlackSends = (typed: string): string =>
  typed.replaceAll('&', '&amp;').split(/(<@[^<>]*>)/).map((part, i) => (i % 2 === 1 ? part : part.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))).join('');

describe('any text at all', () => {
  const holds = (text: string): void => {
    const parsed = ask(text, ZONE);
    if (parsed.ok) return;
    const { typed, offset, length, suggestions, literal } = parsed.problem;
    expect(typed.length).toBeLessThanOrEqual(text.length);
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(length).toBeGreaterThan(0);
    expect(offset + length).toBeLessThanOrEqual(typed.length);
    for (const command of [...suggestions, ...(literal === undefined ? [] : [literal])]) {
      expect(command.slice(0, 7)).toBe('/sends ');
      expect(ask(asSlackSends(command.slice(7)))).toMatchObject({ ok: true });
    }
  };
  it('is a query, or a problem within the text with commands that work', () => {
    expect.hasAssertions();
    fc.assert(fc.property(commandText, holds), { numRuns: 1500 });
    fc.assert(fc.property(fc.string({ maxLength: 700, unit: 'binary' }), holds), { numRuns: 300 });
  });
  it('hostile lengths are answered at once', () => {
    const started = performance.now();
    for (const piece of ['staus:x ', '<', '"', "'a ", '\\', 'a:', '03/04/2026..', 'order ', '1 ', '，']) {
      holds(piece.repeat(490 / piece.length));
      holds(piece.repeat(20_000));
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
