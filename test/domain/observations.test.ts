import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentStatus, distinctObservations, type Observation } from '../../src/domain/observations.ts';
import { parseStatus } from '../../src/domain/status.ts';

const now = new Date('2026-11-01T12:00:00Z');
const saw = (status: string, at: string, approximate = false): Observation => ({ status: parseStatus(status), at: new Date(at), approximate });
const nameOf = (...observations: Observation[]): string | undefined => currentStatus(observations, now)?.status.name;

describe('the current status', () => {
  it('is the latest that has a time, whatever its rank', () => {
    expect(nameOf(saw('Delivered', '2026-10-01T00:00:00Z'), saw('Shipped', '2026-10-02T00:00:00Z'))).toBe('SHIPPED');
  });

  it('at one second is the one of higher rank', () => {
    expect(nameOf(saw('Delivered', '2026-10-01T00:00:00Z'), saw('Shipped', '2026-10-01T00:00:00Z'))).toBe('DELIVERED');
  });

  it('is one without its time only above every dated one in rank', () => {
    expect(nameOf(saw('Shipped', '2026-10-01T00:00:00Z'), saw('Delivered', '2026-09-01T00:00:00Z', true))).toBe('DELIVERED');
    expect(nameOf(saw('Shipped', '2026-10-01T00:00:00Z'), saw('Order Received', '2026-10-30T00:00:00Z', true))).toBe('SHIPPED');
  });

  it('is never an unknown one by rank, but is by time', () => {
    expect(nameOf(saw('Initiated', '2026-10-01T00:00:00Z'), saw('Teleported', '2026-10-02T00:00:00Z', true))).toBe('INITIATED');
    expect(nameOf(saw('Initiated', '2026-10-01T00:00:00Z'), saw('Teleported', '2026-10-02T00:00:00Z'))).toBe('UNKNOWN');
  });

  it('counts since the start of its unbroken run', () => {
    const seen = [
      saw('Fulfillment Issue', '2026-10-01T00:00:00Z'), saw('Order Received', '2026-10-05T00:00:00Z'),
      saw('Fulfillment Issue', '2026-10-10T00:00:00Z'), saw('Paused', '2026-10-20T00:00:00Z'),
    ];
    expect(currentStatus(seen, now)).toMatchObject({ status: { name: 'FULFILLMENT_ISSUE' }, since: new Date('2026-10-10T00:00:00Z') });
  });

  it('sets aside what lies more than five minutes ahead, and says when to look again', () => {
    const seen = [saw('Shipped', '2026-10-01T00:00:00Z'), saw('Delivered', '2026-11-01T12:05:01Z')];
    expect(currentStatus(seen, now)).toMatchObject({ status: { name: 'SHIPPED' }, recheckAt: new Date('2026-11-01T12:00:01Z') });
    expect(currentStatus(seen, new Date('2026-11-01T12:00:01Z'))).toMatchObject({ status: { name: 'DELIVERED' }, recheckAt: undefined });
  });

  it('is not known when nothing is due yet', () => {
    expect(currentStatus([saw('Shipped', '2027-01-01T00:00:00Z')], now)).toBeUndefined();
  });

  it('replaces one without its time by its exact twin', () => {
    const twins = [saw('Shipped', '2026-10-30T00:00:00Z', true), saw('Shipped', '2026-10-01T00:00:00Z')];
    expect(currentStatus(twins, now)).toMatchObject({ since: new Date('2026-10-01T00:00:00Z'), approximate: false });
  });
});

const anObservation = fc.record({
  status: fc.constantFrom('Sent', 'Shipped', 'Delivered', 'Undeliverable', 'Order Received', 'send.blocked', 'On Hold', 'Odd', 'Refunded').map(parseStatus),
  at: fc.integer({ min: -40, max: 5 }).map((hours) => new Date(now.getTime() + hours * 1_800_000)),
  approximate: fc.boolean(),
});

describe('any order of the same updates', () => {
  it('ends in the same state, also when they come twice or in parts', () => {
    fc.assert(
      fc.property(
        fc.array(anObservation, { minLength: 1, maxLength: 12 }).chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }), fc.nat(all.length)),
        ),
        ([all, shuffled, cut]) => {
          expect(currentStatus(shuffled, now)).toEqual(currentStatus(all, now));
          const inParts = distinctObservations([...distinctObservations(shuffled.slice(0, cut)), ...distinctObservations(shuffled.slice(cut)), ...all]);
          expect(inParts).toEqual(distinctObservations(all));
        },
      ),
    );
  });
});
