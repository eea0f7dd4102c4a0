import { z } from 'zod';
import type { MemberId, WorkspaceId } from '../domain/ids.ts';
import { EXACTLY, type Filter, type FromFilter, type KindFilter } from '../domain/query/filter.ts';
import { all, any, anywhere, rows, sql, texts, time, uuids, type Database, type Sql } from './database.ts';

/** Nobody means more people, teams or campaigns than this by one word; the first by name stand for them. */
const RESOLVED_AT_MOST = 500;
const idRow = z.object({ id: z.string() });

const ids = async (database: Database, query: Sql): Promise<string[]> => (await rows(database, idRow, query)).map(({ id }) => id);

const membersFor = async (database: Database, workspace: WorkspaceId, viewer: MemberId | undefined, from: readonly FromFilter[]): Promise<string[]> => {
  const me = viewer !== undefined && from.some((each) => 'me' in each) ? [viewer] : [];
  const conditions = from.flatMap((each) => {
    if ('slackUser' in each) return [sql`slack_user_id = ${each.slackUser}`];
    return 'text' in each ? [sql`search_text LIKE ${anywhere(each.text)}`] : [];
  });
  if (conditions.length === 0) return me;
  const found = await ids(
    database,
    sql`SELECT id FROM members WHERE workspace_id = ${workspace}::uuid AND ${any(conditions)} ORDER BY name, id LIMIT ${RESOLVED_AT_MOST}`,
  );
  return [...me, ...found];
};

const named = (column: Sql, name: string): Sql => (name.startsWith(EXACTLY) ? sql`${column} = ${name.slice(EXACTLY.length)}` : sql`${column} LIKE ${anywhere(name)}`);

const teamsFor = (database: Database, workspace: WorkspaceId, names: readonly string[]): Promise<string[]> => {
  const matches = any(names.map((name) => named(sql`key`, name)));
  return ids(database, sql`SELECT id FROM teams WHERE workspace_id = ${workspace}::uuid AND ${matches} ORDER BY key LIMIT ${RESOLVED_AT_MOST}`);
};

const campaignsFor = (database: Database, workspace: WorkspaceId, names: readonly string[]): Promise<string[]> => {
  const matches = any(names.map((name) => named(sql`search_text`, name)));
  return ids(database, sql`SELECT id FROM campaigns WHERE workspace_id = ${workspace}::uuid AND ${matches} ORDER BY key LIMIT ${RESOLVED_AT_MOST}`);
};

const kindCondition = (kind: KindFilter): Sql => ('family' in kind ? sql`s.family = ${kind.family}` : sql`s.kind = ${kind.kind}`);

/** The recipient stands on the first line of the search text; the whole text has the index. */
const recipientHas = (text: string): Sql =>
  sql`(s.search_text LIKE ${anywhere(text)} AND split_part(s.search_text, E'\n', 1) LIKE ${anywhere(text)})`;

/**
 * A filter as conditions on a send `s`; people, teams and campaigns are looked up first, so that the query itself compares ids.
 * What matches nobody matches no send.
 */
export const filterCondition = async (database: Database, workspace: WorkspaceId, viewer: MemberId | undefined, filter: Filter): Promise<Sql> => {
  const [senders, teams, campaigns] = await Promise.all([
    filter.from.length > 0 ? membersFor(database, workspace, viewer, filter.from) : undefined,
    filter.teams.length > 0 ? teamsFor(database, workspace, filter.teams) : undefined,
    filter.campaigns.length > 0 ? campaignsFor(database, workspace, filter.campaigns) : undefined,
  ]);
  const { statuses, kinds, to, test, since, until, cost, text } = filter;
  const conditions: (Sql | undefined)[] = [
    statuses.length > 0 ? sql`s.status = ANY(${texts(statuses)})` : undefined,
    kinds.length > 0 ? any(kinds.map(kindCondition)) : undefined,
    to.length > 0 ? any(to.map(recipientHas)) : undefined,
    senders && sql`s.sender_id = ANY(${uuids(senders)})`,
    teams && sql`s.team_id = ANY(${uuids(teams)})`,
    campaigns && sql`s.campaign_id = ANY(${uuids(campaigns)})`,
    test === 'any' ? undefined : test === 'only' ? sql`s.test` : sql`NOT s.test`,
    since && sql`s.listed_at >= ${time(since)}`,
    until && sql`s.listed_at < ${time(until)}`,
    cost.min === undefined ? undefined : sql`s.cost_cents >= ${cost.min}`,
    cost.max === undefined ? undefined : sql`s.cost_cents <= ${cost.max}`,
    ...text.map((word) => sql`s.search_text LIKE ${anywhere(word)}`),
  ];
  return all(conditions.filter((each) => each !== undefined));
};

/** Whether a filter looks for text in sends, which the search index finds. */
export const isSearch = ({ text, to }: Filter): boolean => text.length > 0 || to.length > 0;
