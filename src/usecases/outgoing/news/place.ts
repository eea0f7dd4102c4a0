import { FOLD_WINDOW, placeNews, type Fold } from '../../../domain/notice/fold.ts';
import type { Placed } from '../../ports/notices.ts';
import type { Telling } from './decide.ts';

export type Placement = { telling: Telling; placed: Placed };

type Lately = { told: readonly (Placed & { at: Date })[]; folds: readonly Fold[] };

/** Quiet replies under a card that is there disturb nobody: there may be any number. */
const countsAsCard = ({ sort, place }: Pick<Placed, 'sort' | 'place'>): boolean => place !== 'reply' || sort === 'asks';

/** Where each piece of news goes. What was decided before and not finished stays where it was to go. */
export const placeAll = (tellings: readonly Telling[], lately: Lately, now: Date): Placement[] => {
  const before = new Map(lately.told.map((each) => [`${each.sendId} ${each.run}`, each]));
  const decided = new Set(tellings.flatMap(({ item }) => item));
  const told = lately.told.filter((each) => countsAsCard(each) && !decided.has(each.item));
  const counted = tellings.filter(({ sort, thread }) => !(thread && sort === 'routine'));
  const [first] = tellings;
  const places = placeNews(counted.map(({ sort }) => sort), { now, told, folds: lately.folds, newId: first?.item ?? '' });
  return tellings.map((telling) => {
    const { sendId, run, sort, item, thread } = telling;
    const known = before.get(`${sendId} ${run}`);
    if (known) return { telling, placed: known };
    const place = places[counted.indexOf(telling)];
    const fold = place?.in === 'fold' ? place.id : undefined;
    return { telling, placed: { sendId, run, sort, item, fold, place: fold !== undefined ? 'fold' : thread ? 'reply' : 'card' } };
  });
};

/** What to write down: these placements, and the cards of the last minutes that a wave counts as well. Each run once. */
export const toWrite = (placements: readonly Placement[], lately: Lately, now: Date): Placed[] => {
  const since = now.getTime() - FOLD_WINDOW;
  const wave = placements.find(({ placed }) => placed.place === 'fold' && placed.sort !== 'late')?.placed.fold;
  const recent = wave === undefined ? [] : lately.told.filter(({ at, place }) => at.getTime() > since && place === 'card');
  const all = [...recent, ...placements.map(({ placed }) => placed)].map((placed) => {
    const joins = wave !== undefined && placed.place === 'card' && placed.fold === undefined;
    return joins ? { ...placed, fold: wave } : placed;
  });
  return [...new Map(all.map((placed) => [`${placed.sendId} ${placed.run}`, placed])).values()];
};
