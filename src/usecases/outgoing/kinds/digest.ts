import { EVENTS, statusesOf, STATUS_NAMES, weightOf } from '../../../domain/notice/events.ts';
import { choiceFor, type Preferences } from '../../../domain/notice/preferences.ts';
import { morningOf, nextMorning, quietUntil } from '../../../domain/notice/times.ts';
import { NO_FILTER } from '../../../domain/query/filter.ts';
import { dayAt } from '../../../domain/query/zone.ts';
import { attentionWindows, clocked } from '../../../domain/staleness.ts';
import type { StatusName } from '../../../domain/status.ts';
import { type Actor, reachOfView } from '../../../domain/visibility.ts';
import type { Period } from '../../ports/notices.ts';
import type { StatusCounts } from '../../ports.ts';
import type { DigestContent } from '../content.ts';
import type { Handler, HandlerDeps } from '../steps.ts';

/** A summary is a morning's: what could not leave by then waits for the next. In ms. */
const MORNING_LASTS = 3 * 3600_000;
const LISTED = 5;
const CAP = 1000;

/** The morning's summary: what needs its reader and what moved since the last, theirs and their teams'. Several that waited are one. */
export const digest: Handler<'digest'> = async (deps, items, { reader, now, workspaceId }) => {
  const all = items.map(({ id }) => id);
  if (!deps.notifications) return [{ do: 'drop', items: all, why: 'notifications are off' }];
  if (reader.is !== 'member' || items.some(({ meantFor }) => meantFor)) return [{ do: 'drop', items: all, why: 'a summary is for its person' }];
  const { actor, timeZone } = reader;
  const { preferences, zone } = await deps.notices.settings(workspaceId, actor.memberId);
  if (zone !== timeZone) await deps.notices.learnZone(workspaceId, actor.memberId, timeZone);
  const until = notBefore(now, preferences, timeZone);
  if (until) return [{ do: 'wait', items: all, until }];
  const bodies = items.map(({ body }) => body);
  const period = { from: earliest(bodies.map(({ from }) => from)), to: new Date(Math.max(...bodies.map(({ to }) => to.getTime()))) };
  const content = await digestOf(deps, actor, preferences, { period, now, first: reader.first });
  return content.own || content.teams ? [{ do: 'post', items: all, content: { kind: 'digest', ...content } }] : [{ do: 'drop', items: all, why: 'nothing to tell' }];
};

const earliest = (times: readonly Date[]): Date => new Date(Math.min(...times.map((time) => time.getTime())));

/** It may have been written before Slack was asked where its reader lives. */
const notBefore = (now: Date, { morning, quiet }: Preferences, timeZone: string): Date | undefined => {
  const today = morningOf(dayAt(now, timeZone), morning, timeZone);
  if (now < today) return today;
  const quietEnd = quietUntil(now, quiet, timeZone);
  if (quietEnd) return quietEnd;
  // Quiet hours may have held it back past its time.
  const opened = quietUntil(today, quiet, timeZone) ?? today;
  return now.getTime() - opened.getTime() <= MORNING_LASTS ? undefined : nextMorning(now, morning, timeZone);
};

/** What a person is told in the morning: what they chose for the digest. */
const digestStatuses = (preferences: Preferences): StatusName[] =>
  EVENTS.filter((event) => choiceFor(preferences, event) === 'digest').flatMap(statusesOf);
/** What a team's manager is told: all that is worth knowing of it. */
const TEAM_STATUSES: readonly StatusName[] = STATUS_NAMES.filter((name) => weightOf({ name }) !== 'silent');

type Asked = { period: Period; now: Date; first: boolean };

const digestOf = async (deps: HandlerDeps, actor: Actor, preferences: Preferences, { period, now, first }: Asked): Promise<DigestContent> => {
  const [own, teams, asOf] = await Promise.all([
    ownPart(deps, actor, digestStatuses(preferences), period, now),
    teamPart(deps, actor, period, now),
    deps.workspaces.dataAsOf(actor.workspaceId, now),
  ]);
  return { own, teams, asOf, first };
};

const total = (counts: StatusCounts): number => Object.values(counts).reduce((sum, each) => sum + each, 0);

const ownPart = async (
  { sends, notices, thresholds }: HandlerDeps, actor: Actor, statuses: readonly StatusName[], period: Period, now: Date,
): Promise<DigestContent['own']> => {
  const { workspaceId, memberId } = actor;
  const reach = reachOfView(actor, 'mine');
  const windows = attentionWindows(now, thresholds);
  const [needing, needingCount, moved, counts] = await Promise.all([
    sends.needing(workspaceId, reach, windows, LISTED),
    sends.countInWindows(workspaceId, reach, windows, NO_FILTER, memberId, CAP),
    notices.moved(workspaceId, reach, memberId, statuses, period, LISTED),
    notices.movedCounts(workspaceId, reach, memberId, statuses, period),
  ]);
  if (needing.length === 0 && moved.length === 0) return undefined;
  return { needing: needing.map((send) => clocked(send, now, thresholds)), needingCount, moved, counts };
};

const teamPart = async ({ sends, notices, thresholds }: HandlerDeps, actor: Actor, period: Period, now: Date): Promise<DigestContent['teams']> => {
  const { workspaceId, memberId } = actor;
  if (actor.role === 'SENDER' || (actor.teams !== 'every' && actor.teams.length === 0)) return undefined;
  const reach = reachOfView(actor, 'team');
  const [counts, needingCount] = await Promise.all([
    notices.movedCounts(workspaceId, reach, memberId, TEAM_STATUSES, period),
    sends.countInWindows(workspaceId, reach, attentionWindows(now, thresholds), NO_FILTER, memberId, CAP),
  ]);
  return total(counts) + needingCount.count === 0 ? undefined : { counts, needingCount };
};
