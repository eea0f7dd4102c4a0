import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePage, encodeSend, parsePage, parseSend } from '../../src/slack/ids.ts';
import { aSend } from '../support/builders.ts';

const A_SEND = aSend().id;

const turn = { question: 'mine status:shipped', to: 'next', number: 2, cursor: { at: new Date('2026-11-01T00:00:00Z'), id: A_SEND } } as const;

describe('what a button carries', () => {
  it.each(['details', 'card', 'refresh', 'track'] as const)('a send and what is wanted of it (%s) come back as they were, and fit into a menu', (wanted) => {
    const value = encodeSend(wanted, A_SEND);
    expect(value.length).toBeLessThanOrEqual(75);
    expect(parseSend(value)).toEqual({ do: wanted, id: A_SEND });
  });

  it('a page comes back as it was', () => {
    expect(parsePage(encodePage(turn))).toEqual(turn);
  });

  it('a question too long for a button gives no button', () => {
    expect(encodePage({ ...turn, question: 'x'.repeat(1800) })?.length).toBeLessThanOrEqual(2000);
    expect(encodePage({ ...turn, question: 'x'.repeat(2000) })).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['not JSON', 'send:1234'],
    ['another version', JSON.stringify({ v: 2, do: 'details', id: A_SEND })],
    ['an unknown wish', JSON.stringify({ v: 1, do: 'teleport', id: A_SEND })],
    ['no opaque id', JSON.stringify({ v: 1, do: 'details', id: '1234' })],
    ['something smuggled in', JSON.stringify({ v: 1, do: 'details', id: A_SEND, role: 'ADMIN' })],
    ['more than a button holds', `${encodeSend('details', A_SEND)}${' '.repeat(2000)}`],
  ])('%s is not understood', (_what, value) => {
    expect(parseSend(value)).toBeUndefined();
    expect(parsePage(value)).toBeUndefined();
  });

  it('a page that cannot be is not understood', () => {
    for (const wrong of [{ n: 0 }, { n: 1.5 }, { at: 1e300 }, { to: 'sideways' }, { id: 'x' }, { q: 3 }]) {
      expect(parsePage(JSON.stringify({ v: 1, q: 'mine', to: 'next', n: 2, at: 0, id: A_SEND, ...wrong }))).toBeUndefined();
    }
  });

  it('no text breaks the reading', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseSend(text)).toBeUndefined();
      expect(parsePage(text)).toBeUndefined();
    }), { verbose: 1 });
  });
});
