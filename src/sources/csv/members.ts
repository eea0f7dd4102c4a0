import { foldKey } from '../../domain/text.ts';
import type { Role } from '../../domain/visibility.ts';
import type { MemberRecord } from '../../usecases/ports.ts';
import type { SheetRow } from '../../usecases/sheet.ts';
import type { ColumnNames, Requirement } from './headers.ts';
import { bad, good, type Reading } from '../reading.ts';
import { readEmail, readText, SHORT } from '../texts.ts';
import { harmless } from '../../usecases/harmless.ts';

type Draft = { email: string | undefined; name: string | undefined; role: Role | undefined; teams: MemberRecord['teams'] };

type MemberColumn = ColumnNames & { read(draft: Draft, cell: string): string | undefined };

const column = <T>(header: string, aliases: readonly string[], reader: (cell: string) => Reading<T>, put: (draft: Draft, value: T) => void): MemberColumn => ({
  header,
  aliases,
  read(draft, cell) {
    const reading = reader(cell);
    if (!reading.ok) return reading.reason;
    put(draft, reading.value);
    return undefined;
  },
});

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['sender', 'SENDER'], ['user', 'SENDER'], ['member', 'SENDER'], ['manager', 'MANAGER'], ['teammanager', 'MANAGER'],
  ['admin', 'ADMIN'], ['administrator', 'ADMIN'],
]);

const readRole = (cell: string): Reading<Role> => {
  const role = ROLES.get(foldKey(cell));
  return role ? good(role) : bad('is not one of Sender, Manager, Admin');
};

/** Team names separated by `;`, `*` for every team, `-` for none (an empty cell leaves the teams as they are). */
const readTeams = (cell: string): Reading<NonNullable<MemberRecord['teams']>> => {
  if (cell === '*') return good('every');
  if (cell === '-') return good([]);
  const teams = [...new Set(cell.split(';').map((name) => name.trim()).filter((name) => name !== ''))];
  if (teams.includes('*')) return bad('has * beside other teams; * alone means every team');
  const tooLong = teams.find((name) => name.length > SHORT);
  return tooLong === undefined ? good(teams) : bad(`has a team’s name of ${tooLong.length} characters; ${SHORT} are the most`);
};

export const MEMBER_COLUMNS: readonly MemberColumn[] = [
  column('Email', ['E-mail Address', 'Email Address', 'Mail', 'User Email', 'Member Email'], readEmail, (draft, email) => { draft.email = email; }),
  column('Name', ['Full Name', 'Display Name', 'Member', 'Member Name', 'User', 'User Name'], (cell) => readText(cell, SHORT), (draft, name) => { draft.name = name; }),
  column('Role', ['Permission', 'User Role', 'Member Role', 'Access'], readRole, (draft, role) => { draft.role = role; }),
  column('Teams', ['Team', 'Team Names', 'Team Name', 'Groups', 'Group', 'Manages'], readTeams, (draft, teams) => { draft.teams = teams; }),
];

export const MEMBER_REQUIRED: readonly Requirement[] = [{ anyOf: ['Email'], meaning: 'the person’s e-mail address' }];

export const readMemberRow = (line: number, cells: readonly string[], places: readonly (MemberColumn | undefined)[]): SheetRow<MemberRecord> => {
  const draft: Draft = { email: undefined, name: undefined, role: undefined, teams: undefined };
  for (const [i, column] of places.entries()) {
    const cell = cells[i]?.trim() ?? '';
    if (!column || cell === '') continue;
    const reason = cell.includes('\0') ? 'has a NUL character, which can’t be stored' : column.read(draft, cell);
    if (reason !== undefined) return { problem: { line, column: column.header, value: harmless(cell), reason } };
  }
  const { email } = draft;
  if (email === undefined) return { problem: { line, column: undefined, value: undefined, reason: 'has no e-mail address' } };
  return { line, row: { ...draft, email } };
};
