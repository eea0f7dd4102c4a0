import { z } from 'zod';
import type { MemberId, SlackUserId, TeamId, WorkspaceId } from '../domain/ids.ts';
import { SUSPENSIONS, type Person } from '../domain/person.ts';
import { rows, sql, type Database, type Sql } from './database.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const teamRow = z.object({ id: id<TeamId>(), name: z.string() });

export const personRow = z
  .object({
    id: id<MemberId>(), name: z.string(), email: z.string(), role: z.enum(['SENDER', 'MANAGER', 'ADMIN']), every_team: z.boolean(), teams: z.array(teamRow),
    slack_user_id: id<SlackUserId>().nullable(), tied_email: z.string().nullable(), tied_at: z.date().nullable(),
    tie_suspended_at: z.date().nullable(), tie_suspended_why: z.enum(SUSPENSIONS).nullable(),
  })
  .transform((row): Person => ({
    id: row.id, name: row.name, email: row.email, role: row.role, teams: row.every_team ? 'every' : row.teams,
    tie: row.slack_user_id === null ? undefined : {
      slackUser: row.slack_user_id, email: row.tied_email ?? '', since: row.tied_at ?? undefined,
      suspended: row.tie_suspended_at === null ? undefined : { at: row.tie_suspended_at, why: row.tie_suspended_why ?? undefined },
    },
  }));

/** Members `m`, with their teams. */
export const PERSON = sql`SELECT m.id, m.name, m.email, m.role, m.every_team, m.slack_user_id, m.tied_email, m.tied_at, m.tie_suspended_at, m.tie_suspended_why,
  coalesce((SELECT json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY t.name, t.id) FROM team_assignments a
    JOIN teams t ON t.workspace_id = a.workspace_id AND t.id = a.team_id WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id), '[]') AS teams
  FROM members m`;

/** One member with all that an Admin sees of them; `lock` keeps others from changing them until the transaction ends. */
export const loadPerson = async (database: Database, workspace: WorkspaceId, which: Sql, lock = sql``): Promise<Person | undefined> => {
  const [found] = await rows(database, personRow, sql`${PERSON} WHERE m.workspace_id = ${workspace}::uuid AND ${which} LIMIT 1 ${lock}`);
  return found;
};
