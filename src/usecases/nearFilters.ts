import type { Filter } from '../domain/query/filter.ts';
import { meantBy, oneSlipAway } from '../domain/search/nearWords.ts';
import type { Actor, Reach } from '../domain/visibility.ts';
import type { Search } from './ports/search.ts';
import type { SendReader } from './ports.ts';

export type NearFiltersDeps = { search: Pick<Search, 'alike'>; sends: Pick<SendReader, 'countMatching'> };

/** How many words are looked at, what each may have been meant to be, how many filters are tried, and how many are offered. */
const WORDS = 4;
const MEANINGS = 2;
const TRIED = 6;
const OFFERED = 2;
const SHORTEST = 3;

/**
 * Filters that a question which finds nothing may have been meant to be: with words in use for those typed as text or recipient. Each finds something within
 * the reach: a word that only stands in sends beyond it is never offered.
 */
export const nearFilters = async ({ search, sends }: NearFiltersDeps, { workspaceId, memberId }: Actor, reach: Reach, filter: Filter): Promise<Filter[]> => {
  const words = [...new Set([...filter.text, ...filter.to].flatMap((text) => text.split(' ')))].filter((word) => word.length >= SHORTEST).slice(0, WORDS);
  if (words.length === 0) return [];
  const known = await search.alike(workspaceId, reach, words, words.flatMap(oneSlipAway));
  const meant = words.map((word) => ({ word, meanings: meantBy(word, known, MEANINGS) })).filter(({ meanings }) => meanings.length > 0);
  const nearest = new Map(meant.map(({ word, meanings: [first = word] }) => [word, first]));
  const single = meant.flatMap(({ word, meanings }) => meanings.map((each) => new Map([[word, each]])));
  const tried = [...single, ...(nearest.size > 1 ? [nearest] : [])].slice(0, TRIED).map((instead) => replaced(filter, instead));
  const found = await Promise.all(tried.map((each) => sends.countMatching(workspaceId, reach, each, memberId, 1)));
  return tried.filter((_, i) => (found[i]?.count ?? 0) > 0).slice(0, OFFERED);
};

const replaced = (filter: Filter, instead: ReadonlyMap<string, string>): Filter => {
  const inTexts = (texts: readonly string[]): string[] => texts.map((text) => text.split(' ').map((word) => instead.get(word) ?? word).join(' '));
  return { ...filter, text: inTexts(filter.text), to: inTexts(filter.to) };
};
