import { z } from 'zod';
import type { MemberId, SlackUserId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail, foldText } from '../domain/text.ts';
import type { Doer } from '../usecases/ports/audit.ts';
import { PASSING, type Suspension } from '../domain/person.ts';
import type { Members, TieOutcome } from '../usecases/ports.ts';
import { appendAudit } from './audit.ts';
import { homeTakenItems } from './homes/taken.ts';
import { enqueue } from './outbox/enqueue.ts';
import { rows, sql, texts, time, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { retrying } from './retrying.ts';
import { TIED, tiedRow } from './tiedMember.ts';

const memberId = z.custom<MemberId>((value) => typeof value === 'string');
const changedRow = z.object({ id: memberId });
const slackUser = z.custom<SlackUserId>((value) => typeof value === 'string');
const tiedToRow = z.object({ id: memberId, slack_user_id: slackUser.nullable() });
const passing = texts(PASSING);

/** How members are tied to Slack users, kept in the audit in the same transaction. */
export const ties = (database: PrismaClient): Pick<Members, 'tie' | 'suspendTie' | 'resumeTie' | 'untie'> => {
  const atomically = <T>(work: (transaction: Database) => Promise<T>): Promise<T> => retrying(() => database.$transaction(work));
  return {
    tie: (workspace, email, user, name, at) => atomically((transaction) => tie(transaction, workspace, foldEmail(email), { user, name, at })),
    suspendTie: (workspace, user, why, at) => atomically((transaction) => suspend(transaction, workspace, sql`slack_user_id = ${user}`, why, at)),
    resumeTie: (workspace, user, at) => atomically((transaction) => resume(transaction, workspace, user, at)),
    untie: (workspace, email, by) => atomically((transaction) => untie(transaction, workspace, foldEmail(email), by)),
  };
};

/** Whoever ties a Slack user does so one after the other, to the end of their transaction: the second finds them tied, instead of failing. */
export const takeTieTurn = async (transaction: Database, workspace: WorkspaceId, user: SlackUserId): Promise<void> => {
  await transaction.$queryRaw(sql`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`tie of ${user} in ${workspace}`}, 0))) turn`);
};

type Contact = { user: SlackUserId; name: string; at: Date };

/** Compare-and-set on "not tied yet": of two Slack users with one address, one is tied and the other suspends that tie. */
const tie = async (database: Database, workspace: WorkspaceId, email: string, { user, name, at }: Contact): Promise<TieOutcome> => {
  await takeTieTurn(database, workspace, user);
  const tied = await rows(database, changedRow, sql`UPDATE members SET slack_user_id = ${user}, tied_email = ${email}, tied_at = ${time(at)},
      name = CASE WHEN name = email THEN ${name} ELSE name END,
      search_text = CASE WHEN name = email THEN ${foldText(`${name} ${email}`)} ELSE search_text END
    WHERE workspace_id = ${workspace}::uuid AND email = ${email} AND slack_user_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM members other WHERE other.workspace_id = ${workspace}::uuid AND other.slack_user_id = ${user}) RETURNING id`);
  await appendAudit(database, workspace, tied.map(({ id }) => (
    { at, actor: { slackUser: user }, door: 'contact', verb: 'tied', member: id, before: { slackUser: null }, after: { slackUser: user } })));
  const [now] = await rows(database, tiedRow, sql`${TIED} WHERE m.workspace_id = ${workspace}::uuid AND m.email = ${email} AND m.slack_user_id = ${user}`);
  if (now) return { result: 'tied', member: now.member };
  if (tied.length > 0) return { result: 'no-member' };
  const shared = sql`email = ${email} AND slack_user_id IS NOT NULL`;
  await suspend(database, workspace, shared, 'email-shared', at);
  const taken = await rows(database, changedRow, sql`SELECT id FROM members WHERE workspace_id = ${workspace}::uuid AND ${shared}`);
  return { result: taken.length > 0 ? 'taken' : 'no-member' };
};

const suspend = async (database: Database, workspace: WorkspaceId, whose: Sql, why: Suspension, at: Date): Promise<boolean> => {
  const lasting = !PASSING.includes(why);
  const suspended = await rows(database, tiedToRow, sql`UPDATE members SET tie_suspended_at = ${time(at)}, tie_suspended_why = ${why}
    WHERE workspace_id = ${workspace}::uuid AND ${whose} AND (tie_suspended_at IS NULL OR (${lasting}::boolean AND tie_suspended_why = ANY(${passing}))) RETURNING id, slack_user_id`);
  await appendAudit(database, workspace, suspended.map(({ id }) => (
    { at, actor: 'tracker', door: why === 'email-shared' ? 'contact' : 'event', verb: 'tie-suspended', member: id, after: { why } })));
  // Whoever is deactivated looks at nothing.
  if (why !== 'deactivated') await takeHomes(database, workspace, suspended, why, at);
  return suspended.length > 0;
};

const resume = async (database: Database, workspace: WorkspaceId, user: SlackUserId, at: Date): Promise<boolean> => {
  const resumed = await rows(database, changedRow, sql`UPDATE members SET tie_suspended_at = NULL, tie_suspended_why = NULL
    WHERE workspace_id = ${workspace}::uuid AND slack_user_id = ${user} AND tie_suspended_why = ANY(${passing}) RETURNING id`);
  await appendAudit(database, workspace, resumed.map(({ id }) => ({ at, actor: 'tracker', door: 'event', verb: 'tie-resumed', member: id })));
  return resumed.length > 0;
};

const untie = async (database: Database, workspace: WorkspaceId, email: string, by: Doer): Promise<boolean> => {
  const found = await rows(database, tiedToRow, sql`SELECT id, slack_user_id FROM members WHERE workspace_id = ${workspace}::uuid AND email = ${email} FOR UPDATE`);
  const freed = found.filter(({ slack_user_id }) => slack_user_id !== null);
  await database.$executeRaw(sql`UPDATE members SET slack_user_id = NULL, tied_email = NULL, tied_at = NULL, tie_suspended_at = NULL, tie_suspended_why = NULL
    WHERE workspace_id = ${workspace}::uuid AND email = ${email}`);
  await appendAudit(database, workspace, freed.map(({ id, slack_user_id }) => (
    { ...by, verb: 'untied', member: id, before: { slackUser: slack_user_id }, after: { slackUser: null } })));
  await takeHomes(database, workspace, freed, undefined, by.at);
  return found.length > 0;
};

/** Nothing of before stays on the Homes of those who are kept out. */
const takeHomes = async (database: Database, workspace: WorkspaceId, from: readonly z.output<typeof tiedToRow>[], why: Suspension | undefined, at: Date): Promise<void> => {
  const items = await Promise.all(from.map(async ({ id, slack_user_id: user }) => (user === null ? [] : homeTakenItems(database, workspace, id, user, why, at))));
  await enqueue(database, workspace, items.flat(), at);
};
