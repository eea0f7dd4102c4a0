import type { ListView } from '../visibility.ts';
import { type Reading, type Stop, viewOf } from './steps.ts';
import type { Token } from './tokens.ts';
import { VIEWS } from './vocabulary.ts';

/** What stands in an export's command before and between its filters: `tokens` are without `with:address`, its filters begin at `from`. */
export type ExportWords = { view: ListView; withAddress: boolean; tokens: readonly Token[]; from: number };

const ADDRESS = /^address(es)?([,+]messages?)?$/i;
const asksForAddress = (token: Token): boolean =>
  token.type === 'filter' && token.keyText.toLowerCase() === 'with' && token.values.length === 1 && token.values.every(({ text }) => ADDRESS.test(text));

/** After the first word: which list is meant, everything one may see unless said otherwise, and where its filters begin. */
export const readList = (tokens: readonly Token[]): { view: ListView; from: number } | Stop => {
  const [, second] = tokens;
  const named = viewOf(second);
  if (named === undefined || second === undefined) return { view: 'all', from: 1 };
  const { asks } = VIEWS[named];
  if (asks.verb === 'list') return { view: asks.view, from: 2 };
  return { reason: { why: 'unknown-view', word: named }, place: second, instead: ['mine', 'team', 'all'] };
};

/** After `export`: which list, and whether addresses and messages are to be in it. */
export const readExport = ({ tokens: all }: Reading): ExportWords | Stop => {
  const tokens = all.filter((token) => !asksForAddress(token));
  const withAddress = tokens.length < all.length;
  const list = readList(tokens);
  return 'reason' in list ? list : { ...list, withAddress, tokens };
};
