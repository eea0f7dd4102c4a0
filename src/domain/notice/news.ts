import { DAY, LOST_MATTERS_DAYS } from '../staleness.ts';
import { rankOf, STATUSES, sameStatus, type Status } from '../status.ts';
import { asksToAct } from './events.ts';

/** What counts as news in an installation. `maxAge`: older than this is history: it changes what is known, and nobody is told. In ms. */
export type NewsRules = { on: boolean; maxAge: number };
export const DEFAULT_NEWS_RULES: NewsRules = { on: true, maxAge: DAY };

/** A send's current status as it was kept before, and as it is now that more is known. */
export type StatusBefore = { status: Status; run: number };
export type StatusNow = { status: Status; since: Date; approximate: boolean };

export type NewsContext = {
  now: Date;
  /** The source tells all it has for the first time: that is history, not news. */
  backfill: boolean;
  maxAge: number;
  /** When the send was made, if the data says so. */
  createdAt: Date | undefined;
};

/**
 * What a change of a send's current status is to people: nothing, news, or something that is too old to be news and yet asks its
 * sender to act, so that all of that sort is told together. `undoes`: the status that turned out not to be true.
 */
export type News = { tell: 'nothing' } | { tell: 'news' | 'late'; undoes: Status | undefined };

const NOTHING: News = { tell: 'nothing' };

/** Whether the current status is another than before: a new run, which people hear of once. */
export const startsRun = (before: StatusBefore | undefined, now: Pick<StatusNow, 'status'>): boolean =>
  before === undefined || !sameStatus(before.status, now.status);

/** Decides about a run that has just begun. */
export const newsOf = (before: StatusBefore | undefined, is: StatusNow, context: NewsContext): News => {
  if (context.backfill) return NOTHING;
  const from = ageFrom(before, is, context);
  if (!from) return NOTHING;
  const age = context.now.getTime() - from.getTime();
  if (age <= context.maxAge) return { tell: 'news', undoes: before && undone(before.status, is.status) };
  const stillAsks = asksToAct(is.status) && (isTrouble(is.status) || age <= LOST_MATTERS_DAYS * DAY);
  return before && stillAsks ? { tell: 'late', undoes: undefined } : NOTHING;
};

/** A status without its time is as old as the send, when the send is new to us: its own time is only when we first heard. */
const ageFrom = (before: StatusBefore | undefined, { since, approximate }: StatusNow, { createdAt }: NewsContext): Date | undefined =>
  approximate && !before ? createdAt : since;

const isTrouble = (status: Status): boolean => status.name !== 'UNKNOWN' && STATUSES[status.name].stage === 'trouble';

/** What a gift does not come back from by moving on: what was said of it was not true, then. */
const FINAL: ReadonlySet<Status['name']> = new Set(['SHIPPED', 'DELIVERED', 'REDEEMED', 'CANCELED', 'REFUNDED']);
const undone = (was: Status, is: Status): Status | undefined =>
  FINAL.has(was.name) && is.name !== 'UNKNOWN' && rankOf(is) < rankOf(was) ? was : undefined;

/** The status that a send's current one shows not to have been true. `history`: newest first. */
export const undoneIn = (is: Status, history: readonly { status: Status; approximate: boolean }[]): Status | undefined => {
  const before = history.find(({ status, approximate }) => !approximate && !sameStatus(status, is));
  return before && undone(before.status, is);
};
