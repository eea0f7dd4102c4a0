import type { SlackUserId } from '../ids.ts';
import { KINDS, KNOWN_KINDS, knownKind, parseKind } from '../send.ts';
import { KNOWN_STATUSES, STATUSES, parseStatus, type StatusName } from '../status.ts';
import { foldKey, foldText } from '../text.ts';
import { EXACTLY, type Filter, type FromFilter, type KindFilter, type RelativeBounds } from './filter.ts';
import { nearest } from './near.ts';
import type { Reason } from './problem.ts';
import { KEYS } from './vocabulary.ts';

/** A value understood (what it adds to the filter, and which of its dates move with the day), or why not, with the values nearest to it. */
export type Read = { ok: true; add: Partial<Filter>; relative?: RelativeBounds } | Failure;
export type Failure = { ok: false; reason: Reason; instead: readonly string[] };

const fail = (reason: Reason, instead: string | undefined): Failure => ({ ok: false, reason, instead: instead === undefined ? [] : [instead] });

/** How a status is written in a command. */
export const writeStatus = (name: StatusName): string => name.toLowerCase().replaceAll('_', '-');

const inStage = (...stages: string[]): StatusName[] => KNOWN_STATUSES.filter((name) => stages.includes(STATUSES[name].stage));
const GROUPS: ReadonlyMap<string, readonly StatusName[]> = new Map<string, readonly StatusName[]>([
  ['open', inStage('open', 'trouble')],
  ['trouble', inStage('trouble')],
  ['problem', inStage('trouble')],
  ['problems', inStage('trouble')],
  ['unknown', ['UNKNOWN']],
]);
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ...KNOWN_STATUSES.flatMap((name) => {
    const spellings = [name, STATUSES[name].label, ...STATUSES[name].aliases];
    return spellings.map((spelling): [string, string] => [foldKey(spelling), writeStatus(name)]);
  }),
  ...[...GROUPS.keys()].map((group): [string, string] => [group, group]),
]);

export const isStatusGroup = (text: string): boolean => GROUPS.has(foldKey(text));
/** The statuses that a status's name or alias finds; a refund includes the bounced eGifts, whose money comes back, too. */
export const statusesNamed = (text: string): readonly StatusName[] | undefined => {
  const { name } = parseStatus(text);
  if (name === 'UNKNOWN') return undefined;
  return name === 'REFUNDED' ? ['REFUNDED', 'BOUNCED'] : [name];
};

/** A ready status value one slip away from a word. */
export const nearStatus = (text: string): string | undefined => {
  const spelling = nearest(foldKey(text), SPELLINGS.keys());
  return spelling === undefined ? undefined : SPELLINGS.get(spelling);
};

export const readStatus = (text: string): Read => {
  const statuses = statusesNamed(text) ?? GROUPS.get(foldKey(text));
  return statuses ? { ok: true, add: { statuses } } : fail({ why: 'unknown-status', value: text }, nearStatus(text));
};

const FAMILIES: ReadonlyMap<string, KindFilter> = new Map<string, KindFilter>([
  ...['egift', 'egifts'].map((word): [string, KindFilter] => [word, { family: 'EGIFT' }]),
  ...['physical', 'physicals'].map((word): [string, KindFilter] => [word, { family: 'PHYSICAL' }]),
]);
const kindWords = (kind: (typeof KNOWN_KINDS)[number]): string[] => [kind, ...KINDS[kind].aliases].flatMap((name) => name.split(' ')).map(foldKey);
const KIND_WORDS = [...FAMILIES.keys(), ...new Set(KNOWN_KINDS.flatMap((kind) => [foldKey(kind), ...kindWords(kind)]))];

/** A family, a kind by any of its names, or the kinds with a word in their name that is or begins (4 letters and more) like this. */
export const readKind = (text: string, literal: boolean): Read => {
  if (literal) return { ok: true, add: { kinds: [{ kind: parseKind(text) }] } };
  const key = foldKey(text);
  const family = FAMILIES.get(key);
  if (family) return { ok: true, add: { kinds: [family] } };
  const kind = knownKind(text);
  const named = KNOWN_KINDS.filter((each) => kindWords(each).some((word) => word === key || (key.length >= 4 && word.startsWith(key))));
  const kinds = (kind ? [kind] : named).map((each) => ({ kind: each }));
  return kinds.length > 0 ? { ok: true, add: { kinds } } : fail({ why: 'unknown-kind', value: text }, nearest(key, KIND_WORDS));
};

/** Typed text as it is searched for: folded, with the apostrophes of phones made plain. */
export const foldTyped = (text: string): string => foldText(foldText(text).replace(/[‘’ʼ‛]/g, "'"));
export const isLongEnough = (folded: string, minimum: number): boolean => [...folded].length >= minimum;

const MENTION = /^<@([^|>]+)(?:\|([^>]*))?>$/;
const isSlackUserId = (text: string): text is SlackUserId => /^[A-Z0-9]{2,40}$/.test(text);

/** The Slack user that a mention (`<@U123>`, `<@U123|name>`) names. */
export const mentioned = (text: string): SlackUserId | undefined => {
  const id = MENTION.exec(text)?.[1];
  return id !== undefined && isSlackUserId(id) ? id : undefined;
};

/** A text a name must contain (after `=` for a campaign or team: the whole name): not folded shorter than the key's minimum. A mention counts as its name, a leading @ or # as nothing. */
export const readText = (key: TextKey, text: string, literal: boolean): { ok: true; text: string } | Failure => {
  const { minimum } = KEYS[key];
  const plain = literal ? text : (MENTION.exec(text)?.[2] ?? text).replace(/^[@#]/, '');
  const folded = foldTyped(plain);
  const whole = (key === 'campaign' || key === 'team') && folded.startsWith(EXACTLY) ? foldTyped(folded.slice(1)) : '';
  if (whole !== '') return { ok: true, text: `${EXACTLY}${whole}` };
  return isLongEnough(folded, minimum) ? { ok: true, text: folded } : fail({ why: 'too-short', key, minimum }, undefined);
};
type TextKey = 'to' | 'from' | 'campaign' | 'team';

export const readFrom = (text: string, literal: boolean): Read => {
  const one = (from: FromFilter): Read => ({ ok: true, add: { from: [from] } });
  const slackUser = literal ? undefined : mentioned(text);
  if (slackUser !== undefined) return one({ slackUser });
  if (!literal && /^@?me$/i.test(text)) return one({ me: true });
  const read = readText('from', text, literal);
  return read.ok ? one({ text: read.text }) : read;
};

const TEST_WORDS: ReadonlyMap<string, Filter['test']> = new Map([
  ...['only', 'yes', 'true', '1', 'on', 'test'].map((word): [string, Filter['test']] => [word, 'only']),
  ...['no', 'false', '0', 'off', 'none', 'without', 'exclude', 'hide'].map((word): [string, Filter['test']] => [word, 'no']),
  ...['any', 'all', 'both', 'with'].map((word): [string, Filter['test']] => [word, 'any']),
]);

export const readTest = (text: string): Read => {
  const test = TEST_WORDS.get(text.toLowerCase());
  return test === undefined ? fail({ why: 'bad-test', value: text }, nearest(text.toLowerCase(), TEST_WORDS.keys())) : { ok: true, add: { test } };
};
