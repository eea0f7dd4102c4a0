import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../src/domain/notice/preferences.ts';
import { type Status, statusOf } from '../../../src/domain/status.ts';
import { decideTopic, type NewsItem, type Telling, type Topic } from '../../../src/usecases/outgoing/news/decide.ts';
import { placeAll, toWrite } from '../../../src/usecases/outgoing/news/place.ts';
import type { Placed } from '../../../src/usecases/ports/notices.ts';
import type { ItemId } from '../../../src/usecases/ports/outbox.ts';
import { aSend, memberId, sendId } from '../../support/builders.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const itemId = (text: string): ItemId => z.custom<ItemId>().parse(text);
const SAM = memberId('sam');
const news = (id: string, run: number, said: Partial<NewsItem['body']> = {}): NewsItem => ({
  id: itemId(id), body: { kind: 'news', run, late: false, ...said }, sendId: aSend().id, createdAt: NOW, dueAt: NOW, attempts: 0, meantFor: undefined,
});
const placed = (said: Partial<Placed> = {}): Placed => ({ sendId: aSend().id, run: 1, sort: 'routine', place: 'card', fold: undefined, item: itemId('a'), ...said });
type Said = Partial<Omit<Topic, 'running'>> & { status?: Status; run?: number; preferences?: Partial<Preferences> };
const decide = ({ status = { name: 'SHIPPED' }, run = 2, preferences, ...said }: Said = {}) =>
  decideTopic(
    { items: [news('b', 2)], running: { send: aSend({ status }), run }, told: [], muted: false, follows: false, living: false, ...said },
    { memberId: SAM, preferences: { ...DEFAULT_PREFERENCES, ...preferences } },
  );

describe('whether somebody is told', () => {
  it('hears at once of what they follow, where its sender reads it in a summary, and not of what they did not choose', () => {
    expect(decide({ status: { name: 'DELIVERED' } })).toMatchObject({ tell: false, why: 'in the digest' });
    expect(decide({ status: { name: 'DELIVERED' }, follows: true })).toMatchObject({ tell: true, telling: { sort: 'routine' } });
    expect(decide({ status: { name: 'DELIVERED' }, follows: true, preferences: { events: { delivered: 'off' } } })).toMatchObject({ tell: false });
  });
  it('is told what is so by now, once, whatever was overtaken', () => {
    expect(decide({ items: [news('a', 1), news('b', 2)], run: 3, status: { name: 'UNDELIVERABLE' } }))
      .toEqual({ tell: true, telling: { sendId: aSend().id, run: 3, sort: 'asks', thread: false, undoes: undefined, items: ['a', 'b'], item: 'b' } });
    expect(decide({ items: [news('c', 3)], run: 3, told: [placed({ run: 3, item: itemId('b') })] })).toMatchObject({ tell: false, why: 'told with newer news' });
  });

  it('is told by the item that was to tell it, when that begins again', () => {
    expect(decide({ items: [news('b', 2), news('c', 3)], run: 3, told: [placed({ run: 3, item: itemId('b') })] })).toMatchObject({ tell: true, telling: { item: 'b', items: ['b', 'c'] } });
  });

  it.each<[string, Said, string]>([
    ['muted it', { muted: true }, 'muted'],
    ['did it', { items: [news('b', 2, { by: SAM })] }, 'their own doing'],
    ['wants none of it', { preferences: { events: { shipped: 'off' } } }, 'not wanted'],
    ['wants it in the digest', { preferences: { events: { shipped: 'digest' } } }, 'in the digest'],
    ['wants it in a digest they do not get', { preferences: { events: { shipped: 'digest' }, digest: false } }, 'not wanted'],
    ['is not asked to act any more', { items: [news('b', 2, { late: true })] }, 'too old to tell'],
  ])('is not who %s', (_who, said, why) => expect(decide(said)).toEqual({ tell: false, items: ['b'], why }));

  it('is who hears of somebody else’s doing, and of what came after their own', () => {
    expect(decide({ items: [news('b', 2, { by: memberId('ana') })] })).toMatchObject({ tell: true });
    expect(decide({ items: [news('b', 2, { by: SAM })], run: 3 })).toMatchObject({ tell: true });
  });

  it('never hears the way to the warehouse as shipped', () => {
    expect(decide({ status: { name: 'AMAZON_SHIPPED' } })).toMatchObject({ tell: false, why: 'not wanted' });
  });

  it('hears a quiet reply of what is for the digest where its card is there', () => {
    expect(decide({ status: { name: 'DELIVERED' }, living: true })).toMatchObject({ tell: true, telling: { thread: true, sort: 'routine' } });
    expect(decide({ status: { name: 'UNDELIVERABLE' }, living: true })).toMatchObject({ tell: true, telling: { thread: true, sort: 'asks' } });
  });

  it('hears a correction of what they were told whatever they chose, and of nothing else', () => {
    const items = [news('b', 2, { undoes: 'SHIPPED' })];
    const back = statusOf('ORDER_RECEIVED', '');
    expect(decide({ items, status: back, told: [placed()] })).toMatchObject({ tell: true, telling: { undoes: 'SHIPPED', sort: 'routine' } });
    expect(decide({ items, status: back })).toMatchObject({ tell: false, why: 'not wanted' });
  });

  it('hears what is late together', () => {
    expect(decide({ items: [news('b', 2, { late: true })], status: { name: 'UNDELIVERABLE' } })).toMatchObject({ tell: true, telling: { sort: 'late' } });
  });
});

const ID = (n: number) => sendId(`0198a000-0000-7000-8000-${String(n).padStart(12, '0')}`);
const telling = (n: number, said: Partial<Telling> = {}): Telling =>
  ({ sendId: ID(n), run: 1, sort: 'routine', thread: false, undoes: undefined, items: [itemId(`i${n}`)], item: itemId(`i${n}`), ...said });

describe('where it is told', () => {
  const nothing = { told: [], folds: [] };
  it('is on three cards and then in one message, in which the cards count as well', () => {
    const placements = placeAll([1, 2, 3, 4, 5].map((n) => telling(n)), nothing, NOW);
    expect(placements.map(({ placed: { place, fold } }) => [place, fold])).toEqual(
      [['card', undefined], ['card', undefined], ['card', undefined], ['fold', 'wave:i1'], ['fold', 'wave:i1']]);
    expect(toWrite(placements, nothing, NOW).map(({ place, fold }) => [place, fold])).toEqual(
      [['card', 'wave:i1'], ['card', 'wave:i1'], ['card', 'wave:i1'], ['fold', 'wave:i1'], ['fold', 'wave:i1']]);
  });

  it('is decided the same by whoever goes on after a crash, whatever came in meanwhile', () => {
    const tellings = [1, 2, 3, 4].map((n) => telling(n));
    const written = toWrite(placeAll(tellings, nothing, NOW), nothing, NOW).map((each) => ({ ...each, at: NOW }));
    const folds = [{ id: 'wave:i1', sort: 'wave', openedAt: NOW, grewAt: NOW }] as const;
    const again = placeAll([...tellings, telling(5)], { told: written, folds }, new Date(NOW.getTime() + 60_000));
    expect(again.map(({ placed: { place, fold } }) => [place, fold])).toEqual(
      [['card', 'wave:i1'], ['card', 'wave:i1'], ['card', 'wave:i1'], ['fold', 'wave:i1'], ['fold', 'wave:i1']]);
  });

  it('lets any number of quiet replies stand under their cards, and counts what is broadcast', () => {
    const quiet = placeAll(Array.from({ length: 9 }, (_, n) => telling(n, { thread: true })), nothing, NOW);
    expect(new Set(quiet.map(({ placed: { place } }) => place))).toEqual(new Set(['reply']));
    const loud = placeAll(Array.from({ length: 7 }, (_, n) => telling(n, { thread: true, sort: 'asks' })), nothing, NOW);
    expect(loud.map(({ placed: { place } }) => place)).toEqual(['reply', 'reply', 'reply', 'reply', 'reply', 'fold', 'fold']);
  });
});
