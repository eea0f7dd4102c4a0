import { addDays, dayAt } from '../../../domain/query/zone.ts';
import { NO_FILTER } from '../../../domain/query/filter.ts';
import { morningOf, quietUntil } from '../../../domain/notice/times.ts';
import type { Preferences } from '../../../domain/notice/preferences.ts';
import { clocked, escalationWindows } from '../../../domain/staleness.ts';
import { type Actor, reachOfView } from '../../../domain/visibility.ts';
import type { Content } from '../content.ts';
import type { Handler, HandlerDeps } from '../steps.ts';

const LISTED = 10;
const CAP = 1000;

/** A working day's message to a manager: what of their teams stays twice as long as it may, and who sees to it. Several days that waited are one. */
export const staleTeam: Handler<'stale-team'> = async (deps, items, { reader, now, workspaceId }) => {
  const all = items.map(({ id }) => id);
  if (!deps.notifications) return [{ do: 'drop', items: all, why: 'notifications are off' }];
  if (reader.is !== 'member' || reader.actor.role !== 'MANAGER' || items.some(({ meantFor }) => meantFor)) {
    return [{ do: 'drop', items: all, why: 'it is for its manager' }];
  }
  const { preferences } = await deps.notices.settings(workspaceId, reader.actor.memberId);
  const until = opening(now, preferences, reader.timeZone);
  if (until) return [{ do: 'wait', items: all, until }];
  const content = await teamStale(deps, reader.actor, now);
  const day = items.at(-1)?.body.day ?? '';
  return content ? [{ do: 'post', items: all, content, subject: `stale-team:${day}` }] : [{ do: 'drop', items: all, why: 'nothing stays that long any more' }];
};

const WEEK = 7;
/** The next moment of a manager's working days, in their own zone, from their morning on; undefined when it is now. */
const opening = (now: Date, { morning, quiet }: Preferences, timeZone: string): Date | undefined => {
  const today = dayAt(now, timeZone);
  const days = Array.from({ length: WEEK }, (_, i) => addDays(today, i)).filter((day) => ![0, 6].includes(new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()));
  const [first] = days.map((day) => morningOf(day, morning, timeZone));
  if (first && first > now) return first;
  return quietUntil(now, quiet, timeZone);
};

/** What is so at this moment; undefined: nothing. Alike when it is posted and when it is brought up to date. */
export const teamStale = async ({ sends, stale, thresholds }: HandlerDeps, actor: Actor, now: Date): Promise<Extract<Content, { kind: 'stale-team' }> | undefined> => {
  const { workspaceId, memberId } = actor;
  const windows = escalationWindows(now, thresholds);
  const reach = reachOfView(actor, 'team');
  const [page, total] = await Promise.all([
    sends.inWindows(workspaceId, reach, windows, NO_FILTER, memberId, { size: LISTED }),
    sends.countInWindows(workspaceId, reach, windows, NO_FILTER, memberId, CAP),
  ]);
  if (page.items.length === 0) return undefined;
  const alerts = await stale.alertsOf(workspaceId, page.items.map(({ id }) => id));
  const takenBy = new Map(alerts.map(({ sendId, taken }) => [sendId, taken?.name]));
  return { kind: 'stale-team', sends: page.items.map((send) => ({ ...clocked(send, now, thresholds), taken: takenBy.get(send.id) })), total };
};
