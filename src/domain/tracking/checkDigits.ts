/** Whether the last character of a number is the check digit of those before it. Numbers are upper case, without spaces. */
export type Check = (number: string) => boolean;

const digitsOf = (text: string): number[] => [...text].map(Number);
/** A letter counts as the last digit of its ASCII code less three: A 2, B 3, … (UPS and OnTrac). */
const valueOf = (character: string): number => (/\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 3) % 10);

const payload = (number: string): string => number.slice(0, -1);
const checkDigit = (number: string): number => Number(number.slice(-1));

/** Sum of the values from the right, each by its weight; the weights repeat. */
const weighted = (values: readonly number[], weights: readonly number[]): number =>
  values.toReversed().reduce((sum, value, i) => sum + value * (weights[i % weights.length] ?? 0), 0);
const toNextTen = (sum: number): number => (10 - (sum % 10)) % 10;

/** GS1's modulo 10 (3, 1 from the right): USPS, FedEx Ground and SmartPost, Canada Post. */
export const gs1: Check = (number) => toNextTen(weighted(digitsOf(payload(number)), [3, 1])) === checkDigit(number);

/** Modulo 10 with 1, 2 from the left and letters: UPS after its `1Z`, OnTrac with its letter. */
export const letteredModulo10: Check = (number) => {
  const sum = [...payload(number)].map(valueOf).reduce((total, value, i) => total + value * (i % 2 === 0 ? 1 : 2), 0);
  return toNextTen(sum) === checkDigit(number);
};

/** Modulo 11, a remainder of 10 counting as 0, with 1, 3, 7 from the right: FedEx Express. */
export const fedexExpress: Check = (number) => (weighted(digitsOf(payload(number)), [1, 3, 7]) % 11) % 10 === checkDigit(number);

/** Luhn's formula: Purolator. */
export const luhn: Check = (number) => {
  const doubled = digitsOf(payload(number)).toReversed().map((digit, i) => (i % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2));
  return toNextTen(doubled.reduce((sum, digit) => sum + digit, 0)) === checkDigit(number);
};

/** The number before it modulo 7: DHL Express waybills. */
export const modulo7: Check = (number) => Number(payload(number)) % 7 === checkDigit(number);

/** The Universal Postal Union's S10: eight digits weighted, modulo 11. Given the nine digits between the letters. */
export const s10: Check = (number) => {
  const rest = 11 - (weighted(digitsOf(payload(number)), [7, 9, 5, 3, 2, 4, 6, 8]) % 11);
  return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === checkDigit(number);
};

/** Modulo 10 with 3, 1 from the left and one added (GLS, Uni-Box technical documentation 3.2.1). */
export const gls: Check = (number) => {
  const sum = digitsOf(payload(number)).reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 3 : 1), 1);
  return toNextTen(sum) === checkDigit(number);
};

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** ISO 7064 modulo 37, 36: the check character of DPD's parcel label specification. */
export const modulo37: Check = (number) => {
  let carried = 36;
  for (const character of payload(number)) {
    carried = (carried + ALPHABET.indexOf(character)) % 36 || 36;
    carried = (carried * 2) % 37;
  }
  return ALPHABET[(37 - carried) % 36] === number.slice(-1);
};
