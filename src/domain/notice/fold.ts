/**
 * Many at once: own cards first, then one message of all. What asks its reader to act never waits, and gets more cards of its own; what is
 * late is only ever told together.
 */
export type Sort = 'asks' | 'routine' | 'late';

/** What a person was told lately, newest or not. */
export type Told = { sort: Sort; at: Date };
/** A message of many that is there already. */
export type Fold = { id: string; sort: FoldSort; openedAt: Date; grewAt: Date };
export type FoldSort = 'wave' | 'late';
/** How a message of many is called: after its sort, and what began it. */
export const FOLD_NAME = /^(wave|late):[0-9a-f-]{36}$/;

export type Place = { in: 'card' } | { in: 'fold'; id: string; sort: FoldSort };

/** Own cards within the window before the rest goes into one message. */
export const OWN_CARDS = { routine: 3, asks: 5, late: 0 } as const satisfies Record<Sort, number>;
/** "Within 15 minutes". In ms. */
export const FOLD_WINDOW = 15 * 60_000;
/** However long it goes on: after an hour a new message begins, which is seen. In ms. */
export const FOLD_LASTS = 60 * 60_000;

export type FoldContext = {
  now: Date;
  told: readonly Told[];
  folds: readonly Fold[];
  /** An id for a message that is begun now. */
  newId: string;
};

/**
 * Where each piece of news goes, in their order: on a card of its own, or into one message. A pure function of what was told, so that
 * whoever decides again after a crash, knowing what was already decided, decides the same.
 */
export const placeNews = (news: readonly Sort[], { now, told, folds, newId }: FoldContext): Place[] => {
  const since = now.getTime() - FOLD_WINDOW;
  const recent = told.filter(({ at }) => at.getTime() > since);
  const counts = { routine: 0, asks: 0, late: 0 };
  for (const { sort } of recent) counts[sort] += 1;
  return news.map((sort) => {
    counts[sort] += 1;
    if (counts[sort] <= OWN_CARDS[sort]) return { in: 'card' };
    const wanted: FoldSort = sort === 'late' ? 'late' : 'wave';
    const open = folds.find((fold) => fold.sort === wanted && fold.grewAt.getTime() > since && fold.openedAt.getTime() > now.getTime() - FOLD_LASTS);
    return { in: 'fold', id: open?.id ?? `${wanted}:${newId}`, sort: wanted };
  });
};
