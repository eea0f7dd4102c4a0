import { z } from 'zod';
import type { MemberId, WorkspaceId } from '../../domain/ids.ts';
import { DEFAULT_NEWS_RULES, newsOf, type News, type NewsRules, startsRun } from '../../domain/notice/news.ts';
import type { Derived } from '../../usecases/deriveSend.ts';
import type { KeptStatus, SendState } from '../../usecases/mergeRecord.ts';
import { homeItem } from '../../usecases/home/looking.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import { settleRequests } from '../cancels/settle.ts';
import { rows, sql, type Database } from '../database.ts';
import { enqueue, refreshItems } from '../outbox/enqueue.ts';
import { channelNews, type RunNews } from '../subscriptions/channelNews.ts';
import { newlyHeard } from './heard.ts';
import { saveSends, type ToSave } from './save.ts';

/** A send about which more is known than before. */
export type Changed = { state: SendState; derived: Derived };

/** `also`: what is to be said besides. */
export type NewsOptions = { source: string | undefined; now: Date; by?: MemberId; news?: NewsRules; also?: readonly NewItem[] };

/** The sources that tell all they have; the others tell what happens. */
const TELL_ALL: ReadonlySet<string | undefined> = new Set(['CSV', 'API']);

/**
 * Writes sends, settles the requests beside them and, in the same transaction, what people are to hear of it: one item for each run of a status
 * that is news, and one for each living message that shows one of them. History costs nothing a row. `known`: the sends that were known before, as they were.
 */
export const saveWithNews = async (
  database: Database, workspace: WorkspaceId, sends: readonly Changed[], known: readonly SendState[], options: NewsOptions,
): Promise<void> => {
  if (sends.length === 0) return;
  const { now } = options;
  const before = new Map(known.map((state) => [state.id, state]));
  const backfill = TELL_ALL.has(options.source) && sends.some(({ state, derived }) => startsRun(before.get(state.id)?.kept, derived.current))
    && !(await hasToldAll(database, workspace, options.source));
  const decided = sends.map((send) => {
    const was = before.get(send.state.id);
    return { ...send, before: was, ...runOf(send, was?.kept, backfill, options) };
  });
  const shownIn = (): Promise<NewItem[]> => refreshItems(database, workspace, sends.map(({ state: { id } }) => id), now);
  // Sends that are all known are looked for before they are written, under their locks: from then on the kept counts, which are everybody's, are held.
  const shownBefore = decided.every(({ before: was }) => was !== undefined) ? await shownIn() : undefined;
  await saveSends(database, workspace, decided, now);
  const refreshed = shownBefore ?? (await shownIn());
  const settled = await settleRequests(database, workspace, newlyHeard(known.filter(({ kept }) => kept?.asked), sends, now), now);
  const news = decided.flatMap((send) => newsItem(send, options));
  const channels = await channelNews(database, workspace, decided.flatMap((send) => runNews(send, options)), now);
  await enqueue(database, workspace, [...(options.also ?? []), ...settled, ...news, ...channels, ...refreshed, ...newSenders(decided, now)], now);
};

/** Who is a known send's sender from now on sees it on their Home, if they look: those who saw it before were looked for before it was written. */
const newSenders = (sends: readonly ToSave[], now: Date): NewItem[] =>
  sends.flatMap(({ state: { fields }, before }) => (before && before.fields.senderId !== fields.senderId ? [homeItem(fields.senderId, now)] : []));

type Decided = ToSave & { news: News };

const toldRow = z.object({ told: z.boolean() });
/** It came to its end once; a provider's is a sweep of all it has, and the look at its newest before that is not. */
const hasToldAll = async (database: Database, workspace: WorkspaceId, source: string | undefined): Promise<boolean> => {
  const [found] = await rows(database, toldRow, sql`SELECT
    EXISTS (SELECT 1 FROM sources WHERE workspace_id = ${workspace}::uuid AND name = ${source ?? ''} AND read_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM syncs WHERE workspace_id = ${workspace}::uuid AND source = ${source ?? ''} AND swept_at IS NULL) AS told`);
  return found?.told === true;
};

const runOf = ({ state, derived: { current } }: Changed, before: KeptStatus | undefined, backfill: boolean, { now, news: rules = DEFAULT_NEWS_RULES }: NewsOptions) => {
  if (before && !startsRun(before, current)) return { run: before.run, movedAt: before.movedAt, news: { tell: 'nothing' } as const };
  const news = newsOf(before, current, { now, backfill, maxAge: rules.maxAge, createdAt: state.fields.createdAt });
  return { run: (before?.run ?? 0) + 1, movedAt: news.tell === 'news' ? now : undefined, news };
};

/** What channels may want to hear: what is old or already so concerns nobody there. */
const runNews = ({ state: { id }, run, news }: Decided, { news: rules = DEFAULT_NEWS_RULES }: NewsOptions): RunNews[] =>
  (news.tell === 'news' && rules.on ? [{ id, run, undoes: news.undoes?.name }] : []);

/** Named by the run, not by a time: two sources that name slightly different times tell it once. */
const newsItem = ({ state: { id, fields }, before, run, news }: Decided, { now, by, news: rules = DEFAULT_NEWS_RULES }: NewsOptions): NewItem[] => {
  if (news.tell === 'nothing' || !rules.on) return [];
  const undoes = news.undoes?.name;
  const item = (member: MemberId, follows: boolean): NewItem => ({
    to: { member }, sendId: id, key: `news:${id}:${run}`, dueAt: now,
    body: { kind: 'news', run, late: news.tell === 'late', ...(undoes !== undefined && { undoes }), ...(by !== undefined && { by }), ...(follows && { follows }) },
  });
  // What asks its sender to act long after is their matter.
  const followers = news.tell === 'late' ? [] : (before?.kept?.followers ?? []).filter((each) => each !== fields.senderId);
  return [item(fields.senderId, false), ...followers.map((each) => item(each, true))];
};
