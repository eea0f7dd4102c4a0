import { z } from 'zod';
import type { Members } from '../usecases/ports.ts';
import { planKept, rows, sql, texts } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { retrying } from './retrying.ts';
import { saveMembers } from './saveMembers.ts';
import { tiedMembers } from './tiedMember.ts';
import { ties } from './ties.ts';

const slackUser = z.custom<NonNullable<Awaited<ReturnType<Members['admins']>>[number]['slackUser']>>((value) => typeof value === 'string').nullable();
const personRow = z.object({ name: z.string(), slack_user_id: slackUser }).transform(({ name, slack_user_id }) => ({ name, slackUser: slack_user_id ?? undefined }));
const tieRow = z.object({ email: z.string(), tied: z.boolean() });
const teamRow = z.object({ name: z.string() });
const TEAMS_NAMED_AT_MOST = 50;

export const members = (database: PrismaClient): Members => ({
  ...ties(database),

  bySlackUser: tiedMembers(database),

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

  notMapped: async (workspace, emails) => {
    const found = await rows(database, tieRow, sql`SELECT email, slack_user_id IS NOT NULL AS tied FROM members
      WHERE workspace_id = ${workspace}::uuid AND email = ANY(${texts(emails)})`);
    const known = new Set(found.map(({ email }) => email));
    return { unknown: emails.filter((email) => !known.has(email)).toSorted(), untied: found.filter(({ tied }) => !tied).length };
  },

  save: (workspace, records, options) => {
    if (options.dryRun) return saveMembers(database, workspace, records, undefined);
    return retrying(() => database.$transaction((transaction) => saveMembers(transaction, workspace, records, options.by)));
  },
});
