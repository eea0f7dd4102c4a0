import { describe, expect, it } from 'vitest';
import { localDay, morningOf, nextMorning, quietUntil } from '../../../src/domain/notice/times.ts';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const clock = (hour: number, minute = 0): number => hour * 60 + minute;
const overNight = { from: clock(22), to: clock(7) };
const until = (now: string, quiet: { from: number; to: number }, zone: string): string | undefined => quietUntil(new Date(now), quiet, zone)?.toISOString();

describe('quiet hours', () => {
  it.each([
    ['2026-11-25T20:59:59Z', undefined],
    ['2026-11-25T21:00:00Z', '2026-11-26T06:00:00.000Z'],
    ['2026-11-26T02:13:27Z', '2026-11-26T06:00:00.000Z'],
    ['2026-11-26T06:00:00Z', undefined],
  ])('over midnight, at %s', (now, end) => expect(until(now, overNight, BERLIN)).toBe(end));

  it('within a day', () => {
    const lunch = { from: clock(12), to: clock(13, 30) };
    expect(until('2026-11-25T17:15:00Z', lunch, NEW_YORK)).toBe('2026-11-25T18:30:00.000Z');
    expect(until('2026-11-25T18:30:00Z', lunch, NEW_YORK)).toBeUndefined();
  });

  it('are none where they begin as they end, and where there are none', () => {
    expect(until('2026-11-25T21:00:00Z', { from: clock(7), to: clock(7) }, BERLIN)).toBeUndefined();
    expect(quietUntil(new Date('2026-11-25T23:00:00Z'), undefined, BERLIN)).toBeUndefined();
  });

  it('end by the clock on the wall in the night that is an hour shorter or longer', () => {
    expect(until('2026-03-28T22:00:00Z', overNight, BERLIN)).toBe('2026-03-29T05:00:00.000Z');
    expect(until('2026-10-24T21:00:00Z', overNight, BERLIN)).toBe('2026-10-25T06:00:00.000Z');
  });

  it('end an hour later where the clock skips their end', () => {
    expect(until('2026-03-29T00:30:00Z', { from: clock(22), to: clock(2, 30) }, BERLIN)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('are quiet both times in an hour that comes twice', () => {
    const night = { from: clock(2, 15), to: clock(2, 45) };
    expect(until('2026-10-25T00:20:00Z', night, BERLIN)).toBe('2026-10-25T00:45:00.000Z');
    expect(until('2026-10-25T01:00:00Z', night, BERLIN)).toBeUndefined();
    expect(until('2026-10-25T01:20:00Z', night, BERLIN)).toBe('2026-10-25T01:45:00.000Z');
  });

  it('always end, and then it is not quiet: any minute of the nights when clocks change', () => {
    for (const night of ['2026-03-28T18:00:00Z', '2026-10-24T18:00:00Z', '2026-03-08T00:00:00Z', '2026-11-01T00:00:00Z']) {
      for (const zone of [BERLIN, NEW_YORK, 'Australia/Lord_Howe', 'America/Havana']) {
        for (let minute = 0; minute < 24 * 60; minute += 7) {
          const now = new Date(Date.parse(night) + minute * 60_000);
          for (const quiet of [overNight, { from: clock(1, 30), to: clock(2, 30) }, { from: clock(23), to: clock(0, 30) }]) {
            const end = quietUntil(now, quiet, zone);
            if (!end) continue;
            expect(end.getTime()).toBeGreaterThan(now.getTime());
            expect(quietUntil(end, quiet, zone)).toBeUndefined();
          }
        }
      }
    }
  });
});

describe('a person’s morning', () => {
  const morning = clock(9);
  it.each([
    ['2026-11-25T07:59:59Z', '2026-11-25T08:00:00.000Z'],
    ['2026-11-25T08:00:00Z', '2026-11-26T08:00:00.000Z'],
    ['2026-03-28T12:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['2026-10-24T12:00:00Z', '2026-10-25T08:00:00.000Z'],
  ])('after %s is the one at %s in Berlin', (now, next) => expect(nextMorning(new Date(now), morning, BERLIN).toISOString()).toBe(next));

  it('comes once on a day when the clock shows it twice, and comes when the clock skips it', () => {
    const half = clock(2, 30);
    expect(morningOf({ year: 2026, month: 10, day: 25 }, half, BERLIN).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(nextMorning(new Date('2026-10-25T00:30:00Z'), half, BERLIN).toISOString()).toBe('2026-10-26T01:30:00.000Z');
    expect(nextMorning(new Date('2026-03-28T12:00:00Z'), half, BERLIN).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('belongs to the day it is there', () => {
    expect(localDay(new Date('2026-11-25T23:30:00Z'), 'Pacific/Auckland')).toBe('2026-11-26');
    expect(localDay(new Date('2026-11-25T02:30:00Z'), NEW_YORK)).toBe('2026-11-24');
  });
});
