import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, cut, date, join, link, long, md, plain, plainLines } from '../../../src/slack/views/mrkdwn.ts';

describe('text that people wrote, in markup', () => {
  const shown = (text: string): string => md`${text}`.source;

  it.each([
    ['<!channel>', '&lt;!channel&gt;', 'pings nobody'],
    ['<https://evil.example|Track>', '&lt;https://evil.example|Track&gt;', 'is no link'],
    ['AT&T', 'AT&amp;T', 'keeps its ampersand'],
    ['*bold* ~gone~ `code`', '∗bold∗ ∼gone∼ ˋcodeˋ', 'formats nothing'],
    ['_slanted_', 'ˍslantedˍ', 'slants nothing'],
    ['jane_doe@example.com', 'jane_doe@example.com', 'keeps an underscore that formats nothing'],
    ['a\nb\r\n\tc\u2028d', 'a b c d', 'stays on its line'],
    ['evil\u202Etxt.exe\u2066x\u2069\u200F\u200E', 'eviltxt.exex', 'turns nothing around'],
    ['nul\u0000bell\u0007', 'nul bell', 'has no control characters'],
    ['half a pair \uD83D', 'half a pair', 'has no half characters'],
    [`z${'\u0301'.repeat(50)}`, `z${'\u0301'.repeat(4)}`, 'does not grow over other lines'],
    ['👩‍👩‍👧 ok', '👩‍👩‍👧 ok', 'keeps its emoji whole'],
  ])('%j becomes %j: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('is cut to a name’s length with an ellipsis', () => {
    expect(shown('x'.repeat(10_000))).toBe(`${'x'.repeat(79)}…`);
  });

  it('leaves the template’s own marks as they are, and markup that was made here', () => {
    expect(md`*${'Jane'}* ${code('/send 1')} ${3}`.source).toBe('*Jane* `/send 1` 3');
  });

  it('never contains what Slack acts on, whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(100), (text, max) => {
      for (const { source } of [md`${text}`, long(text, max + 2)]) {
        expect(source).not.toMatch(/[<>*~`\n\r\u202A-\u202E\u2066-\u2069]/u);
        expect(source.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
      }
    }), { verbose: 1 });
  });
});

describe('cutting', () => {
  it('never makes text longer than the limit and never cuts through a character', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 50 }), (text, max) => {
      const short = cut(text, max);
      expect(short.length).toBeLessThanOrEqual(max);
      expect(short).not.toMatch(/\p{Cs}/u);
      expect(short === text || short.endsWith('…')).toBe(true);
    }), { verbose: 1 });
  });
});

describe('pieces of markup', () => {
  it('a time is shown in the reader’s zone, with UTC for whoever has no Slack clock', () => {
    expect(date(new Date('2026-05-01T10:02:30Z')).source).toBe('<!date^1777629750^{date_short_pretty} at {time}|2026-05-01 10:02 UTC>');
  });

  it('a link cannot be broken out of', () => {
    expect(link('https://a.example/?q=1&x=<y>|z', '<b>|*').source).toBe('<https://a.example/?q=1&amp;x=%3Cy%3E%7Cz|&lt;b&gt;|∗>');
  });

  it('a command to copy keeps its marks, but no backtick ends it early', () => {
    expect(code('cost:>50 to:*x* `y`').source).toBe('`cost:&gt;50 to:*x* ˋyˋ`');
  });

  it('joining leaves no separator for what is missing', () => {
    expect(join(['a', undefined, md``, 'b'], ' · ').source).toBe('a · b');
  });

  it('a place without markup gets the text itself, on one line or on its own lines', () => {
    expect(plain(' <b>\n*x* \u202Ey ')).toBe('<b> *x* y');
    expect(plainLines('Dear Jane,\r\n\r\nthank\u0007 you \n', 100)).toBe('Dear Jane,\n\nthank you');
  });
});
