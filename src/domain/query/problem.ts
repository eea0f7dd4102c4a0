import type { Key } from './vocabulary.ts';

/** Why a command text stops making sense, in data; the views put it into words. */
export type Reason =
  /** A first word one slip away from a subcommand. */
  | { why: 'unknown-view'; word: string }
  | { why: 'unknown-key'; key: string }
  | { why: 'unknown-status'; value: string }
  | { why: 'unknown-kind'; value: string }
  /** `ambiguous`: day and month could be either way round; the suggestions are the two readings, month first. */
  | { why: 'bad-date'; key: Key; value: string; ambiguous: boolean }
  | { why: 'bad-cost'; value: string }
  | { why: 'bad-test'; value: string }
  | { why: 'empty-value'; key: Key }
  | { why: 'unclosed-quote' }
  /** `key` is undefined for free text. */
  | { why: 'too-short'; key: Key | undefined; minimum: number }
  /** Two filters that no send can satisfy together. */
  | { why: 'contradiction'; between: 'dates' | 'cost' | 'test' }
  | { why: 'too-long'; limit: number };

/**
 * Where and why a command text stops. `offset` and `length` (UTF-16 units) point into `typed`, the text as the person typed it.
 * `suggestions`: whole commands, ready to run, that mean what was probably meant, nearest first; each of them parses.
 * `literal`: the whole command that searches for the word as it stands, where that makes sense.
 */
export type QueryProblem = Reason & {
  typed: string;
  offset: number;
  length: number;
  suggestions: readonly string[];
  literal: string | undefined;
};
