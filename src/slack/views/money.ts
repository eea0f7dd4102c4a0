import { plain } from './mrkdwn.ts';

/** "1,250.00 USD". */
export const money = ({ cents, currency }: { cents: number; currency: string }): string =>
  `${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${plain(currency, 8)}`;
