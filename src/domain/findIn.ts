import { detectCarriers, plainNumber } from './tracking/detect.ts';

/** What a text may name sends by. `ids`: numbers, other systems' ids, tracking numbers; `recipients`: e-mails and names. */
export type Candidates = { ids: readonly string[]; recipients: readonly string[] };

/** "The first 20": what stands first counts, e-mails and proven tracking numbers before what may be anything. */
export const CANDIDATES = 20;
/** Longer texts are not read further, in UTF-16 units. */
const READ = 20_000;
const WORDS = 600;
/** Carriers print their numbers in up to so many groups. */
const GROUPS = 8;

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const AROUND = /^[^\p{L}\p{N}#]+|[^\p{L}\p{N}]+$/gu;
const DATE = /^\d{4}-\d{2}-\d{2}/;
/** A word of a name: begins with a capital, or is written in letters that have none. */
const NAMELIKE = /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lo}[\p{L}\p{M}]{1,19})$/u;

/** "#1234", "T-17", an id of letters and digits: with what people put around them taken off. */
const idIn = (word: string): string | undefined => {
  const bare = word.replace(AROUND, '').replace(/^#/, '');
  if (/^\d{1,18}$/.test(bare) || /^T-\d{1,12}$/i.test(bare)) return bare;
  if (DATE.test(bare) || !/\d/.test(bare) || !/^[\p{L}\p{N}_-]{5,64}$/u.test(bare)) return undefined;
  return bare;
};

const isProven = (number: string): boolean => plainNumber(number) !== undefined && detectCarriers(number).some(({ checked }) => checked);

/** Tracking numbers, in one word or in groups, whose check digit is right. */
const provenIn = (words: readonly string[]): string[] => {
  const found: string[] = [];
  for (let at = 0; at < words.length; at++) {
    for (let end = at + 1; end <= Math.min(words.length, at + GROUPS); end++) {
      const group = words.slice(at, end).map((word) => word.replace(AROUND, ''));
      if (!group.every((word) => /^[A-Z0-9]{2,40}$/.test(word))) break;
      // Numbers in a row are several numbers, unless they are printed as a carrier would: after letters, or in fours.
      const printed = group.length === 1 || /[A-Z]/.test(group[0] ?? '') || group.every((word) => word.length >= 4 || word === group.at(-1));
      if (printed && isProven(group.join(''))) found.push(group.join(''));
    }
  }
  return found;
};

/** Neighbouring words that look like a person's name, at least two of them. */
const namesIn = (words: readonly string[]): string[] => {
  const bare = words.map((word) => word.replace(AROUND, '').replace(/['’]s$/u, ''));
  return bare.flatMap((word, i) => {
    const next = bare[i + 1];
    // What a sentence or a list ends with is no first name.
    const together = next !== undefined && !/[.,;:!?)]$/.test(words[i] ?? '');
    return together && NAMELIKE.test(word) && NAMELIKE.test(next) ? [`${word} ${next}`] : [];
  });
};

const unique = (values: readonly string[]): string[] => [...new Map(values.map((value) => [value.toUpperCase(), value])).values()];

/** What a message's text may name sends by, at most `CANDIDATES` in all. Links count with each of their parts. */
export const candidatesIn = (text: string): Candidates => {
  const read = text.slice(0, READ);
  const emails = unique(read.match(EMAIL) ?? []);
  const words = read.replace(EMAIL, ' ').split(/\s+/).filter((word) => word !== '').slice(0, WORDS);
  const proven = unique(provenIn(words));
  const parts = words.flatMap((word) => (/^\W*https?:/i.test(word) ? word.split(/[/?&=#]+/) : word.split(/[,;|/]+/)));
  const others = parts.flatMap((word) => idIn(word) ?? []).filter((id) => !proven.includes(id.toUpperCase()));
  // A number said to be one before what may be the year, a price or a time.
  const numbered = others.filter((id) => words.some((word) => word.includes(`#${id}`)));
  const names = unique(namesIn(words));
  const order = [
    ...emails.map((value) => ({ value, id: false })), ...unique([...proven, ...numbered]).map((value) => ({ value, id: true })),
    ...names.slice(0, CANDIDATES / 2).map((value) => ({ value, id: false })), ...unique(others).map((value) => ({ value, id: true })),
  ];
  const first = [...new Map(order.map((each) => [each.value, each])).values()].slice(0, CANDIDATES);
  return { ids: first.flatMap(({ value, id }) => (id ? [value] : [])), recipients: first.flatMap(({ value, id }) => (id ? [] : [value])) };
};
