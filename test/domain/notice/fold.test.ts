import { describe, expect, it } from 'vitest';
import { type Fold, type FoldContext, placeNews, type Sort, type Told } from '../../../src/domain/notice/fold.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const context = (said: Partial<FoldContext> = {}): FoldContext => ({ now: NOW, told: [], folds: [], newId: 'a', ...said });
const told = (sort: Sort, minutes: number): Told => ({ sort, at: minutesAgo(minutes) });
const many = (sort: Sort, count: number): Sort[] => Array.from({ length: count }, () => sort);
const where = (news: readonly Sort[], said: Partial<FoldContext> = {}): string[] => placeNews(news, context(said)).map((place) => (place.in === 'card' ? 'card' : place.id));

describe('folding', () => {
  it('gives the first three routine news their own cards, and folds from the fourth within 15 minutes', () => {
    expect(where(many('routine', 5))).toEqual(['card', 'card', 'card', 'wave:a', 'wave:a']);
    expect(where(['routine'], { told: [told('routine', 1), told('routine', 7), told('routine', 14)] })).toEqual(['wave:a']);
    expect(where(['routine'], { told: [told('routine', 1), told('routine', 7), told('routine', 15)] })).toEqual(['card']);
  });

  it('never lets what asks to act wait behind the routine: five own cards, then together', () => {
    expect(where(many('asks', 7))).toEqual(['card', 'card', 'card', 'card', 'card', 'wave:a', 'wave:a']);
    expect(where(['asks'], { told: many('routine', 50).map((sort) => told(sort, 1)) })).toEqual(['card']);
  });

  it('lets a message of many grow while it is fresh, for an hour at most', () => {
    const fold = (openedAt: number, grewAt: number): Fold => ({ id: 'wave:old', sort: 'wave', openedAt: minutesAgo(openedAt), grewAt: minutesAgo(grewAt) });
    const busy = many('routine', 3).map((sort) => told(sort, 2));
    expect(where(['routine'], { told: busy, folds: [fold(30, 14)] })).toEqual(['wave:old']);
    expect(where(['routine'], { told: busy, folds: [fold(30, 15)] })).toEqual(['wave:a']);
    expect(where(['routine'], { told: busy, folds: [fold(60, 1)] })).toEqual(['wave:a']);
  });

  it('tells what is late together and apart from a wave', () => {
    expect(where(['late', 'routine', 'late'])).toEqual(['late:a', 'card', 'late:a']);
  });
});
