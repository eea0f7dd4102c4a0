import { z } from 'zod';
import { foldEmail } from '../domain/text.ts';
import { bad, good, type Reading } from './reading.ts';

/** The longest texts kept, in characters; a longer one makes its row bad, for cutting it would lose something silently. */
export const SHORT = 500;
export const LONG = 10_000;
/** The longest name of a send, and the longest status that says something. */
export const NAME_LIMIT = 200;
/** The longest an e-mail address can be. */
const EMAIL_LIMIT = 320;

const characters = (text: string): number => [...text].length;

export const readText = (cell: string, limit: number): Reading<string> =>
  cell.length <= limit || characters(cell) <= limit ? good(cell) : bad(`has ${characters(cell)} characters; ${limit} are the most`);

const address = z.email({ pattern: z.regexes.rfc5322Email }).max(EMAIL_LIMIT);

/** An address that identifies a person. */
export const readEmail = (cell: string): Reading<string> => {
  const email = foldEmail(cell);
  return email.length <= EMAIL_LIMIT && address.safeParse(email).success ? good(email) : bad('is not an e-mail address');
};

/** A recipient's address, right or wrong: sends are held for a wrong one, and those rows matter most. */
export const readRecipientEmail = (cell: string): Reading<string> => readText(foldEmail(cell), EMAIL_LIMIT);
