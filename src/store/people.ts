import { z } from 'zod';
import type { MemberId, TeamId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail } from '../domain/text.ts';
import type { People, PeoplePlace, PeopleQuestion } from '../usecases/ports/people.ts';
import { changePerson } from './changePerson.ts';
import { all, anywhere, rows, sql, uuids, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { capped } from './paging.ts';
import { loadPerson, PERSON, personRow } from './personRow.ts';
import { retrying } from './retrying.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const teamRow = z.object({ id: id<TeamId>(), name: z.string() });
const nameRow = z.object({ id: id<MemberId>(), name: z.string(), email: z.string() });
const called = async (database: Database, workspace: WorkspaceId, ids: readonly MemberId[]) =>
  (ids.length === 0 ? [] : rows(database, nameRow, sql`SELECT id, name, email FROM members WHERE workspace_id = ${workspace}::uuid AND id = ANY(${uuids(ids)})`));

const asked = (workspace: WorkspaceId, { text, onHold }: PeopleQuestion): Sql => all([
  sql`m.workspace_id = ${workspace}::uuid`,
  ...(onHold ? [sql`m.tie_suspended_at IS NOT NULL`] : []),
  ...(text === '' ? [] : [sql`m.search_text LIKE ${anywhere(text)}`]),
]);

const placed = (workspace: WorkspaceId, { after, before }: PeoplePlace): Sql => {
  const somebody = (who: MemberId) => sql`((SELECT name FROM members WHERE workspace_id = ${workspace}::uuid AND id = ${who}::uuid), ${who}::uuid)`;
  if (after !== undefined) return sql`(m.name, m.id) > ${somebody(after)}`;
  return before === undefined ? sql`TRUE` : sql`(m.name, m.id) < ${somebody(before)}`;
};

const CAP = 1000;
const count = (database: Database, workspace: WorkspaceId, question: PeopleQuestion) =>
  capped(database, sql`SELECT 1 FROM members m WHERE ${asked(workspace, question)} ORDER BY m.name, m.id LIMIT ${CAP + 1}`, CAP);

const search = async (database: Database, workspace: WorkspaceId, question: PeopleQuestion, place: PeoplePlace, size: number): ReturnType<People['search']> => {
  const backwards = place.before !== undefined;
  const order = backwards ? sql`ORDER BY m.name DESC, m.id DESC` : sql`ORDER BY m.name, m.id`;
  const [found, total, onHold] = await Promise.all([
    rows(database, personRow, sql`${PERSON} WHERE ${asked(workspace, question)} AND ${placed(workspace, place)} ${order} LIMIT ${size + 1}`),
    count(database, workspace, question),
    count(database, workspace, { text: '', onHold: true }),
  ]);
  const more = found.length > size;
  const people = backwards ? found.slice(0, size).toReversed() : found.slice(0, size);
  const earlier = backwards ? more : place.after !== undefined;
  const later = backwards || more;
  return { people, previous: earlier ? people[0]?.id : undefined, next: later ? people.at(-1)?.id : undefined, total, onHold: onHold.count };
};

export const people = (database: PrismaClient): People => ({
  search: (workspace, question, place, size) => search(database, workspace, question, place, size),
  get: (workspace, who) => loadPerson(database, workspace, sql`m.id = ${who}::uuid`),
  bySlackUser: (workspace, user) => loadPerson(database, workspace, sql`m.slack_user_id = ${user}`),
  byEmail: (workspace, email) => loadPerson(database, workspace, sql`m.email = ${foldEmail(email)}`),
  teams: (workspace, limit) => rows(database, teamRow, sql`SELECT id, name FROM teams WHERE workspace_id = ${workspace}::uuid ORDER BY key LIMIT ${limit}`),

  names: async (workspace, ids) => new Map((await called(database, workspace, ids)).map(({ id, name }) => [id, name])),
  emails: async (workspace, ids) => new Map((await called(database, workspace, ids)).map(({ id, email }) => [id, email])),

  change: (workspace, who, seen, wanted, by) =>
    retrying(() => database.$transaction((transaction) => changePerson(transaction, workspace, who, seen, wanted, by))),
});
