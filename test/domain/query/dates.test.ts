import { describe, expect, it } from 'vitest';
import { filterOf, NOW } from './ask.ts';

const since = (typed: string, timeZone?: string) => filterOf(`since:${typed}`, timeZone).since?.toISOString();
const until = (typed: string, timeZone?: string) => filterOf(`until:${typed}`, timeZone).until?.toISOString();

describe('since: the start of the day it names, where the asker is', () => {
  it.each([
    ['today', '2026-11-12T05:00:00.000Z'],
    ['yesterday', '2026-11-11T05:00:00.000Z'],
    ['30d', '2026-10-13T04:00:00.000Z'],
    ['30 days', '2026-10-13T04:00:00.000Z'],
    ['last 30 days', '2026-10-13T04:00:00.000Z'],
    ['2w', '2026-10-29T04:00:00.000Z'],
    ['2 weeks ago', '2026-10-29T04:00:00.000Z'],
    ['6m', '2026-05-12T04:00:00.000Z'],
    ['1y', '2025-11-12T05:00:00.000Z'],
    ['12h', '2026-11-12T03:30:00.000Z'],
    ['now', '2026-11-12T15:30:00.000Z'],
    ['monday', '2026-11-09T05:00:00.000Z'],
    ['thu', '2026-11-12T05:00:00.000Z'],
    ['last thursday', '2026-11-05T05:00:00.000Z'],
    ['this week', '2026-11-09T05:00:00.000Z'],
    ['last week', '2026-11-02T05:00:00.000Z'],
    ['"last week"', '2026-11-02T05:00:00.000Z'],
    ['last-month', '2026-10-01T04:00:00.000Z'],
    ['this year', '2026-01-01T05:00:00.000Z'],
    ['2026-10-01', '2026-10-01T04:00:00.000Z'],
    ['2026/10/1', '2026-10-01T04:00:00.000Z'],
    ['2026-10', '2026-10-01T04:00:00.000Z'],
    ['2026', '2026-01-01T05:00:00.000Z'],
    ['oct 1', '2026-10-01T04:00:00.000Z'],
    ['Oct 1, 2025', '2025-10-01T04:00:00.000Z'],
    ['october 1st 2025', '2025-10-01T04:00:00.000Z'],
    ['1 oct 2026', '2026-10-01T04:00:00.000Z'],
    ['1. Oct 2026', '2026-10-01T04:00:00.000Z'],
    ['1oct', '2026-10-01T04:00:00.000Z'],
    ['sept 2025', '2025-09-01T04:00:00.000Z'],
    ['december', '2025-12-01T05:00:00.000Z'],
    ['dec 24', '2025-12-24T05:00:00.000Z'],
    ['10/31/2026', '2026-10-31T04:00:00.000Z'],
    ['31/10/2026', '2026-10-31T04:00:00.000Z'],
    ['31.10.2026', '2026-10-31T04:00:00.000Z'],
    ['3.4.2026', '2026-04-03T04:00:00.000Z'],
    ['31.10.', '2026-10-31T04:00:00.000Z'],
    ['10/31/26', '2026-10-31T04:00:00.000Z'],
    ['10/31', '2026-10-31T04:00:00.000Z'],
    ['12/31', '2025-12-31T05:00:00.000Z'],
    ['5/5/2026', '2026-05-05T04:00:00.000Z'],
    ['2026-10-01T12:00', '2026-10-01T16:00:00.000Z'],
    ['2026-10-01 12:00', '2026-10-01T16:00:00.000Z'],
    ['2026-10-01T12:00:30.25Z', '2026-10-01T12:00:30.250Z'],
    ['2026-10-01T12:00+02:00', '2026-10-01T10:00:00.000Z'],
  ])('%s', (typed, instant) => {
    expect(since(typed)).toBe(instant);
  });

  it('takes no more words than belong to the date', () => {
    expect(filterOf('since:oct 1 jane')).toEqual({ since: new Date('2026-10-01T04:00:00Z'), text: ['jane'] });
    expect(filterOf('since:30d 1234')).toEqual({ since: new Date('2026-10-13T04:00:00Z'), text: ['1234'] });
  });
});

describe('until: to the end of what it names', () => {
  it.each([
    ['yesterday', '2026-11-12T05:00:00.000Z'],
    ['2026-10-31', '2026-11-01T04:00:00.000Z'],
    ['2026-10', '2026-11-01T04:00:00.000Z'],
    ['last week', '2026-11-09T05:00:00.000Z'],
    ['2026-10-01T12:00', '2026-10-01T16:00:00.000Z'],
  ])('%s', (typed, instant) => {
    expect(until(typed)).toBe(instant);
  });
});

describe('the other ways to bound', () => {
  const october = { since: new Date('2026-10-01T04:00:00Z'), until: new Date('2026-11-01T04:00:00Z') };
  it.each(['since:2026-10-01..2026-10-31', 'on:2026-10', 'since:2026-10-01 until:2026-10-31', 'since:2026-10-01 before:2026-11-01', 'after:2026-09-30 until:2026-10', 'on:oct 2026'])('%s', (typed) => {
    expect(filterOf(typed)).toEqual(october);
  });
  it('open ranges', () => {
    expect(filterOf('on:2026-10-01..')).toEqual({ since: october.since });
    expect(filterOf('on:..2026-10-31')).toEqual({ until: october.until });
  });
  it('given twice they narrow', () => {
    expect(filterOf('since:2026-10-01 since:2026-09-01').since).toEqual(october.since);
  });
});

describe('zones', () => {
  it('a day begins where the asker is', () => {
    expect(since('today', 'Asia/Kathmandu')).toBe('2026-11-11T18:15:00.000Z');
    expect(since('today', 'Pacific/Auckland')).toBe('2026-11-12T11:00:00.000Z');
  });
  it('a day has 23 or 25 hours when clocks change', () => {
    expect(filterOf('on:2026-11-01')).toEqual({ since: new Date('2026-11-01T04:00:00Z'), until: new Date('2026-11-02T05:00:00Z') });
    expect(filterOf('on:2026-03-29', 'Europe/Berlin')).toEqual({ since: new Date('2026-03-28T23:00:00Z'), until: new Date('2026-03-29T22:00:00Z') });
  });
  it('a day without a midnight begins with its first moment, one with two midnights with the first', () => {
    // Clocks in Beirut go from 24:00 to 01:00, in Havana from 01:00 to 00:00.
    expect(since('2026-03-29', 'Asia/Beirut')).toBe('2026-03-28T22:00:00.000Z');
    expect(since('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
  });
  it('a zone nobody knows is UTC', () => {
    expect(since('today', 'Mars/Olympus')).toBe('2026-11-12T00:00:00.000Z');
  });
  it('a month ends on its last day', () => {
    expect(filterOf('since:1m', 'UTC', new Date('2026-03-31T10:00:00Z')).since?.toISOString()).toBe('2026-02-28T00:00:00.000Z');
  });
  it('only depends on the clock it is given', () => {
    expect(filterOf('since:12h').since?.getTime()).toBe(NOW.getTime() - 12 * 3600_000);
  });
});
