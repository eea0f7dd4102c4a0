import type { ListView } from '../visibility.ts';
import type { SavedQuery } from './saved.ts';
import { type Reading, savedAt, type Stop, viewOf } from './steps.ts';
import type { Token } from './tokens.ts';
import { VIEWS } from './vocabulary.ts';

/** What stands in an export's command before and between its filters: `tokens` are without `with:address`, its filters begin at `from`. */
export type ExportWords = ListWords & { withAddress: boolean; tokens: readonly Token[] };
/** Which list is meant, the saved filter it begins with, if one is named, and where its further filters begin. */
export type ListWords = { view: ListView; base: SavedQuery | undefined; from: number };

const ADDRESS = /^address(es)?([,+]messages?)?$/i;
const asksForAddress = (token: Token): boolean =>
  token.type === 'filter' && token.keyText.toLowerCase() === 'with' && token.values.length === 1 && token.values.every(({ text }) => ADDRESS.test(text));

/** After the first word: which list is meant, everything one may see unless said otherwise, and where its filters begin. */
export const readList = (reading: Reading): ListWords | Stop => {
  const [, second] = reading.tokens;
  const named = viewOf(second);
  if (named === undefined || second === undefined) {
    const base = savedAt(reading, 1);
    // What is stuck is no list to write down: of a filter of it, everything that it matches is meant.
    return base ? { view: base.view === 'stale' ? 'all' : base.view, base, from: 2 } : { view: 'all', base, from: 1 };
  }
  const { asks } = VIEWS[named];
  if (asks.verb === 'list') return { view: asks.view, base: undefined, from: 2 };
  return { reason: { why: 'unknown-view', word: named }, place: second, instead: ['mine', 'team', 'all'] };
};

/** After `export`: which list, and whether addresses and messages are to be in it. */
export const readExport = (reading: Reading): ExportWords | Stop => {
  const tokens = reading.tokens.filter((token) => !asksForAddress(token));
  const withAddress = tokens.length < reading.tokens.length;
  const list = readList({ ...reading, tokens });
  return 'reason' in list ? list : { ...list, withAddress, tokens };
};
