import type { ListView } from '../visibility.ts';

/** What the first word can ask for. A further subcommand is one more line here and one more `SendsQuery`. */
export const VIEWS = {
  mine: { asks: { verb: 'list', view: 'mine' }, aliases: ['my'] },
  team: { asks: { verb: 'list', view: 'team' }, aliases: [] },
  all: { asks: { verb: 'list', view: 'all' }, aliases: [] },
  needs: { asks: { verb: 'needs' }, aliases: ['attention'] },
  stale: { asks: { verb: 'stale' }, aliases: ['stuck'] },
  stats: { asks: { verb: 'stats' }, aliases: ['statistics'] },
  export: { asks: { verb: 'export' }, aliases: ['download'] },
  import: { asks: { verb: 'import' }, aliases: ['upload'] },
  settings: { asks: { verb: 'settings' }, aliases: ['preferences', 'notifications'] },
  people: { asks: { verb: 'people' }, aliases: ['members'] },
  subscribe: { asks: { verb: 'subscribe' }, aliases: [] },
  unsubscribe: { asks: { verb: 'unsubscribe' }, aliases: [] },
  subscriptions: { asks: { verb: 'subscriptions' }, aliases: ['subscribed'] },
  whoami: { asks: { verb: 'whoami' }, aliases: [] },
  filter: { asks: { verb: 'filter' }, aliases: ['filters'] },
  help: { asks: { verb: 'help' }, aliases: ['?'] },
} as const satisfies Record<string, { asks: Asks; aliases: readonly string[] }>;
export type Asks = { verb: 'list'; view: ListView } | { verb: 'needs' } | { verb: 'stale' } | { verb: 'export' } | { verb: 'stats' } | { verb: 'subscribe' } | { verb: 'people' } | { verb: 'filter' } | { [Verb in PlainVerb]: { verb: Verb } }[PlainVerb];
/** What takes nothing after its name. */
export type PlainVerb = 'unsubscribe' | 'subscriptions' | 'import' | 'settings' | 'whoami' | 'help';
export type ViewName = keyof typeof VIEWS;

/**
 * The keys of a filter. `list`: takes several values, separated by commas. `minimum`: how many characters its text needs.
 */
export const KEYS = {
  status: { aliases: ['state', 'statuses'], list: true },
  kind: { aliases: ['type', 'kinds'], list: true },
  to: { aliases: ['recipient', 'company', 'for'], list: true, minimum: 3 },
  from: { aliases: ['sender', 'by', 'owner'], list: true, minimum: 2 },
  campaign: { aliases: ['campaigns', 'touch'], list: true, minimum: 2 },
  team: { aliases: ['teams', 'group'], list: true, minimum: 2 },
  since: { aliases: [], list: false },
  after: { aliases: [], list: false },
  until: { aliases: ['till', 'through'], list: false },
  before: { aliases: [], list: false },
  on: { aliases: ['date', 'during', 'created'], list: false },
  cost: { aliases: ['price', 'amount'], list: false },
  test: { aliases: ['tests', 'testing'], list: false },
} as const satisfies Record<string, { aliases: readonly string[]; list: boolean; minimum?: number }>;
export type Key = keyof typeof KEYS;

const isView = (name: string): name is ViewName => Object.hasOwn(VIEWS, name);
const isKey = (name: string): name is Key => Object.hasOwn(KEYS, name);
const KEY_NAMES = Object.keys(KEYS).filter(isKey);
export const VIEW_NAMES = Object.keys(VIEWS).filter(isView);

const byWord = <Name extends string>(names: readonly Name[], aliases: (name: Name) => readonly string[]): ReadonlyMap<string, Name> =>
  new Map(names.flatMap((name) => [name, ...aliases(name)].map((word): [string, Name] => [word, name])));

export const viewByWord = byWord(VIEW_NAMES, (name) => VIEWS[name].aliases);
export const keyByWord = byWord(KEY_NAMES, (name) => KEYS[name].aliases);
/** What a mistyped key may have been meant as: not a short alias, which is near to everything. */
export const KEY_WORDS = [...keyByWord.keys()].filter((word) => isKey(word) || word.length > 3);
