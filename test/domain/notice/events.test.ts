import { describe, expect, it } from 'vitest';
import { asksToAct, DEFAULT_CHOICES, eventOf, EVENTS, statusesOf, weightOf } from '../../../src/domain/notice/events.ts';
import { choiceFor, choiceForStatus, clockText, DEFAULT_PREFERENCES, parseClockTime } from '../../../src/domain/notice/preferences.ts';
import { KNOWN_STATUSES, type StatusName } from '../../../src/domain/status.ts';

const ALL: readonly StatusName[] = [...KNOWN_STATUSES, 'UNKNOWN'];

describe('events', () => {
  it('ask to act exactly where PRODUCT says so', () => {
    expect(ALL.filter((name) => asksToAct({ name })).toSorted()).toEqual(
      ['BOUNCED', 'CONFIRMATION_CANCELED', 'FAILED', 'FULFILLMENT_ISSUE', 'ON_HOLD', 'UNDELIVERABLE']);
    expect(ALL.filter((name) => weightOf({ name }) === 'routine').toSorted()).toEqual(['DELIVERED', 'EXPIRED', 'REDEEMED', 'SHIPPED']);
  });

  it('cover every status once', () => {
    expect(EVENTS.flatMap(statusesOf).toSorted()).toEqual(ALL.toSorted());
  });

  it('never call on its way to the warehouse shipped', () => {
    expect(eventOf({ name: 'AMAZON_SHIPPED' })).not.toBe('shipped');
    expect(statusesOf('shipped')).toEqual(['SHIPPED']);
  });

  it('come at once by default when they ask to act or a gift ships; delivered and redeemed in the digest', () => {
    for (const name of ALL.filter((each) => asksToAct({ name: each }))) expect(DEFAULT_CHOICES[eventOf({ name })]).toBe('now');
    expect((['SHIPPED', 'DELIVERED', 'REDEEMED', 'AMAZON_SHIPPED', 'UNKNOWN'] as const).map((name) => choiceForStatus(DEFAULT_PREFERENCES, { name })))
      .toEqual(['now', 'digest', 'digest', 'off', 'off']);
  });

  it('follow what a person chose; what would go into a digest nobody wants is off', () => {
    const chosen = { ...DEFAULT_PREFERENCES, events: { shipped: 'off', delivered: 'now' } } as const;
    expect([choiceFor(chosen, 'shipped'), choiceFor(chosen, 'delivered'), choiceFor(chosen, 'redeemed')]).toEqual(['off', 'now', 'digest']);
    expect(choiceFor({ ...chosen, digest: false }, 'redeemed')).toBe('off');
  });
});

describe('times of day', () => {
  it.each([['00:00', 0], ['09:05', 545], ['23:59', 1439]])('%s is minute %i', (text, minute) => {
    expect(parseClockTime(text)).toBe(minute);
    expect(clockText(minute)).toBe(text);
  });
  it.each(['24:00', '9:00', '12:60', '', 'noon'])('%j is none', (text) => expect(parseClockTime(text)).toBeUndefined());
});
