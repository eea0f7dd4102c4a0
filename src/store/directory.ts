import { v7 as newId } from 'uuid';
import type { WorkspaceId } from '../domain/ids.ts';
import { foldEmail, foldText } from '../domain/text.ts';
import type { Campaign } from '../usecases/ports/provider.ts';
import type { Directory, TeamOf } from '../usecases/ports/syncs.ts';
import { sql, time, uuids, type Database } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { campaignKey, ensureTeams } from './recorder/lookups.ts';
import { retrying } from './retrying.ts';
import { saveMembers } from './saveMembers.ts';


export const directory = (database: PrismaClient): Directory => {
  const together = <T>(work: (transaction: Database) => Promise<T>): Promise<T> => retrying(() => database.$transaction(work));
  return {
    savePeople: async (workspace, people, now) => {
      const records = [...new Map(people.map((person) => [foldEmail(person.email), person])).values()].map(({ email, name }) => ({ email, name, role: undefined, teams: undefined }));
      if (records.length === 0) return 0;
      const planned = await saveMembers(database, workspace, records, undefined);
      const news = records.filter((_, i) => planned[i]?.result !== 'unchanged');
      if (news.length > 0) await together((transaction) => saveMembers(transaction, workspace, news, { at: now, actor: 'source', door: 'job' }));
      return news.length;
    },
    saveTeams: (workspace, teams) => together((transaction) => saveTeams(transaction, workspace, teams)),
    saveCampaigns: (workspace, campaigns, now) => together((transaction) => saveCampaigns(transaction, workspace, campaigns, now)),
  };
};

const saveTeams = async (database: Database, workspace: WorkspaceId, teams: readonly TeamOf[]): Promise<void> => {
  if (teams.length === 0) return;
  const known = await ensureTeams(database, workspace, new Map(teams.map(({ name }) => [foldText(name), name])), false);
  const ids = [...new Set([...known.values()].map(({ id }) => id))];
  const told = teams.flatMap(({ name, emails }) => emails.map((email) => ({ team_id: known.get(foldText(name))?.id, email: foldEmail(email) })));
  const members = sql`SELECT DISTINCT r.team_id, m.id AS member_id FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS r(team_id uuid, email text)
    JOIN members m ON m.workspace_id = ${workspace}::uuid AND m.email = r.email`;
  await database.$executeRaw(sql`DELETE FROM memberships s WHERE s.workspace_id = ${workspace}::uuid AND s.team_id = ANY(${uuids(ids)})
    AND NOT EXISTS (SELECT 1 FROM (${members}) t WHERE t.team_id = s.team_id AND t.member_id = s.member_id)`);
  await database.$executeRaw(sql`INSERT INTO memberships (workspace_id, team_id, member_id) SELECT ${workspace}::uuid, t.team_id, t.member_id FROM (${members}) t
    WHERE NOT EXISTS (SELECT 1 FROM memberships s WHERE s.workspace_id = ${workspace}::uuid AND s.team_id = t.team_id AND s.member_id = t.member_id)
    ORDER BY t.team_id, t.member_id ON CONFLICT DO NOTHING`);
};

/** Campaigns of one name are one campaign here: it is archived only when all of them are. */
const saveCampaigns = async (database: Database, workspace: WorkspaceId, campaigns: readonly Campaign[], now: Date): Promise<void> => {
  const byKey = new Map<string, Campaign>();
  for (const each of campaigns) {
    const key = campaignKey(each.name);
    const before = byKey.get(key);
    if (!before || before.state !== 'ACTIVE') byKey.set(key, each);
  }
  const values = JSON.stringify([...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, { name, state }]) => ({ id: newId(), key, name, search_text: foldText(name), state })));
  await database.$executeRaw(sql`INSERT INTO campaigns (workspace_id, id, key, name, search_text, state, told_at)
    SELECT ${workspace}::uuid, r.id, r.key, r.name, r.search_text, coalesce(r.state, 'ACTIVE'), ${time(now)}
    FROM jsonb_to_recordset(${values}::jsonb) AS r(id uuid, key text, name text, search_text text, state text)
    WHERE NOT EXISTS (SELECT 1 FROM campaigns c WHERE c.workspace_id = ${workspace}::uuid AND c.key = r.key AND (r.state IS NULL OR c.state = r.state))
    ON CONFLICT (workspace_id, key) DO UPDATE SET state = excluded.state, told_at = excluded.told_at`);
};
