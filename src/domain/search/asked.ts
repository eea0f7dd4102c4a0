import { undoSlackText } from '../query/slackText.ts';
import { keyByWord, viewByWord } from '../query/vocabulary.ts';
import { foldText, withoutNul } from '../text.ts';

/** One thing that was typed between commas or line ends: a name of a send as a whole, or else each of its parts that looks like one. */
export type Piece = { whole: string; parts: readonly string[] };

/** What somebody typed into the direct messages with the bot. */
export type Asked =
  | { for: 'help' }
  /** A command without its slash: it has to be typed as one. */
  | { for: 'command'; command: string }
  | { for: 'too-much'; why: 'text' | 'names' | 'words' }
  | { for: 'sends'; text: string; pieces: readonly Piece[]; words: readonly string[]; short: boolean };

/** In UTF-16 units: twenty tracking numbers with their commas and what is written around them. */
export const TEXT_LIMIT = 1000;
/** How many names of sends, and how many words, are looked for at once. */
export const NAMES_AT_ONCE = 20;
export const WORDS_AT_ONCE = 6;
/** Fewer letters are in too many texts, and in no index: they only narrow what other words find. */
export const WORD_MINIMUM = 3;

/** Halves of characters, which no database takes. */
const HALVES = /\p{Cs}/gu;

const OPENING = /^[#@"'“”„‘’`*_~([<{]+/u;
const CLOSING = /[.,;:!?"'“”‘’`*_~)\]>}]+$/u;
const bare = (word: string): string => word.replace(OPENING, '').replace(CLOSING, '');
const split = (text: string, by: RegExp): string[] => text.split(by).map(bare).filter((each) => each !== '');

const SMALL_TALK = new Set(['help', 'hi', 'hello', 'hey', 'hi there', 'good morning', 'start', 'menu', 'thanks', 'thank you', 'thx', 'ok', 'okay']);
/** What people write around what they mean. */
const AROUND = new Set((
  'a an the to for from of and or where is are was my our me i you please find show look up what about with at in on its it s any there gift gifts send sends status tracking number package parcel'
).split(' '));

/** Names of sends have a digit in them; words that have none may only be one as a whole. */
export const looksLikeName = (text: string): boolean => /\p{N}/u.test(text);

/** What in an address may name a send: its parts that look like a name, the last first. */
const inAddress = (word: string): string[] => (/^https?:\/\//i.test(word) ? word.split(/[/?=&#]+/).slice(2).filter(looksLikeName).toReversed() : [word]);

const pieceOf = (text: string): Piece => {
  const parts = split(text, /\s+/).flatMap(inAddress);
  return { whole: parts.join(' '), parts: parts.length > 1 ? parts.filter(looksLikeName) : [] };
};

const wordsOf = (text: string): string[] => {
  const all = split(foldText(text), /[\s,;]+/).map((word) => word.replace(/'s$/, '')).filter((word) => word !== '' && !/^https?:/.test(word));
  const meant = all.filter((word) => !AROUND.has(word));
  return [...new Set(meant.length > 0 ? meant : all)];
};

/** `sends stale`, `/sends mine`, `status:shipped`: for people who leave the slash out, or the command. */
const commandIn = (folded: string): string | undefined => {
  const text = folded.replace(/^\/?sends?\s+/, '');
  const [first = '', ...more] = text.split(' ');
  if ([...text.matchAll(/(?:^| )([a-z]+):/g)].some(([, key = '']) => keyByWord.has(key))) return `/sends ${text}`;
  return viewByWord.has(first) && (more.length === 0 || text !== folded) ? `/sends ${text}` : undefined;
};

/** Reads a message as Slack sends it. */
export const readAsked = (message: string): Asked => {
  const typed = withoutNul(undoSlackText(message)).replace(HALVES, '').trim();
  if (typed.length > TEXT_LIMIT) return { for: 'too-much', why: 'text' };
  const folded = foldText(typed);
  const said = bare(folded);
  if (said === '' || SMALL_TALK.has(said)) return { for: 'help' };
  const command = commandIn(folded);
  if (command !== undefined) return { for: 'command', command };
  const pieces = typed.split(/[,;\r\n]+/).map(pieceOf).filter(({ whole }) => whole !== '');
  if (namesIn(pieces).length > NAMES_AT_ONCE) return { for: 'too-much', why: 'names' };
  const words = wordsOf(typed);
  if (words.length > WORDS_AT_ONCE && !pieces.some(({ whole, parts }) => parts.length > 0 || looksLikeName(whole))) return { for: 'too-much', why: 'words' };
  const searched = words.slice(0, WORDS_AT_ONCE);
  return { for: 'sends', text: pieces.map(({ whole }) => whole).join(', '), pieces, words: searched, short: !searched.some((word) => [...word].length >= WORD_MINIMUM) };
};

/** Everything in it that may be a name of a send, once each, in the order typed. */
export const namesIn = (pieces: readonly Piece[]): string[] => [...new Set(pieces.flatMap(({ whole, parts }) => [whole, ...parts]))];
