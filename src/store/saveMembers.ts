import { isDeepStrictEqual } from 'node:util';
import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { MemberId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail, foldText } from '../domain/text.ts';
import type { Doer, NewAuditEntry } from '../usecases/ports/audit.ts';
import type { NewItem } from '../usecases/ports/outbox.ts';
import type { MemberOutcome, MemberRecord } from '../usecases/ports.ts';
import { rightsHomeItem } from '../usecases/home/looking.ts';
import { appendAudit } from './audit.ts';
import { rows, sql, texts, type Database } from './database.ts';
import { enqueue } from './outbox/enqueue.ts';
import { ensureTeams } from './recorder/lookups.ts';
import { takeRolesTurn } from './rolesTurn.ts';
import { roleChangedItem } from './tellRoles.ts';

const memberRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(['SENDER', 'MANAGER', 'ADMIN']),
  every_team: z.boolean(),
  team_ids: z.array(z.string()),
  connected: z.boolean(),
});
type MemberRow = z.output<typeof memberRow>;
const idRow = z.object({ id: z.string() });
const writtenRow = z.object({ id: z.custom<MemberId>((value) => typeof value === 'string'), email: z.string() });

type Planned = { before: MemberRow | undefined; after: MemberRow };

/**
 * Upserts members by e-mail, all or nothing when run in a transaction; an absent field leaves what is known. What changes is kept in the audit
 * as done `by` somebody; without them it is a dry run.
 */
export const saveMembers = async (database: Database, workspace: WorkspaceId, records: readonly MemberRecord[], by: Doer | undefined): Promise<MemberOutcome[]> => {
  const dryRun = by === undefined;
  if (!dryRun) await takeRolesTurn(database, workspace);
  const known = new Map((await loadMembers(database, workspace, records, dryRun)).map((row) => [row.email, row]));
  const named = records.flatMap(({ teams }) => (teams === undefined || teams === 'every' ? [] : teams));
  const teams = await ensureTeams(database, workspace, new Map(named.map((name) => [foldText(name), name])), dryRun);
  const idsOf = (names: readonly string[]): string[] => [...new Set(names.flatMap((name) => teams.get(foldText(name))?.id ?? []))].toSorted();
  const planned = records.map((record): Planned => {
    const before = known.get(foldEmail(record.email));
    return { before, after: merged(before, record, idsOf) };
  });
  const refused = await lastAdmin(database, workspace, planned);
  const changed = planned.filter((each) => each !== refused && !isDeepStrictEqual(each.before, each.after));
  if (!dryRun && changed.length > 0) {
    const ids = await write(database, workspace, changed.map(({ after }) => after));
    const entries = changed.map((each) => entryOf(each, ids, by));
    await appendAudit(database, workspace, entries);
    await enqueue(database, workspace, changed.flatMap(({ before }, i) => (before?.connected && entries[i]?.verb === 'role-changed' ? tell(before, by) : [])), by.at);
  }
  return planned.map((each) => outcomeOf(each, refused));
};

const outcomeOf = (each: Planned, refused: Planned | undefined): MemberOutcome => {
  if (each === refused) return { result: 'refused', why: 'last-admin' };
  return { result: !each.before ? 'new' : isDeepStrictEqual(each.before, each.after) ? 'unchanged' : 'changed' };
};

/** The last of the records that take the role of Admin away, when they leave nobody who has it. */
const lastAdmin = async (database: Database, workspace: WorkspaceId, planned: readonly Planned[]): Promise<Planned | undefined> => {
  const last = planned.findLast(({ before, after }) => before?.role === 'ADMIN' && after.role !== 'ADMIN');
  if (!last || planned.some(({ after }) => after.role === 'ADMIN')) return undefined;
  const emails = texts(planned.map(({ after }) => after.email));
  const [other] = await rows(database, idRow, sql`SELECT id FROM members WHERE workspace_id = ${workspace}::uuid AND role = 'ADMIN' AND email <> ALL(${emails}) LIMIT 1`);
  return other ? undefined : last;
};

/** They hear of it, and their Home shows what they may see from now on. */
const tell = ({ id: text }: MemberRow, by: Doer): NewItem[] => {
  const id = writtenRow.shape.id.parse(text);
  return [roleChangedItem(id, 'rights', by), rightsHomeItem(id, by.at)];
};

/** What somebody may see, in the audit's words. */
const rightsOf = ({ role, every_team, team_ids }: MemberRow) => ({ role, teams: every_team ? 'every' : team_ids });

const entryOf = ({ before, after }: Planned, ids: ReadonlyMap<string, MemberId>, by: Doer): NewAuditEntry => {
  const entry = { ...by, member: ids.get(after.email) };
  if (!before) return { ...entry, verb: 'member-created', after: rightsOf(after) };
  if (isDeepStrictEqual(rightsOf(before), rightsOf(after))) return { ...entry, verb: 'renamed' };
  return { ...entry, verb: 'role-changed', before: rightsOf(before), after: rightsOf(after) };
};

const loadMembers = async (database: Database, workspace: WorkspaceId, records: readonly MemberRecord[], dryRun: boolean): Promise<MemberRow[]> => {
  const theirs = sql`WHERE m.workspace_id = ${workspace}::uuid AND m.email = ANY(${texts(records.map(({ email }) => foldEmail(email)))})`;
  if (!dryRun) await database.$queryRaw(sql`SELECT 1 FROM members m ${theirs} ORDER BY m.email FOR UPDATE`);
  return rows(
    database,
    memberRow,
    sql`SELECT m.id, m.email, m.name, m.role, m.every_team, m.slack_user_id IS NOT NULL AND m.tie_suspended_at IS NULL AS connected, coalesce((SELECT json_agg(a.team_id ORDER BY a.team_id::text COLLATE "C") FROM team_assignments a
      WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id), '[]') AS team_ids FROM members m ${theirs}`,
  );
};

const merged = (before: MemberRow | undefined, record: MemberRecord, idsOf: (names: readonly string[]) => string[]): MemberRow => {
  const { teams } = record;
  return {
    id: before?.id ?? newId(),
    email: foldEmail(record.email),
    name: record.name ?? before?.name ?? foldEmail(record.email),
    role: record.role ?? before?.role ?? 'SENDER',
    every_team: teams === undefined ? (before?.every_team ?? false) : teams === 'every',
    connected: before?.connected ?? false,
    team_ids: teams === undefined ? (before?.team_ids ?? []) : teams === 'every' ? [] : idsOf(teams),
  };
};

/** Writes members and gives their ids by e-mail: somebody else may have created one in between. */
const write = async (database: Database, workspace: WorkspaceId, members: readonly MemberRow[]): Promise<ReadonlyMap<string, MemberId>> => {
  const values = members.map((member) => ({ ...member, search_text: foldText(`${member.name} ${member.email}`) }));
  const written = await rows(database, writtenRow, sql`INSERT INTO members (workspace_id, id, email, name, search_text, role, every_team)
    SELECT ${workspace}::uuid, id, email, name, search_text, role, every_team FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      AS r(id uuid, email text, name text, search_text text, role text, every_team boolean)
    ON CONFLICT (workspace_id, email) DO UPDATE SET name = excluded.name, search_text = excluded.search_text, role = excluded.role, every_team = excluded.every_team RETURNING id, email`);
  const emails = texts(members.map(({ email }) => email));
  await database.$executeRaw(sql`DELETE FROM team_assignments a USING members m
    WHERE m.workspace_id = ${workspace}::uuid AND m.email = ANY(${emails}) AND a.workspace_id = m.workspace_id AND a.member_id = m.id`);
  const assigned = members.flatMap(({ email, team_ids }) => team_ids.map((team_id) => ({ email, team_id })));
  await database.$executeRaw(sql`INSERT INTO team_assignments (workspace_id, member_id, team_id)
    SELECT m.workspace_id, m.id, r.team_id FROM jsonb_to_recordset(${JSON.stringify(assigned)}::jsonb) AS r(email text, team_id uuid)
    JOIN members m ON m.workspace_id = ${workspace}::uuid AND m.email = r.email ON CONFLICT DO NOTHING`);
  return new Map(written.map(({ id, email }) => [email, id]));
};
