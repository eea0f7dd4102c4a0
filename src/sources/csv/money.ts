import { bad, good, type Reading } from '../reading.ts';

const SYMBOLS: ReadonlyMap<string, string | undefined> = new Map([['$', undefined], ['€', 'EUR'], ['£', 'GBP']]);
const AMOUNT = /^([$€£]?) ?([\d.,]+)$/;
const GROUPED = { '.': /^\d{1,3}(?:\.\d{3})+$/, ',': /^\d{1,3}(?:,\d{3})+$/ } as const;
/** Ten million: more is a mistake, and in cents still a small integer. */
const MOST_CENTS = 1_000_000_000;

/** An amount in cents, with the currency where its sign names one (`$` is many currencies' sign and names none). */
export type Amount = { cents: number; currency: string | undefined };

/**
 * Reads `12`, `12.5`, `12.50`, `$12.50`, `1,234.50`. Files with semicolons come from places that write `12,50` and `1.234,50`: there both
 * signs are read, and `1,234` or `1.234`, which could be either, is refused. Elsewhere a comma only groups thousands. Never negative.
 */
export const readAmount = (text: string, commaDecimals: boolean): Reading<Amount> => {
  const [all, symbol = '', digits = ''] = AMOUNT.exec(text) ?? [];
  if (all === undefined) return bad('is not an amount; write it like 12.50');
  const parts = split(digits, commaDecimals);
  if (parts === 'unclear') return bad('could mean two amounts; write it with two decimals, like 1234.00');
  if (!parts) return bad('is not an amount; write it like 12.50, with at most two decimals');
  const cents = Number(parts.whole) * 100 + Number(parts.decimals.padEnd(2, '0'));
  if (cents > MOST_CENTS) return bad('is more than ten million');
  return good({ cents, currency: SYMBOLS.get(symbol) });
};

type Split = { whole: string; decimals: string };

const split = (digits: string, commaDecimals: boolean): Split | 'unclear' | undefined => {
  if (commaDecimals && /^\d{1,3}[.,]\d{3}$/.test(digits)) return 'unclear';
  return splitBy(digits, '.', ',') ?? (commaDecimals ? splitBy(digits, ',', '.') : undefined);
};

const splitBy = (digits: string, decimal: '.' | ',', group: '.' | ','): Split | undefined => {
  const [whole = '', decimals = '', ...more] = digits.split(decimal);
  const wholeIsGood = /^\d{1,12}$/.test(whole) || GROUPED[group].test(whole);
  const decimalsAreGood = digits.includes(decimal) ? /^\d{1,2}$/.test(decimals) : true;
  if (!wholeIsGood || !decimalsAreGood || more.length > 0) return undefined;
  return { whole: whole.replaceAll(group, ''), decimals };
};

export const readCurrency = (text: string): Reading<string> =>
  /^[a-z]{3}$/i.test(text) ? good(text.toUpperCase()) : bad('is not a currency; write its three letters, like USD');

/** Cents as exports write them. */
export const writeAmount = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
