import { z } from 'zod';
import type { MemberId, SendId, SlackUserId, TeamId, WorkspaceId } from '../../domain/ids.ts';
import type { FilterFacts } from '../../domain/query/matches.ts';
import { KNOWN_STATUSES, type StatusName } from '../../domain/status.ts';
import { hears, type Subscription } from '../../domain/subscription.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import { planKept, rows, sql, uuids, type Database } from '../database.ts';
import { subscriptionRow, SUBSCRIPTIONS } from './rows.ts';

/** How long what was subscribed to is believed to be all: another instance's subscription is heard of no later. In ms. */
const BELIEVED = 5_000;
const MOST = 1_000;

const known = new Map<WorkspaceId, { at: number; subscriptions: readonly Subscription[] }>();
/** Something was subscribed to, or not any more. */
export const forgetSubscriptions = (workspace: WorkspaceId): void => void known.delete(workspace);

/** Those that are told something; looked for once in a while, so that recorders pay nothing where there are none. */
const active = async (database: Database, workspace: WorkspaceId, now: Date): Promise<readonly Subscription[]> => {
  const before = known.get(workspace);
  if (before && Math.abs(now.getTime() - before.at) < BELIEVED) return before.subscriptions;
  const found = await rows(database, subscriptionRow, sql`${planKept}${SUBSCRIPTIONS} WHERE s.workspace_id = ${workspace}::uuid AND s.paused IS NULL ORDER BY s.id LIMIT ${MOST}`);
  const subscriptions = found.filter((each) => each !== undefined);
  known.set(workspace, { at: now.getTime(), subscriptions });
  return subscriptions;
};

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const statusName = z.enum(['UNKNOWN', ...KNOWN_STATUSES] satisfies StatusName[]);
const factsRow = z.object({
  id: id<SendId>(), status: statusName, kind: z.string(), family: z.enum(['EGIFT', 'PHYSICAL', 'UNKNOWN']), test: z.boolean(), listed_at: z.date(), cost_cents: z.coerce.number().nullable(),
  search_text: z.string(), sender_id: id<MemberId>(), sender_text: z.string(), slack_user_id: id<SlackUserId>().nullable(), team_id: id<TeamId>().nullable(), team: z.string().nullable(), campaign: z.string().nullable(),
}).transform((row): { id: SendId; team: TeamId | undefined; facts: FilterFacts } => ({
  id: row.id, team: row.team_id ?? undefined,
  facts: {
    status: row.status, kind: row.kind, family: row.family, test: row.test, listedAt: row.listed_at, costCents: row.cost_cents ?? undefined, searchText: row.search_text,
    sender: { id: row.sender_id, searchText: row.sender_text, slackUser: row.slack_user_id ?? undefined }, team: row.team ?? undefined, campaign: row.campaign ?? undefined,
  },
}));

/** What filters look at, of sends as they are written. */
export const factsOf = (database: Database, workspace: WorkspaceId, sends: readonly SendId[]) =>
  rows(database, factsRow, sql`${planKept}SELECT s.id, s.status, s.kind, s.family, s.test, s.listed_at, s.cost_cents, s.search_text, s.sender_id, m.search_text AS sender_text, m.slack_user_id,
      s.team_id, t.key AS team, c.search_text AS campaign
    FROM sends s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.sender_id
    LEFT JOIN teams t ON t.workspace_id = s.workspace_id AND t.id = s.team_id LEFT JOIN campaigns c ON c.workspace_id = s.workspace_id AND c.id = s.campaign_id
    WHERE s.workspace_id = ${workspace}::uuid AND s.id = ANY(${uuids(sends)})`);

/** A send that came into its `run`-th status, which is news. */
export type RunNews = { id: SendId; run: number; undoes: StatusName | undefined };

/** What channels are to hear of these sends, once they are written: one item for each channel and run, however many subscriptions there want it. */
export const channelNews = async (database: Database, workspace: WorkspaceId, news: readonly RunNews[], now: Date): Promise<NewItem[]> => {
  if (news.length === 0) return [];
  const subscriptions = await active(database, workspace, now);
  if (subscriptions.length === 0) return [];
  const runs = new Map(news.map((each) => [each.id, each]));
  const found = await factsOf(database, workspace, [...runs.keys()]);
  return found.flatMap(({ id: sendId, team, facts }) => {
    const { run, undoes } = runs.get(sendId) ?? { run: 0, undoes: undefined };
    const fitting = subscriptions.filter((each) => hears(each, facts, team));
    return [...new Set(fitting.map(({ channel }) => channel))].map((channel): NewItem => ({
      to: { channel }, sendId, key: `channel-news:${sendId}:${run}`, dueAt: now,
      body: {
        kind: 'channel-news', run, channel, ...(undoes !== undefined && { undoes }),
        wanted: fitting.filter((each) => each.channel === channel).map(({ id: subscription, owner }) => ({ subscription, owner })),
      },
    }));
  });
};
