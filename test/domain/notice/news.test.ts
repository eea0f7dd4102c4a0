import { describe, expect, it } from 'vitest';
import { newsOf, startsRun, undoneIn, type NewsContext } from '../../../src/domain/notice/news.ts';
import { type Status, statusOf } from '../../../src/domain/status.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const HOUR = 3600_000;
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);
const context = (said: Partial<NewsContext> = {}): NewsContext => ({ now: NOW, backfill: false, maxAge: 24 * HOUR, createdAt: undefined, ...said });
const was = (name: string): { status: Status; run: number } => ({ status: statusOf(name, ''), run: 1 });
const is = (name: string, hours: number, approximate = false) => ({ status: statusOf(name, ''), since: hoursAgo(hours), approximate });

describe('what is news', () => {
  it('is a status that a send has come into within the last day', () => {
    expect(newsOf(was('ORDER_RECEIVED'), is('SHIPPED', 2), context())).toEqual({ tell: 'news', undoes: undefined });
    expect(newsOf(undefined, is('SHIPPED', 2), context())).toEqual({ tell: 'news', undoes: undefined });
  });

  it('is nothing of a first import or a backfill', () => {
    for (const before of [undefined, was('ORDER_RECEIVED')]) expect(newsOf(before, is('UNDELIVERABLE', 1), context({ backfill: true }))).toEqual({ tell: 'nothing' });
  });

  it('is nothing older than the limit, except what still asks to act, of a send known before', () => {
    expect(newsOf(was('ORDER_RECEIVED'), is('SHIPPED', 25), context())).toEqual({ tell: 'nothing' });
    expect(newsOf(was('ORDER_RECEIVED'), is('UNDELIVERABLE', 25), context())).toEqual({ tell: 'late', undoes: undefined });
    expect(newsOf(was('ORDER_RECEIVED'), is('FULFILLMENT_ISSUE', 60 * 24), context())).toEqual({ tell: 'late', undoes: undefined });
    expect(newsOf(was('SHIPPED'), is('UNDELIVERABLE', 31 * 24), context())).toEqual({ tell: 'nothing' });
    expect(newsOf(undefined, is('UNDELIVERABLE', 25), context())).toEqual({ tell: 'nothing' });
  });

  it('without its time is as old as the send that it came with', () => {
    expect(newsOf(undefined, is('DELIVERED', 0, true), context({ createdAt: hoursAgo(100) }))).toEqual({ tell: 'nothing' });
    expect(newsOf(undefined, is('SENT', 0, true), context({ createdAt: hoursAgo(1) }))).toMatchObject({ tell: 'news' });
    expect(newsOf(undefined, is('SENT', 0, true), context())).toEqual({ tell: 'nothing' });
    expect(newsOf(was('SHIPPED'), is('DELIVERED', 0, true), context({ createdAt: hoursAgo(100) }))).toMatchObject({ tell: 'news' });
  });

  it('says what turned out not to be true', () => {
    expect(newsOf(was('SHIPPED'), is('ORDER_RECEIVED', 1), context())).toEqual({ tell: 'news', undoes: { name: 'SHIPPED' } });
    expect(newsOf(was('DELIVERED'), is('SHIPPED', 1), context())).toMatchObject({ undoes: { name: 'DELIVERED' } });
    expect(newsOf(was('FULFILLMENT_ISSUE'), is('ORDER_RECEIVED', 1), context())).toMatchObject({ undoes: undefined });
    expect(newsOf(was('SHIPPED'), is('DELIVERED', 1), context())).toMatchObject({ undoes: undefined });
    expect(newsOf(was('SHIPPED'), { status: statusOf('UNKNOWN', 'Teleported'), since: NOW, approximate: false }, context())).toMatchObject({ undoes: undefined });
  });

  it('shows in the history what was taken back', () => {
    const history = (...names: string[]) => names.map((name) => ({ status: statusOf(name, ''), approximate: false }));
    expect(undoneIn({ name: 'ORDER_RECEIVED' }, history('ORDER_RECEIVED', 'SHIPPED', 'ORDER_RECEIVED'))).toEqual({ name: 'SHIPPED' });
    expect(undoneIn({ name: 'DELIVERED' }, history('DELIVERED', 'SHIPPED', 'ORDER_RECEIVED'))).toBeUndefined();
    expect(undoneIn({ name: 'SHIPPED' }, history('SHIPPED'))).toBeUndefined();
  });

  it('begins with another status, hold or unknown text, not with another time', () => {
    expect(startsRun(was('SHIPPED'), { status: { name: 'SHIPPED' } })).toBe(false);
    expect(startsRun(undefined, { status: { name: 'SHIPPED' } })).toBe(true);
    expect(startsRun({ status: statusOf('ON_HOLD', 'blocked'), run: 1 }, { status: statusOf('ON_HOLD', 'insufficient_funds') })).toBe(true);
  });
});
