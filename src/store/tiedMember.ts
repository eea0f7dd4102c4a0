import { z } from 'zod';
import type { MemberId, TeamId, WorkspaceId } from '../domain/ids.ts';
import type { Actor } from '../domain/visibility.ts';
import { SUSPENSIONS } from '../domain/person.ts';
import type { Members, TiedMember } from '../usecases/ports.ts';
import { planKept, rows, sql, texts, type Database } from './database.ts';
import { asOneQuery } from './asOneQuery.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');

/** A member with what a request needs to know of how they are tied. */
export const tiedRow = z
  .object({
    workspace_id: id<WorkspaceId>(),
    id: id<MemberId>(),
    slack_user_id: z.string().nullable(),
    name: z.string(),
    email: z.string(),
    role: z.enum(['SENDER', 'MANAGER', 'ADMIN']),
    every_team: z.boolean(),
    teams: z.array(id<TeamId>()),
    tied_email: z.string().nullable(),
    tie_suspended_at: z.date().nullable(),
    tie_suspended_why: z.enum(SUSPENSIONS).nullable(),
  })
  .transform((row): { slackUser: string | null; member: TiedMember } => {
    const { workspace_id: workspaceId, id: memberId, name, email, role } = row;
    const actor: Actor = { workspaceId, memberId, name, email, role, teams: row.every_team ? 'every' : row.teams };
    const member = { actor, tiedEmail: row.tied_email ?? '', suspended: row.tie_suspended_at !== null, why: row.tie_suspended_why ?? undefined };
    return { slackUser: row.slack_user_id, member };
  });

export const TIED = sql`${planKept}SELECT m.workspace_id, m.id, m.slack_user_id, m.name, m.email, m.role, m.every_team, m.tied_email, m.tie_suspended_at, m.tie_suspended_why,
  coalesce((SELECT json_agg(a.team_id) FROM team_assignments a WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id), '[]') AS teams
  FROM members m`;

/** Everybody who asks is looked up first; those of a workspace who ask at the same time, by one query. */
export const tiedMembers = (database: Database): Members['bySlackUser'] => {
  const ofWorkspace = (workspace: WorkspaceId) => asOneQuery((users: readonly string[]) =>
    rows(database, tiedRow, sql`${TIED} WHERE m.workspace_id = ${workspace}::uuid AND m.slack_user_id = ANY(${texts(users)})`));
  const asked = new Map<WorkspaceId, ReturnType<typeof ofWorkspace>>();
  return async (workspace, user) => {
    const ask = asked.get(workspace) ?? ofWorkspace(workspace);
    asked.set(workspace, ask);
    return (await ask(user)).find(({ slackUser }) => slackUser === user)?.member;
  };
};
