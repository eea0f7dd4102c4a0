import { writeCost } from './cost.ts';
import type { Filter, FromFilter, KindFilter, RelativeBounds } from './filter.ts';
import { toSlackText } from './slackText.ts';
import { writeStatus } from './values.ts';
import type { ViewName } from './vocabulary.ts';

const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]*$/u;

/** A text in quotes that reads back as exactly this text. */
export const quote = (text: string): string => `"${text.replace(/["“”„‟«»＂\\]/g, '\\$&')}"`;
const value = (text: string): string => (PLAIN.test(text) ? text : toSlackText(quote(text)));

const writeKind = (kind: KindFilter): string => ('family' in kind ? kind.family.toLowerCase() : toSlackText(quote(kind.kind)));
const writeFrom = (from: FromFilter): string => {
  if ('me' in from) return 'me';
  if ('slackUser' in from) return `<@${from.slackUser}>`;
  return from.text === 'me' ? quote(from.text) : value(from.text);
};
const writeInstant = (instant: Date): string => instant.toISOString().replace('.000Z', 'Z');
const SINCE = { from: 'since', to: 'after' } as const;
const UNTIL = { from: 'before', to: 'until' } as const;

/**
 * The command text, as Slack would send it, that asks the same again: it parses to the same filter, and to itself. Dates are
 * instants in it, so that a page turned tomorrow is a page of the same list; texts are quoted, so that none is read as a status.
 * With `relative` bounds given, those are written as they move with the day: so a list's buttons ask for what its asker said, and what they
 * filter and keep from any of its pages goes on as they said it.
 */
export const canonicalText = (view: ViewName, filter: Filter, { since, until }: RelativeBounds = {}): string => {
  const list = (key: string, values: readonly string[]): string[] => (values.length > 0 ? [`${key}:${values.join(',')}`] : []);
  const bounded = filter.cost.min !== undefined || filter.cost.max !== undefined;
  return [
    view,
    ...filter.text.map((text) => toSlackText(quote(text))),
    ...list('status', filter.statuses.map(writeStatus)),
    ...list('kind', filter.kinds.map(writeKind)),
    ...list('to', filter.to.map(value)),
    ...list('from', filter.from.map(writeFrom)),
    ...list('campaign', filter.campaigns.map(value)),
    ...list('team', filter.teams.map(value)),
    ...(since ? list(SINCE[since.edge], [since.date]) : list('since', filter.since ? [writeInstant(filter.since)] : [])),
    ...(until ? list(UNTIL[until.edge], [until.date]) : list('until', filter.until ? [writeInstant(filter.until)] : [])),
    ...list('cost', bounded ? [writeCost(filter.cost)] : []),
    ...list('test', filter.test === 'any' ? [] : [filter.test]),
  ].join(' ');
};
