import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { MemberId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail } from '../domain/text.ts';
import type { AuditFacts, NewAuditEntry } from '../usecases/ports/audit.ts';
import type { Person } from '../domain/person.ts';
import type { ChangeOutcome, People, SeenPerson, WantedPerson } from '../usecases/ports/people.ts';
import { rightsHomeItem } from '../usecases/home/looking.ts';
import { appendAudit } from './audit.ts';
import { homeTakenItems } from './homes/taken.ts';
import { enqueue } from './outbox/enqueue.ts';
import { rows, sql, time, uuids, type Database } from './database.ts';
import { loadPerson } from './personRow.ts';
import { takeRolesTurn } from './rolesTurn.ts';
import { roleChangedItem } from './tellRoles.ts';
import { takeTieTurn } from './ties.ts';

type By = Parameters<People['change']>[4];
type Rights = Pick<SeenPerson, 'role' | 'teams'>;

/** Changes a member as an Admin wants it, inside a transaction; see `People.change`. */
export const changePerson = async (
  database: Database, workspace: WorkspaceId, id: MemberId, seen: SeenPerson, wanted: WantedPerson, by: By,
): Promise<ChangeOutcome> => {
  await takeRolesTurn(database, workspace);
  if (typeof wanted.tie === 'object') await takeTieTurn(database, workspace, wanted.tie.slackUser);
  const asker = await loadPerson(database, workspace, sql`m.id = ${by.actor.member}::uuid`);
  if (asker?.role !== 'ADMIN') return { result: 'not-admin' };
  const before = await loadPerson(database, workspace, sql`m.id = ${id}::uuid`, sql`FOR UPDATE OF m`);
  if (!before) return { result: 'gone' };
  if (!isDeepStrictEqual(seenOf(before), inOrder(seen))) return { result: 'moved-on' };
  if (before.role === 'ADMIN' && wanted.role !== 'ADMIN' && !(await otherAdmin(database, workspace, id))) return { result: 'last-admin' };
  const holder = typeof wanted.tie === 'object' ? await loadPerson(database, workspace, sql`m.slack_user_id = ${wanted.tie.slackUser}`) : undefined;
  if (holder && holder.id !== id) return { result: 'taken', by: holder.name };
  const entries = [...(await setRights(database, workspace, before, wanted)), ...(await setTie(database, workspace, before, wanted.tie, by.at))];
  await appendAudit(database, workspace, entries.map((entry) => ({ ...entry, ...by, member: id })));
  const told = tellsOf(entries, before, wanted);
  const left = entries.some(({ verb }) => verb === 'untied' || verb === 'tied') ? before.tie : undefined;
  const leaves = left ? await homeTakenItems(database, workspace, id, left.slackUser, undefined, by.at) : [];
  await enqueue(database, workspace, [...leaves, ...(told && by.actor.member !== id ? [roleChangedItem(id, told, by)] : []), ...(told ? [rightsHomeItem(id, by.at)] : [])], by.at);
  return { result: entries.length > 0 ? 'changed' : 'unchanged' };
};

/** What somebody connected hears of what was done, if anything. */
const tellsOf = (done: readonly Done[], { tie }: Person, wanted: WantedPerson): 'rights' | 'tie' | undefined => {
  const connected = typeof wanted.tie === 'object' || (wanted.tie === 'as-it-is' && tie !== undefined && !tie.suspended);
  if (done.length === 0 || !connected) return undefined;
  return done.some(({ verb }) => verb === 'role-changed') ? 'rights' : 'tie';
};

const inOrder = <State extends Rights>(state: State): State => (state.teams === 'every' ? state : { ...state, teams: state.teams.toSorted() });

/** A member as `SeenPerson` has them, teams in order. */
export const seenOf = ({ role, teams, tie }: Person): SeenPerson => inOrder({
  role, teams: teams === 'every' ? teams : teams.map((team) => team.id), slackUser: tie?.slackUser, suspended: tie?.suspended !== undefined,
});

const oneRow = z.object({ one: z.number() });
const otherAdmin = async (database: Database, workspace: WorkspaceId, id: MemberId): Promise<boolean> =>
  (await rows(database, oneRow, sql`SELECT 1 AS one FROM members WHERE workspace_id = ${workspace}::uuid AND role = 'ADMIN' AND id <> ${id}::uuid LIMIT 1`)).length > 0;

type Done = Pick<NewAuditEntry, 'verb' | 'before' | 'after'>;

const facts = ({ role, teams }: Rights): AuditFacts => ({ role, teams });

const setRights = async (database: Database, workspace: WorkspaceId, before: Person, wanted: WantedPerson): Promise<Done[]> => {
  const { role, teams } = inOrder(wanted);
  const { role: roleBefore, teams: teamsBefore } = seenOf(before);
  if (role === roleBefore && isDeepStrictEqual(teams, teamsBefore)) return [];
  const ids = teams === 'every' ? [] : teams;
  await database.$executeRaw(sql`UPDATE members SET role = ${role}, every_team = ${teams === 'every'}::boolean
    WHERE workspace_id = ${workspace}::uuid AND id = ${before.id}::uuid`);
  await database.$executeRaw(sql`DELETE FROM team_assignments WHERE workspace_id = ${workspace}::uuid AND member_id = ${before.id}::uuid`);
  await database.$executeRaw(sql`INSERT INTO team_assignments (workspace_id, member_id, team_id)
    SELECT workspace_id, ${before.id}::uuid, id FROM teams WHERE workspace_id = ${workspace}::uuid AND id = ANY(${uuids(ids)})`);
  return [{ verb: 'role-changed', before: facts({ role: roleBefore, teams: teamsBefore }), after: facts({ role, teams }) }];
};

const setTie = async (database: Database, workspace: WorkspaceId, { id, tie }: Person, wanted: WantedPerson['tie'], at: Date): Promise<Done[]> => {
  if (wanted === 'as-it-is' || (wanted === 'none' && !tie)) return [];
  const me = sql`workspace_id = ${workspace}::uuid AND id = ${id}::uuid`;
  const before = { slackUser: tie?.slackUser ?? null };
  if (wanted === 'none') {
    await database.$executeRaw(sql`UPDATE members SET slack_user_id = NULL, tied_email = NULL, tied_at = NULL, tie_suspended_at = NULL, tie_suspended_why = NULL WHERE ${me}`);
    return [{ verb: 'untied', before, after: { slackUser: null } }];
  }
  const { slackUser, email } = wanted;
  const same = tie?.slackUser === slackUser;
  if (same && !tie.suspended && tie.email === foldEmail(email)) return [];
  await database.$executeRaw(sql`UPDATE members SET slack_user_id = ${slackUser}, tied_email = ${foldEmail(email)}, tied_at = ${time(at)},
    tie_suspended_at = NULL, tie_suspended_why = NULL WHERE ${me}`);
  return same ? [{ verb: 'tie-resumed' }] : [{ verb: 'tied', before, after: { slackUser } }];
};
