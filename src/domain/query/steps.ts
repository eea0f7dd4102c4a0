import { quote } from './canonical.ts';
import { combine } from './combine.ts';
import type { DateContext } from './dates.ts';
import { NO_FILTER, type Filter, type RelativeBounds } from './filter.ts';
import { nearest } from './near.ts';
import type { Reason } from './problem.ts';
import { READERS } from './readers.ts';
import { savedKey, type SavedFilters, type SavedQuery } from './saved.ts';
import type { Piece, Span, Token } from './tokens.ts';
import { foldTyped, isLongEnough, mentioned, nearStatus, statusesNamed, type Failure, type Read } from './values.ts';
import { KEYS, KEY_WORDS, VIEW_NAMES, keyByWord, viewByWord, type ViewName } from './vocabulary.ts';

/** What a command is read from: its tokens, the text they stand in, when and where it was typed, and what its typist has saved. */
export type Reading = { tokens: readonly Token[]; typed: string; context: DateContext; saved: SavedFilters };

/**
 * Where reading stops and why. `instead`: texts that would be right in that place; `commands` and `literal`: whole commands,
 * without `/sends`. None of them has been tried yet.
 */
export type Stop = { reason: Reason; place: Span; instead?: readonly string[]; commands?: readonly string[]; literal?: string };

/** What a token adds to the filter, and how many of the words after it belong to it. `near`: what stands for it if it was a slip. */
export type Step = { ok: true; add: Partial<Filter>; relative?: RelativeBounds; used: number; near?: string } | { ok: false; stop: Stop };

/** Free text shorter than this finds everything, slowly. */
const TEXT_MINIMUM = 3;
/** A bare word shorter than this is not taken for a mistyped status: Kent is no Sent. */
const NEAR_STATUS_MINIMUM = 5;
/** How many words a value may go on for without quotes (`on hold`, `1 oct 2026 12:00`), beyond its first. */
const MORE_WORDS = 4;

export const replaced = (typed: string, { at, end }: Span, text: string): string => `${typed.slice(0, at)}${text}${typed.slice(end)}`.trim();

type Longer = Piece & { used: number };

/** Whether a token is a word that may belong to the value or status before it. */
const isLoose = (token: Token | undefined): token is Token & { type: 'word' } =>
  token?.type === 'word' && !token.quoted && mentioned(token.text) === undefined;

/** A piece together with the one to `MORE_WORDS` words that follow it, longest first. Nothing belongs to a quoted text. */
const longer = (piece: Piece, tokens: readonly Token[], next: number): Longer[] => {
  const all: Longer[] = [];
  let { text } = piece;
  for (const token of piece.quoted ? [] : tokens.slice(next, next + MORE_WORDS)) {
    if (!isLoose(token)) break;
    text += ` ${token.text}`;
    all.unshift({ text, quoted: false, at: piece.at, end: token.end, used: all.length + 1 });
  }
  return all;
};

const stopAt = (place: Span, { reason, instead }: Failure): Stop => ({ reason, place, instead });

/** The longest reading that makes sense; else the longest that nearly does; else what is wrong with the value alone. */
const readLongest = (piece: Piece, extended: readonly Longer[], read: (piece: Piece) => Read): Step => {
  let near: Stop | undefined;
  for (const each of extended) {
    const result = read(each);
    if (result.ok) return { ...result, used: each.used };
    if (result.instead.length > 0) near ??= stopAt(each, result);
  }
  const alone = read(piece);
  return alone.ok ? { ...alone, used: 0 } : { ok: false, stop: near ?? stopAt(piece, alone) };
};

/** Only names from a closed set and dates go on without quotes; `to:jane park` is Jane, and the word park. */
const goesOn = (key: keyof typeof KEYS): boolean => key === 'status' || key === 'kind' || !KEYS[key].list;

export const stepFilter = (token: Token & { type: 'filter' }, next: number, reading: Reading): Step => {
  const { key, values } = token;
  const { tokens, typed, context } = reading;
  if (key === undefined) return { ok: false, stop: unknownKey(token, typed) };
  if (values.length === 0 || values.some(({ text }) => text.trim() === '')) {
    return { ok: false, stop: { reason: { why: 'empty-value', key }, place: token } };
  }
  let add: Filter = NO_FILTER;
  let relative: RelativeBounds = {};
  let used = 0;
  for (const [index, piece] of values.entries()) {
    const extended = index === values.length - 1 && goesOn(key) ? longer(piece, tokens, next) : [];
    const step = readLongest(piece, extended, ({ text, quoted }) => READERS[key](text, quoted, context));
    if (!step.ok) return { ok: false, stop: wayOut(step.stop, token, reading) };
    add = combine(add, step.add);
    relative = { ...relative, ...step.relative };
    used = step.used;
  }
  return { ok: true, add, relative, used };
};

const unknownKey = (token: Token & { type: 'filter' }, typed: string): Stop => {
  const key = token.keyText;
  const near = /^[-!]/.test(key) ? undefined : nearest(key.toLowerCase(), KEY_WORDS);
  return {
    reason: { why: 'unknown-key', key },
    place: { at: token.at, end: token.at + key.length },
    instead: near === undefined ? [] : [keyByWord.get(near) ?? near],
    literal: replaced(typed, token, quote(typed.slice(token.at, token.end))),
  };
};

/** Another way to ask: a kind we do not know by its name in quotes, and `status:stuck` by the view that it is. */
const wayOut = (stop: Stop, token: Token, { tokens, typed }: Reading): Stop => {
  const { reason } = stop;
  if (reason.why === 'unknown-kind') return { ...stop, literal: replaced(typed, stop.place, quote(reason.value)) };
  if (reason.why !== 'unknown-status' || viewByWord.get(reason.value.toLowerCase()) !== 'stale') return stop;
  const others = tokens.filter((each, index) => each !== token && !(index === 0 && viewOf(each) !== undefined));
  return { reason, place: stop.place, commands: [['stale', ...others.map(({ at, end }) => typed.slice(at, end))].join(' ')] };
};

/** The statuses a bare word is the name of, or several with commas between. */
const bareStatuses = (text: string): Partial<Filter> | undefined => {
  const each = text.split(/[,，]/).filter((part) => part.trim() !== '').map(statusesNamed);
  const statuses = each.flatMap((names) => names ?? []);
  return statuses.length > 0 && !each.includes(undefined) ? { statuses } : undefined;
};

/** A word by itself: a person, a status, else text to search for. */
export const stepWord = (token: Token & { type: 'word' }, next: number, { tokens }: Reading): Step => {
  const slackUser = token.quoted ? undefined : mentioned(token.text);
  if (slackUser !== undefined) return { ok: true, add: { from: [{ slackUser }] }, used: 0 };
  for (const { text, used } of token.quoted ? [] : [...longer(token, tokens, next), { ...token, used: 0 }]) {
    const add = bareStatuses(text);
    if (add) return { ok: true, add, used };
  }
  const folded = foldTyped(token.quoted ? token.text : token.text.replace(/^[,，]+|[,，]+$/g, ''));
  if (!isLongEnough(folded, TEXT_MINIMUM)) {
    return { ok: false, stop: { reason: { why: 'too-short', key: undefined, minimum: TEXT_MINIMUM }, place: token } };
  }
  const near = token.quoted || !isLongEnough(folded, NEAR_STATUS_MINIMUM) ? undefined : nearStatus(folded);
  return { ok: true, add: { text: [folded] }, used: 0, ...(near === undefined ? {} : { near: `status:${near}` }) };
};

export const viewOf = (token: Token | undefined): ViewName | undefined =>
  token?.type === 'word' && !token.quoted ? viewByWord.get(token.text.toLowerCase()) : undefined;

/** Whether the words from here on are the name of a status. */
const beginsStatus = (token: Token & { type: 'word' }, next: number, tokens: readonly Token[]): boolean =>
  [token, ...longer(token, tokens, next)].some(({ text }) => bareStatuses(text) !== undefined);

/** What somebody saved under a word, unless that word is, or begins, a status. */
export const savedAt = ({ tokens, saved }: Reading, place: number): SavedQuery | undefined => {
  const token = tokens[place];
  return !isLoose(token) || beginsStatus(token, place + 1, tokens) ? undefined : saved.get(savedKey(token.text));
};

/** A first word one slip away from a subcommand or a saved filter, unless it is a status. */
export const mistypedView = ({ tokens, typed, saved }: Reading): Stop | undefined => {
  const first = tokens[0];
  if (!isLoose(first) || beginsStatus(first, 1, tokens)) return undefined;
  const near = nearest(first.text.toLowerCase(), VIEW_NAMES, 1) ?? nearest(savedKey(first.text), saved.keys());
  if (near === undefined) return undefined;
  const literal = replaced(typed, first, quote(first.text));
  return { reason: { why: 'unknown-view', word: first.text }, place: first, instead: [near], literal };
};
