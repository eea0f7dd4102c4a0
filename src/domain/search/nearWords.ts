import { editDistance } from '../query/near.ts';

/** How many slips are forgiven in a word. */
const allowance = (word: string): number => (word.length < 3 ? 0 : word.length < 6 ? 1 : 2);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** In a short word a single slip leaves too few trigrams to find it by: what one slip may have made of it is looked up instead. */
const SHORT = 5;

/** The words one slip away from a short one; none of a longer one. */
export const oneSlipAway = (word: string): string[] => {
  if (word.length < 3 || word.length > SHORT) return [];
  const cuts = Array.from({ length: word.length + 1 }, (_, i): [string, string] => [word.slice(0, i), word.slice(i)]);
  const made = cuts.flatMap(([before, after]) => [
    before + after.slice(1),
    ...(after.length > 1 ? [before + after.charAt(1) + after.charAt(0) + after.slice(2)] : []),
    ...[...LETTERS].flatMap((letter) => [before + letter + after, ...(after === '' ? [] : [before + letter + after.slice(1)])]),
  ]);
  return [...new Set(made)].filter((each) => each !== word && each.length >= 2);
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
