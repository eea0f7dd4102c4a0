import { z } from 'zod';
import type { MemberId, TeamId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail, foldText } from '../domain/text.ts';
import type { Actor } from '../domain/visibility.ts';
import type { Members, TiedMember, TieOutcome } from '../usecases/ports.ts';
import { planKept, rows, sql, time, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { saveMembers } from './saveMembers.ts';
import { retrying } from './retrying.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const slackUser = id<NonNullable<Awaited<ReturnType<Members['admins']>>[number]['slackUser']>>().nullable();

const tiedRow = z
  .object({
    workspace_id: id<WorkspaceId>(),
    id: id<MemberId>(),
    name: z.string(),
    email: z.string(),
    role: z.enum(['SENDER', 'MANAGER', 'ADMIN']),
    every_team: z.boolean(),
    teams: z.array(id<TeamId>()),
    tied_email: z.string().nullable(),
    tie_suspended_at: z.date().nullable(),
  })
  .transform((row): TiedMember => {
    const { workspace_id: workspaceId, id: memberId, name, email, role } = row;
    const actor: Actor = { workspaceId, memberId, name, email, role, teams: row.every_team ? 'every' : row.teams };
    return { actor, tiedEmail: row.tied_email ?? '', suspended: row.tie_suspended_at !== null };
  });

const TIED = sql`${planKept}SELECT m.workspace_id, m.id, m.name, m.email, m.role, m.every_team, m.tied_email, m.tie_suspended_at,
  coalesce((SELECT json_agg(a.team_id) FROM team_assignments a WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id), '[]') AS teams
  FROM members m`;

const personRow = z.object({ name: z.string(), slack_user_id: slackUser }).transform(({ name, slack_user_id }) => ({ name, slackUser: slack_user_id ?? undefined }));
const teamRow = z.object({ name: z.string() });
const TEAMS_NAMED_AT_MOST = 50;

export const members = (database: PrismaClient): Members => ({
  bySlackUser: async (workspace, user) => {
    const [found] = await rows(database, tiedRow, sql`${TIED} WHERE m.workspace_id = ${workspace}::uuid AND m.slack_user_id = ${user}`);
    return found;
  },

  tie: (workspace, email, user, name) => tie(database, workspace, foldEmail(email), user, name),

  suspendTie: async (workspace, user, at) => {
    await execute(database, sql`UPDATE members SET tie_suspended_at = ${time(at)}
      WHERE workspace_id = ${workspace}::uuid AND slack_user_id = ${user} AND tie_suspended_at IS NULL`);
  },

  untie: async (workspace, email) => {
    const freed = await execute(database, sql`UPDATE members SET slack_user_id = NULL, tied_email = NULL, tie_suspended_at = NULL
      WHERE workspace_id = ${workspace}::uuid AND email = ${foldEmail(email)}`);
    return freed > 0;
  },

  admins: (workspace, limit) =>
    rows(database, personRow, sql`SELECT name, slack_user_id FROM members WHERE workspace_id = ${workspace}::uuid AND role = 'ADMIN' ORDER BY name LIMIT ${limit}`),

  teamNames: async (actor) => {
    const found = await rows(database, teamRow, sql`SELECT t.name FROM team_assignments a JOIN teams t ON t.workspace_id = a.workspace_id AND t.id = a.team_id
      WHERE a.workspace_id = ${actor.workspaceId}::uuid AND a.member_id = ${actor.memberId}::uuid ORDER BY t.name LIMIT ${TEAMS_NAMED_AT_MOST}`);
    return found.map(({ name }) => name);
  },

  managersOf: (workspace, team, limit) =>
    rows(database, personRow, sql`${planKept}SELECT m.name, m.slack_user_id FROM members m WHERE m.workspace_id = ${workspace}::uuid AND m.role = 'MANAGER'
      AND (m.every_team OR EXISTS (SELECT 1 FROM team_assignments a
        WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id AND a.team_id = ${team}::uuid)) ORDER BY m.name LIMIT ${limit}`),

  save: (workspace, records, { dryRun }) => {
    if (dryRun) return saveMembers(database, workspace, records, true);
    return retrying(() => database.$transaction((transaction) => saveMembers(transaction, workspace, records, false), { timeout: 60_000 }));
  },
});

const execute = (database: Database, statement: Sql): Promise<number> => database.$executeRaw(statement);

/** Compare-and-set on "not tied yet": of two Slack users with one address, one is tied and the other suspends that tie. */
const tie = async (database: PrismaClient, workspace: WorkspaceId, email: string, user: string, name: string): Promise<TieOutcome> => {
  const tied = await execute(database, sql`UPDATE members SET slack_user_id = ${user}, tied_email = ${email},
      name = CASE WHEN name = email THEN ${name} ELSE name END,
      search_text = CASE WHEN name = email THEN ${foldText(`${name} ${email}`)} ELSE search_text END
    WHERE workspace_id = ${workspace}::uuid AND email = ${email} AND slack_user_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM members other WHERE other.workspace_id = ${workspace}::uuid AND other.slack_user_id = ${user})`);
  const [member] = await rows(database, tiedRow, sql`${TIED} WHERE m.workspace_id = ${workspace}::uuid AND m.email = ${email} AND m.slack_user_id = ${user}`);
  if (member) return { result: 'tied', member };
  if (tied > 0) return { result: 'no-member' };
  const suspended = await execute(database, sql`UPDATE members SET tie_suspended_at = coalesce(tie_suspended_at, now())
    WHERE workspace_id = ${workspace}::uuid AND email = ${email} AND slack_user_id IS NOT NULL`);
  return { result: suspended > 0 ? 'taken' : 'no-member' };
};
