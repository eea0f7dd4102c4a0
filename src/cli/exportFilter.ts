import { NO_FILTER, type Filter } from '../domain/query/filter.ts';
import { parseSendsCommand } from '../domain/query/parse.ts';
import type { QueryProblem } from '../domain/query/problem.ts';
import { toSlackText } from '../domain/query/slackText.ts';
import { quoted } from '../usecases/harmless.ts';
import { UsageError, type ExportArgs } from './args.ts';

/**
 * The filter that the words after `export` make: those of `/sends`, and `--status`. Days are days in UTC, as times in the file are.
 * Throws a `UsageError` that says what stands in the way and what would do.
 */
export const readExportFilter = ({ statuses, words }: Pick<ExportArgs, 'statuses' | 'words'>, now: Date): Filter => {
  const text = [...words.map(asTyped), ...statuses.map((list) => `status:${list.split(',').map((each) => withQuotes(each.trim())).join(',')}`)].join(' ');
  if (text.trim() === '') return NO_FILTER;
  const parsed = parseSendsCommand(toSlackText(text), { now, timeZone: 'UTC' });
  if (!parsed.ok) throw new UsageError(sentence(parsed.problem));
  const { query } = parsed;
  if (query.verb !== 'list' || query.view !== 'all') {
    throw new UsageError(`${quoted(words[0] ?? '')} is a list in Slack. An export takes filters only: status:shipped team:emea.`);
  }
  if (query.filter.from.some((each) => 'me' in each)) {
    throw new UsageError('from:me is whoever asks in Slack. Here nobody asks: write a name or an address, from:sam.');
  }
  return query.filter;
};

const withQuotes = (text: string): string => (/\s/.test(text) && !/["“”]/.test(text) ? `"${text}"` : text);

/** A word as somebody would have typed it in Slack: the shell took away the quotes around `from:"Sam Lee"`. */
const asTyped = (word: string): string => {
  const [, key, value] = /^([\p{L}]+:)([^:]*)$/u.exec(word) ?? [];
  if (key !== undefined && value !== undefined) return `${key}${withQuotes(value)}`;
  return word.includes(':') ? word : withQuotes(word);
};

const WHY: Readonly<Record<QueryProblem['why'], string>> = {
  'unknown-view': 'there is no such filter',
  'unknown-key': 'there is no such filter',
  'unknown-status': 'there is no such status',
  'unknown-kind': 'there is no such kind of gift',
  'bad-date': 'it is not a date, or could be two; write it like 2026-05-01',
  'bad-cost': 'it is not an amount; write it like cost:20..50',
  'bad-test': 'test: takes only or no',
  'empty-value': 'nothing follows it',
  'unclosed-quote': 'a quote opens here and never closes',
  'too-short': 'it is too short to search for',
  contradiction: 'with what stands before it, no send can be meant',
  'too-long': 'the filter is too long',
};

const sentence = ({ why, typed, offset, length, suggestions }: QueryProblem): string => {
  const place = typed.slice(offset, offset + length).trim();
  const [nearest] = suggestions.map((command) => command.replace(/^\/sends /, ''));
  return `I can’t follow the filter at ${quoted(place === '' ? typed : place)}: ${WHY[why]}.${nearest === undefined ? '' : ` Try: ${nearest}`}`;
};
