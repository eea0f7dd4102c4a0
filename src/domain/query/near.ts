/** Edits between two words: a letter put in, left out, changed, or two neighbours swapped each count one (optimal string alignment). */
export const editDistance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(
        (row[j - 1] ?? Infinity) + 1,
        (last[j] ?? Infinity) + 1,
        (last[j - 1] ?? Infinity) + same,
        swapped ? (beforeLast[j - 2] ?? Infinity) + 1 : Infinity,
      ));
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? Infinity;
};

/** How many slips make a word a near miss: one in a short word, two in a long one. */
const allowance = (word: string): number => (word.length < 3 ? 0 : word.length < 8 ? 1 : 2);

/** The candidate a mistyped word most likely meant; undefined when none is near. Of equally near ones the first. */
export const nearest = (word: string, candidates: Iterable<string>, allowed = allowance(word)): string | undefined => {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const distance = editDistance(word, candidate);
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { candidate, distance };
  }
  return best?.candidate;
};
