import { MOST_SAVED, NAME_LONGEST } from '../../domain/query/saved.ts';

/** What is wrong in a field of the filter dialog, said below it. */
export const FORM_PROBLEMS = {
  tooShort: 'A search needs at least three characters.',
  cost: 'I can’t read this as an amount. These work: >50, 20..50.',
  twice: 'The period says when already. Keep one of the two.',
  gone: 'Choose again: one of these is no longer among what you see.',
  dates: 'The dates leave no day between them.',
  costs: 'The costs leave no amount between them.',
  tooLong: 'This is more than one question can hold. Leave something out.',
  form: `A name has 2 to ${NAME_LONGEST} letters, digits and dashes, and begins with a letter.`,
  taken: 'This word means something else after /sends. Choose another.',
  tooMany: `You have ${MOST_SAVED} saved filters, the most there can be. Delete one first.`,
} as const;
