import { foldTracking } from '../text.ts';
import { CARRIERS, type Carrier } from './carriers.ts';
import { s10 } from './checkDigits.ts';

/** A carrier whose numbers look like this. `checked`: the check digit is right, too; else the carrier publishes none. */
export type Candidate = { carrier: Carrier; checked: boolean };

const LONGEST = 40;
/** Spaces and dashes may double a number's length; what is longer is no number, and is not looked at. */
const LONGEST_TYPED = 2 * LONGEST;

/** A tracking number as it is compared: upper case letters and digits. Undefined for what can't be one: too short, too long, no digit. */
export const plainNumber = (number: string): string | undefined => {
  if (number.length > LONGEST_TYPED) return undefined;
  const plain = foldTracking(number);
  return /^(?=[A-Z]*\d)[A-Z0-9]{5,40}$/.test(plain) ? plain : undefined;
};

/**
 * Every carrier the number may be from, those whose check digit proves it first. A number with a wrong check digit is not that
 * carrier's. Real numbers collide, so several are no mistake.
 */
export const detectCarriers = (number: string): Candidate[] => {
  const plain = plainNumber(number);
  if (plain === undefined) return [];
  const candidates = CARRIERS.flatMap((carrier): Candidate[] => {
    const fitting = carrier.numbers.filter(({ form, check }) => form.test(plain) && (check?.(plain) ?? true));
    return fitting.length > 0 ? [{ carrier, checked: fitting.some(({ check }) => check !== undefined) }] : [];
  });
  return [...candidates.filter(({ checked }) => checked), ...candidates.filter(({ checked }) => !checked)];
};

const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** The country whose post gave out an S10 number with a right check digit, in English: for posts without a tracking page here. */
export const postalCountry = (number: string): string | undefined => {
  const [, digits, country] = /^[A-Z]{2}(\d{9})([A-Z]{2})$/.exec(plainNumber(number) ?? '') ?? [];
  // X… and ZZ are codes for no country.
  return digits !== undefined && country !== undefined && s10(digits) && !/^X[^K]|ZZ/.test(country) ? countries.of(country) : undefined;
};
