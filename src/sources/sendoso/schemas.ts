import { z } from 'zod';
import { foldEmail } from '../../domain/text.ts';
import type { Reading } from '../reading.ts';
import { LONG, NAME_LIMIT, readEmail, readRecipientEmail, readText, SHORT } from '../texts.ts';
import { readTime } from '../times.ts';

/** An object of theirs: what we do not know of it is let through. */
export const objectSchema = z.record(z.string(), z.unknown());

/** A text as it can be stored: no NUL, no half of a character, no white space (or byte order mark) around it. */
const storable = z.string().transform((text) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD').trim());

const read = <T>(reader: (text: string) => Reading<T>) =>
  storable.transform((text, context): T => {
    const reading = reader(text);
    if (reading.ok) return reading.value;
    context.addIssue(reading.reason);
    return z.NEVER;
  });

export const shortText = read((text) => readText(text, SHORT));
export const longText = read((text) => readText(text, LONG));
export const link = read((text) => readText(text, 2000));
export const nameText = read((text) => readText(text, NAME_LIMIT));
export const senderEmail = read((text) => readEmail(foldEmail(text)));
export const recipientEmail = read(readRecipientEmail);
/** Ids come as numbers and as texts. */
export const idText = z.union([z.number().int().nonnegative().transform(String), nameText]);

const YEAR_2000 = 946_684_800;
const YEAR_2100 = 4_102_444_800;
const epochSeconds = z.number().min(YEAR_2000).max(YEAR_2100).transform((seconds) => new Date(seconds * 1000));
const epochMilliseconds = z.number().min(YEAR_2000 * 1000).max(YEAR_2100 * 1000).transform((ms) => new Date(Math.floor(ms)));
/** ISO 8601 with its zone, as documented; a number is Unix time in seconds or milliseconds, whichever lies between 2000 and 2100. */
export const moment = z.union([read(readTime), epochSeconds, epochMilliseconds]);

const MOST = 10_000_000;
/** Documented as a text, `"5.0"`. In cents; never negative: what that would mean is documented nowhere. */
export const cents = z
  .union([z.number(), storable.pipe(z.string().regex(/^\d{1,9}(\.\d{1,6})?$/)).transform(Number)])
  .pipe(z.number().min(0).max(MOST))
  .transform((amount) => Math.round(amount * 100));
export const currency = storable.pipe(z.string().regex(/^[a-z]{3}$/i)).transform((code) => code.toUpperCase());

/** A flag, also as a text. */
export const flag = z.union([z.boolean(), storable.pipe(z.stringbool())]);
