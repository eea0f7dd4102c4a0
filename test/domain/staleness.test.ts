import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionWindows, DAY, inWindow, isStale, needsSender, stallClock, staleWindows, type Thresholds } from '../../src/domain/staleness.ts';
import { parseStatus } from '../../src/domain/status.ts';
import { aSend } from '../support/builders.ts';

const now = new Date('2026-11-01T12:00:00Z');
const thresholds: Thresholds = {
  ORDER_RECEIVED: { days: 7, byKind: { Amazon: 10 } },
  FULFILLMENT_ISSUE: { days: 3, byKind: {} },
  CONFIRMING_ADDRESS: { days: 5, byKind: {} },
};
const standing = (status: string, days: number, kind = 'Inventoried Sends') =>
  aSend({ kind, status: parseStatus(status), since: new Date(now.getTime() - days * DAY) });

describe('staleness', () => {
  it.each([
    ['Order Received', 7, false], ['Order Received', 7.01, true], ['Fulfillment Issue', 3, false], ['Fulfillment Issue', 3.01, true],
    ['Confirming Address', 5.01, true], ['Shipped', 300, false], ['Teleported', 300, false],
  ])('%s for %d days: %s', (status, days, stale) => expect(isStale(standing(status, days), now, thresholds)).toBe(stale));

  it('lets a kind have its own days', () => {
    expect(isStale(standing('Order Received', 8, 'Amazon'), now, thresholds)).toBe(false);
    expect(isStale(standing('Order Received', 10.5, 'Amazon'), now, thresholds)).toBe(true);
  });

  it('shows day 4 of 7; the day it happened is day 0', () => {
    expect(stallClock(standing('Order Received', 4.5), now, thresholds)).toEqual({ day: 4, of: 7, stale: false });
    expect(stallClock(standing('Fulfillment Issue', 0.2), now, thresholds)).toEqual({ day: 0, of: 3, stale: false });
    expect(stallClock(standing('Shipped', 4), now, thresholds)).toBeUndefined();
  });

  it('begins three days before an address can’t be confirmed any more, where the data says when that is', () => {
    const ending = (days: number, endsIn: number) => ({ ...standing('Confirming Address', days), confirmBy: new Date(now.getTime() + endsIn * DAY) });
    expect(isStale(ending(1, 3.01), now, thresholds)).toBe(false);
    expect(isStale(ending(1, 2.99), now, thresholds)).toBe(true);
    expect(isStale(ending(5.01, 9), now, thresholds)).toBe(true);
    expect(isStale({ ...ending(1, 1), status: parseStatus('Order Received') }, now, thresholds)).toBe(false);
    expect(stallClock(ending(1, 2), now, thresholds)).toEqual({ day: 1, of: 5, stale: true, ends: new Date(now.getTime() + 2 * DAY) });
  });

  it('is the same rule for one send and for the windows that a query walks', () => {
    const anything = fc.record({
      status: fc.constantFrom('Order Received', 'Fulfillment Issue', 'Confirming Address', 'Shipped', 'Bounced'),
      days: fc.double({ min: 0, max: 20, noNaN: true }),
      kind: fc.constantFrom('Amazon', 'Inventoried Sends', 'Something New'),
      endsIn: fc.option(fc.double({ min: -5, max: 20, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(anything, ({ status, days, kind, endsIn }) => {
        const send = { ...standing(status, days, kind), confirmBy: endsIn === undefined ? undefined : new Date(now.getTime() + endsIn * DAY) };
        expect(staleWindows(now, thresholds).filter((window) => inWindow(window, send)).length).toBe(isStale(send, now, thresholds) ? 1 : 0);
        expect(attentionWindows(now, thresholds).filter((window) => inWindow(window, send)).length).toBe(needsSender(send, now, thresholds) ? 1 : 0);
      }),
    );
  });
});

describe('what needs its sender', () => {
  it.each([
    ['Fulfillment Issue', 0, true], ['On Hold', 400, true], ['Undeliverable', 29, true], ['Undeliverable', 31, false], ['Bounced', 1, true],
    ['Failed', 1, true], ['Confirmation Canceled', 1, true], ['Order Received', 3, false], ['Order Received', 8, true], ['Delivered', 1, false],
    ['Expired', 1, false], ['Shipped', 100, false],
  ])('%s for %d days: %s', (status, days, needs) => expect(needsSender(standing(status, days), now, thresholds)).toBe(needs));
});
