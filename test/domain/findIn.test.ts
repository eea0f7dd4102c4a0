import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CANDIDATES, candidatesIn } from '../../src/domain/findIn.ts';

describe('what a message names', () => {
  it.each<[string, string[], string[]]>([
    ['Where is #1234?', ['1234'], []],
    ['1234, 5678 and T-9', ['1234', '5678', 'T-9'], []],
    ['UPS says 1Z999AA10123456784.', ['1Z999AA10123456784'], []],
    ['1Z 999 AA1 01 2345 6784', ['1Z999AA10123456784', '999', '01', '2345', '6784'], []],
    ['mail jane.park@acme.example (or jane.park@acme.example)', [], ['jane.park@acme.example']],
    ['Could you ask Jane Park about it? Thanks, Tom', [], ['Jane Park']],
    ['Jane Park’s gift for José María', [], ['Jane Park', 'José María']],
    ['https://tracker.corp.example/sends/1234?from=mail', ['1234'], []],
    ['Z2lkOi8vc2VuZC8xMjM0', ['Z2lkOi8vc2VuZC8xMjM0'], []],
    ['on 2026-11-25 at 12:30 for $25.00', [], []],
    ['Hello. World', [], []],
    ['thanks a lot', [], []],
    ['', [], []],
  ])('in %j', (text, ids, recipients) => {
    const { ids: found, recipients: to } = candidatesIn(text);
    expect(found).toEqual(ids);
    expect(to).toEqual(recipients);
  });

  it('comes to no more than twenty, e-mails and what is surely a number first', () => {
    const many = `${Array.from({ length: 50 }, (_, i) => 100 + i).join(' ')} Jane Park #7 jane@acme.example`;
    const { ids, recipients } = candidatesIn(many);
    expect(ids.length + recipients.length).toBe(CANDIDATES);
    expect([ids[0], recipients]).toEqual(['7', ['jane@acme.example', 'Jane Park']]);
  });

  it('is found soon in any text', () => {
    const started = performance.now();
    for (const piece of ['a@', 'A ', '1 ', 'AB1 ', '#', 'a.a.a@a.', '<', 'Aa ']) candidatesIn(piece.repeat(40_000));
    expect(performance.now() - started).toBeLessThan(2000);
    fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
      const { ids, recipients } = candidatesIn(text);
      expect(ids.length + recipients.length).toBeLessThanOrEqual(CANDIDATES);
    }), { numRuns: 300 });
  });
});
