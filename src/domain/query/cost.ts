import type { Read } from './values.ts';

/** Up to 9,999,999.99: more than a gift costs, and within a 32-bit column. */
const AMOUNT = /^[$€£]?\s*(?:(\d{1,3}(?:,\d{3}){1,2}|\d{1,7})(?:\.(\d{1,2}))?|(\d{1,7}),(\d\d))\s*(?:usd)?$/i;

/** Hundredths, without ever being a fraction: `12`, `12.5`, `1,200.50`, `12,50`. */
const cents = (text: string): number | undefined => {
  const [whole, units, part, commaUnits, commaPart] = AMOUNT.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const before = (units ?? commaUnits ?? '').replaceAll(',', '');
  return before.length > 7 ? undefined : Number(before) * 100 + Number((part ?? commaPart ?? '').padEnd(2, '0'));
};

type Bounds = { min: number | undefined; max: number | undefined };

const compared = (sign: string, amount: number): Bounds => {
  if (sign === '>') return { min: amount + 1, max: undefined };
  if (sign === '<') return { min: undefined, max: amount - 1 };
  if (sign === '>=' || sign === '≥') return { min: amount, max: undefined };
  if (sign === '<=' || sign === '≤') return { min: undefined, max: amount };
  return { min: amount, max: amount };
};

const boundsOf = (text: string): Bounds | undefined => {
  const [, sign, rest = ''] = /^([<>]=?|[≤≥=])?(.*)$/.exec(text) ?? [];
  const amount = cents(rest);
  if (amount !== undefined) return compared(sign ?? '=', amount);
  if (sign !== undefined) return undefined;
  const [, single] = /^(.*)\+$/.exec(rest) ?? [];
  const [, low, high] = single === undefined ? /^(.*?)\s*(?:\.\.+|…|[-–—])\s*(.*)$/.exec(rest) ?? [] : [undefined, single, ''];
  if (low === undefined || high === undefined || (low === '' && high === '')) return undefined;
  const min = cents(low);
  const max = cents(high);
  if ((min === undefined && low !== '') || (max === undefined && high !== '')) return undefined;
  return { min, max };
};

/** `>50`, `<=100`, `20-50`, `20..50`, `50..`, `50+`, `50` (exactly), each with or without `$`. Nothing costs less than nothing. */
export const readCost = (text: string): Read => {
  const bounds = boundsOf(text.trim());
  if (!bounds || (bounds.max !== undefined && bounds.max < 0)) return { ok: false, reason: { why: 'bad-cost', value: text }, instead: [] };
  return { ok: true, add: { cost: bounds } };
};

const written = (amount: number): string =>
  `${Math.floor(amount / 100)}${amount % 100 === 0 ? '' : `.${String(amount % 100).padStart(2, '0')}`}`;

/** Bounds as a value that reads back the same. */
export const writeCost = ({ min, max }: Bounds): string => {
  if (min !== undefined && min === max) return written(min);
  return `${min === undefined ? '' : written(min)}..${max === undefined ? '' : written(max)}`;
};

/** The same as people write it: `>50` for what is above 50. */
export const sayCost = (bounds: Bounds): string => {
  const { min, max } = bounds;
  if (max === undefined && min !== undefined) return min % 100 === 1 ? `>${written(min - 1)}` : `>=${written(min)}`;
  if (min === undefined && max !== undefined) return max % 100 === 99 ? `<${written(max + 1)}` : `<=${written(max)}`;
  return writeCost(bounds);
};
