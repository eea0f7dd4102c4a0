import { z } from 'zod';
import type { MemberId, SlackUserId, TeamId, WorkspaceId } from '../../domain/ids.ts';
import type { Addressee, Addressees } from '../../usecases/ports/outbox.ts';
import { asOneQuery } from '../asOneQuery.ts';
import { planKept, rows, sql, uuids, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const memberRow = z.object({
  workspace_id: id<WorkspaceId>(), id: id<MemberId>(), name: z.string(), email: z.string(), role: z.enum(['SENDER', 'MANAGER', 'ADMIN']), every_team: z.boolean(),
  teams: z.array(id<TeamId>()), slack_user_id: id<SlackUserId>().nullable(), tied_email: z.string().nullable(), tie_suspended_at: z.date().nullable(),
}).transform((row): Addressee => ({
  actor: { workspaceId: row.workspace_id, memberId: row.id, name: row.name, email: row.email, role: row.role, teams: row.every_team ? 'every' : row.teams },
  slackUser: row.slack_user_id ?? undefined, tiedEmail: row.tied_email ?? '', suspended: row.tie_suspended_at !== null,
}));

const MEMBERS = sql`SELECT m.workspace_id, m.id, m.name, m.email, m.role, m.every_team, m.slack_user_id, m.tied_email, m.tie_suspended_at,
  coalesce((SELECT json_agg(a.team_id) FROM team_assignments a WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id), '[]') AS teams FROM members m`;

/** Mailboxes are claimed by the dozen: whose they are is asked once for all of them. */
const membersById = (database: Database): Addressees['member'] => {
  const ofWorkspace = (workspace: WorkspaceId) => asOneQuery((ids: readonly MemberId[]) =>
    rows(database, memberRow, sql`${planKept}${MEMBERS} WHERE m.workspace_id = ${workspace}::uuid AND m.id = ANY(${uuids(ids)})`));
  const asked = new Map<WorkspaceId, ReturnType<typeof ofWorkspace>>();
  return async (workspace, member) => {
    const ask = asked.get(workspace) ?? ofWorkspace(workspace);
    asked.set(workspace, ask);
    return (await ask(member)).find(({ actor }) => actor.memberId === member);
  };
};

export const addressees = (database: PrismaClient): Addressees => ({
  member: membersById(database),

  managersOf: (workspace, send, limit) => rows(database, memberRow, sql`${MEMBERS} JOIN sends s ON s.workspace_id = m.workspace_id AND s.id = ${send}::uuid
    WHERE m.workspace_id = ${workspace}::uuid AND m.role = 'MANAGER' AND s.team_id IS NOT NULL AND (m.every_team OR EXISTS (SELECT 1 FROM team_assignments a
      WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id AND a.team_id = s.team_id)) ORDER BY m.name, m.id LIMIT ${limit}`),

  admins: (workspace, limit) => rows(database, memberRow, sql`${MEMBERS} WHERE m.workspace_id = ${workspace}::uuid AND m.role = 'ADMIN' ORDER BY m.name, m.id LIMIT ${limit}`),
});
