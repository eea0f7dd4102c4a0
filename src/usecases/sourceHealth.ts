import type { SourceNews, SourceState } from './ports/sources.ts';

/** A source that failed this often in a row is told of: one bad minute is nobody's business. */
const TOLD_AFTER = 2;

export type Tell = { well: boolean; since: Date; reason: string };

/** What is known of a source after news, and what operations have to be told now: that it fails, once, and once that it is well again. */
export const afterNews = (before: SourceState, news: SourceNews): { state: SourceState; tell: Tell | undefined } => {
  if (news.well) {
    const state = { ...before, readAt: news.at, dueAt: news.dueAt, failures: 0, failingSince: undefined, failure: undefined, toldAt: undefined };
    return { state, tell: before.toldAt && { well: true, since: news.at, reason: before.failure ?? '' } };
  }
  const failures = before.failures + 1;
  const failingSince = before.failingSince ?? news.at;
  const due = before.toldAt === undefined && (news.final || failures >= TOLD_AFTER);
  const state = {
    ...before, dueAt: before.dueAt ?? news.dueAt, failures, failingSince, failure: news.reason, toldAt: due ? news.at : before.toldAt,
  };
  return { state, tell: due ? { well: false, since: failingSince, reason: news.reason } : undefined };
};

const LABELS: ReadonlyMap<string, string> = new Map([
  ['webhook', 'Webhooks'], ['API', 'Sendoso'], ['API sweep', 'Sendoso (the daily reading of all sends)'], ['API directory', 'Sendoso (people, groups and campaigns)'],
]);
/** What operators know a source by. */
export const sourceLabel = (name: string): string => LABELS.get(name) ?? name;
