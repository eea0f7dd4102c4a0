import type { Random } from './random.ts';

/** The digit that brings a weighted sum up to a multiple of ten; characters at even places (from 0) and odd ones have their own weight. */
const mod10 = (text: string, even: number, odd: number): number => {
  const sum = [...text].reduce((total, character, i) => total + valueOf(character) * (i % 2 === 0 ? even : odd), 0);
  return (10 - (sum % 10)) % 10;
};
/** UPS counts letters like digits: A is 2, B 3, …, I 0. */
const valueOf = (character: string): number => (/\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10);

const FEDEX_WEIGHTS = [3, 1, 7];
const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
const weightedSum = (digits: string, weights: readonly number[]): number =>
  [...digits].reduce((total, digit, i) => total + Number(digit) * (weights[i % weights.length] ?? 0), 0);

/** ISO 7064 MOD 37,36: DPD's check character. */
const mod37 = (text: string): string => {
  const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const product = [...text].reduce((carry, character) => {
    const sum = (carry + ALPHABET.indexOf(character)) % 36 || 36;
    return (sum * 2) % 37;
  }, 36);
  return ALPHABET.charAt((37 - product) % 36);
};

const luhnDouble = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);

/** The check digits of numbers whose rule is published, by rule; what they are computed from is all but that digit. */
export const checkDigit = {
  ups: (afterOneZ: string): string => String(mod10(afterOneZ, 1, 2)),
  fedexExpress: (digits: string): string => String((weightedSum(digits, FEDEX_WEIGHTS) % 11) % 10),
  fedexGround: (digits: string): string => String(mod10(digits, 1, 3)),
  usps: (digits: string): string => String(mod10(digits, 3, 1)),
  canadaPost: (digits: string): string => String(mod10(digits, 3, 1)),
  /** The letter C counts as 4. */
  onTrac: (digits: string): string => String(mod10(`4${digits}`, 1, 2)),
  dhlExpress: (digits: string): string => String(Number(digits) % 7),
  s10: (digits: string): string => {
    const check = 11 - (weightedSum(digits, S10_WEIGHTS) % 11);
    return String(check === 10 ? 0 : check === 11 ? 5 : check);
  },
  /** Like a retail code, plus one. */
  gls: (digits: string): string => String((mod10(digits, 3, 1) + 9) % 10),
  dpd: mod37,
  /** Luhn's formula. */
  purolator: (digits: string): string =>
    String((10 - ([...digits].toReversed().reduce((sum, digit, i) => sum + (i % 2 === 1 ? Number(digit) : luhnDouble(Number(digit))), 0) % 10)) % 10),
};

const LETTERS = [...'ABCEFGHKLMNPRTVWXY'];
const letter = (random: Random): string => LETTERS[random.int(0, LETTERS.length - 1)] ?? 'A';
const closed = (start: string, check: (text: string) => string): string => start + check(start);
const s10 = (random: Random, service: string, country: string): string => service + letter(random) + closed(random.digits(8), checkDigit.s10) + country;

const upsAccount = (random: Random): string => letter(random) + random.digits(2) + letter(random) + random.digits(2);

/** A carrier as exports name it, how its numbers look, and where its parcels can be followed (`{number}`; absent: the export has no link). */
export type Carrier = { name: string; number(random: Random): string; link: string | undefined };

/** Carriers with how often the world uses them. */
export const CARRIERS: readonly [readonly [number, Carrier], ...(readonly [number, Carrier])[]] = [
  [30, {
    name: 'UPS',
    number: (random) => `1Z${closed(`${upsAccount(random)}03${random.digits(7)}`, checkDigit.ups)}`,
    link: 'https://www.ups.com/track?tracknum={number}',
  }],
  [12, {
    name: 'FedEx',
    number: (random) => closed(`${random.int(1, 9)}${random.digits(10)}`, checkDigit.fedexExpress),
    link: 'https://www.fedex.com/fedextrack/?trknbr={number}',
  }],
  [8, {
    name: 'FedEx Ground',
    number: (random) => closed(`${random.int(1, 8)}${random.digits(13)}`, checkDigit.fedexGround),
    link: 'https://www.fedex.com/fedextrack/?trknbr={number}',
  }],
  [18, {
    name: 'USPS',
    number: (random) => closed(`94001${random.digits(16)}`, checkDigit.usps),
    link: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={number}',
  }],
  [6, {
    name: 'DHL Express',
    number: (random) => closed(`${random.int(1, 9)}${random.digits(8)}`, checkDigit.dhlExpress),
    link: 'https://www.dhl.com/us-en/home/tracking/tracking-express.html?submit=1&tracking-id={number}',
  }],
  [4, { name: 'DHL eCommerce', number: (random) => closed(`92612${random.digits(16)}`, checkDigit.usps), link: undefined }],
  [7, { name: 'Amazon Logistics', number: (random) => `TBA${random.digits(12)}`, link: undefined }],
  [3, { name: 'Canada Post', number: (random) => closed(`7${random.digits(14)}`, checkDigit.canadaPost), link: undefined }],
  [3, { name: 'Royal Mail', number: (random) => s10(random, 'R', 'GB'), link: undefined }],
  [2, {
    name: 'OnTrac',
    number: (random) => { const serial = random.digits(13); return `C${serial}${checkDigit.onTrac(serial)}`; },
    link: undefined,
  }],
  [2, { name: 'LaserShip', number: (random) => `LX${random.digits(8)}`, link: undefined }],
  [1, { name: 'Australia Post', number: (random) => s10(random, 'E', 'AU'), link: undefined }],
  [1, { name: 'GLS', number: (random) => closed(`${random.int(1, 9)}${random.digits(10)}`, checkDigit.gls), link: undefined }],
  [2, { name: 'DPD', number: (random) => closed(`0${random.digits(13)}`, checkDigit.dpd), link: undefined }],
  [1, { name: 'Purolator', number: (random) => closed(`33${random.digits(9)}`, checkDigit.purolator), link: undefined }],
];
