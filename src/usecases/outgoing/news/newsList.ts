import type { Context, HandlerDeps, Step } from '../steps.ts';
import type { NewsItem } from './decide.ts';

const LISTED = 20;

/** For operations, who get what nobody else can be told: numbers and statuses, nothing of people, all that waits in one message. */
export const newsList = async ({ notices }: HandlerDeps, items: readonly NewsItem[], { workspaceId }: Context): Promise<Step[]> => {
  const ids = [...new Set(items.flatMap(({ sendId }) => sendId ?? []))];
  const running = await notices.running(workspaceId, { everything: true }, ids);
  const entries = running.map(({ send: { number, status } }) => ({ number, status }));
  const all = items.map(({ id }) => id);
  if (entries.length === 0) return [{ do: 'drop', items: all, why: 'the send is gone' }];
  return [{ do: 'post', items: all, content: { kind: 'news-list', entries: entries.slice(0, LISTED), more: Math.max(0, entries.length - LISTED) } }];
};
