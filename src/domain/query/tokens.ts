import { KEYS, keyByWord, type Key } from './vocabulary.ts';

/** A stretch of the typed text. */
export type Span = { at: number; end: number };
/** A word or a quoted text. What is quoted is always meant literally. */
export type Piece = Span & { text: string; quoted: boolean };
export type Token =
  | (Piece & { type: 'word' })
  /** `key:value,value`; `key` is undefined when nobody knows it. */
  | (Span & { type: 'filter'; keyText: string; key: Key | undefined; values: readonly Piece[] });

export type Tokens = { ok: true; tokens: readonly Token[] } | { ok: false; unclosed: Span };

const DOUBLE = /["“”„‟«»＂]/;
const SINGLE = /['‘’‚‛]/;
const SPACE = /\s/;
const COMMA = /[,，]/;
/** A colon after a word makes it a key, but not in `http://…` and not in `12:30`. A leading - or ! belongs to it, to be refused. */
const KEY = /([-!]?\p{L}[\p{L}\p{N}_-]*)[:：](?!\/\/)/uy;

const isAt = (pattern: RegExp, text: string, at: number): boolean => pattern.test(text.charAt(at));
const skip = (pattern: RegExp, text: string, at: number): number => {
  let next = at;
  while (next < text.length && isAt(pattern, text, next)) next++;
  return next;
};

const keyAt = (text: string, at: number): { keyText: string; key: Key | undefined; end: number } | undefined => {
  KEY.lastIndex = at;
  const keyText = KEY.exec(text)?.[1];
  return keyText === undefined ? undefined : { keyText, key: keyByWord.get(keyText.toLowerCase()), end: at + keyText.length + 1 };
};

/** Inside double quotes a backslash makes the next quote or backslash an ordinary character. Undefined: never closed. */
const doubleQuoted = (text: string, at: number): Piece | undefined => {
  let inside = '';
  for (let i = at + 1; i < text.length; i++) {
    const next = text.charAt(i + 1);
    if (text.charAt(i) === '\\' && (next === '\\' || DOUBLE.test(next))) {
      inside += next;
      i++;
    } else if (isAt(DOUBLE, text, i)) {
      return { text: inside, quoted: true, at, end: i + 1 };
    } else inside += text.charAt(i);
  }
  return undefined;
};

/** Single quotes are quotes only around something that ends where a word ends; else they are apostrophes. */
const singleQuoted = (text: string, at: number): Piece | undefined => {
  for (let i = at + 2; i < text.length; i++) {
    const closes = isAt(SINGLE, text, i) && (i + 1 === text.length || isAt(SPACE, text, i + 1) || isAt(COMMA, text, i + 1));
    if (closes) return { text: text.slice(at + 1, i), quoted: true, at, end: i + 1 };
  }
  return undefined;
};

/** The word or quoted text that starts here. Undefined: a quote that is never closed. */
const pieceAt = (text: string, at: number, splitAtComma: boolean): Piece | undefined => {
  if (isAt(DOUBLE, text, at)) return doubleQuoted(text, at);
  const single = isAt(SINGLE, text, at) ? singleQuoted(text, at) : undefined;
  if (single) return single;
  let end = at;
  while (end < text.length && !isAt(SPACE, text, end) && !(splitAtComma && isAt(COMMA, text, end))) end++;
  return { text: text.slice(at, end), quoted: false, at, end };
};

/** The values after a key's colon: none at the end of the text or before the next key. Undefined: a quote that is never closed. */
const valuesAt = (text: string, from: number, list: boolean): { values: Piece[]; end: number } | { unclosed: number } => {
  const values: Piece[] = [];
  let end = from;
  for (;;) {
    const at = skip(list ? /[\s,，]/ : SPACE, text, end);
    if (at >= text.length || (at > from && keyAt(text, at)?.key !== undefined)) return { values, end };
    const piece = pieceAt(text, at, list);
    if (!piece) return { unclosed: at };
    values.push(piece);
    end = piece.end;
    if (!list || !isAt(COMMA, text, end)) return { values, end };
  }
};

/** Cuts a command text into words, quoted texts and filters. */
export const tokenise = (text: string): Tokens => {
  const tokens: Token[] = [];
  for (let at = skip(SPACE, text, 0); at < text.length; at = skip(SPACE, text, tokens.at(-1)?.end ?? text.length)) {
    const key = keyAt(text, at);
    if (!key) {
      const piece = pieceAt(text, at, false);
      if (!piece) return { ok: false, unclosed: { at, end: text.length } };
      tokens.push({ type: 'word', ...piece });
      continue;
    }
    const read = valuesAt(text, key.end, key.key === undefined || KEYS[key.key].list);
    if ('unclosed' in read) return { ok: false, unclosed: { at: read.unclosed, end: text.length } };
    tokens.push({ type: 'filter', keyText: key.keyText, key: key.key, values: read.values, at, end: read.end });
  }
  return { ok: true, tokens };
};
