import { editDistance } from '../query/near.ts';

/** How many slips are forgiven in a word. */
const allowance = (word: string): number => (word.length < 3 ? 0 : word.length < 6 ? 1 : 2);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** In a short word a single slip leaves too few trigrams to find it by, and two swapped letters spoil most of them in longer ones, too. */
const SHORT = 5;
const LONG = 12;

const swaps = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2));

/** Words one slip away that trigrams may not find: all from a short one, and those with two neighbours swapped. */
export const oneSlipAway = (word: string): string[] => {
  if (word.length < 3 || word.length > LONG || !/^\p{L}+$/u.test(word) || [...word].length < word.length) return [];
  if (word.length > SHORT) return swaps(word).filter((each) => each !== word);
  const cuts = Array.from({ length: word.length + 1 }, (_, i): [string, string] => [word.slice(0, i), word.slice(i)]);
  const made = cuts.flatMap(([before, after]) => [
    before + after.slice(1),
    ...[...LETTERS].flatMap((letter) => [before + letter + after, ...(after === '' ? [] : [before + letter + after.slice(1)])]),
  ]);
  return [...new Set([...made, ...swaps(word)])].filter((each) => each !== word && each.length >= 2);
};

/** What a word may have been meant to be, the nearest first, of equally near ones those that begin alike. */
export const meantBy = (word: string, known: Iterable<string>, most: number): string[] => {
  const allowed = allowance(word);
  const near = [...new Set(known)].flatMap((each) => {
    if (each === word || Math.abs(each.length - word.length) > allowed) return [];
    const distance = editDistance(word, each);
    return distance <= allowed ? [{ each, distance, begins: each[0] === word[0] ? 0 : 1 }] : [];
  });
  return near.toSorted((a, b) => a.distance - b.distance || a.begins - b.begins || (a.each < b.each ? -1 : 1)).slice(0, most).map(({ each }) => each);
};
