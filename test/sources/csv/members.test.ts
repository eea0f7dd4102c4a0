import { describe, expect, it } from 'vitest';
import { openMembers } from '../../../src/sources/csv/read.ts';
import { all, bytesOf } from '../../support/bytes.ts';

const read = async (content: string) => all((await openMembers(bytesOf(content), new Date(0))).rows);

describe('a CSV of members', () => {
  it('says e-mail, name, role and teams', async () => {
    expect(await read('Email,Name,Role,Teams\nAna@Corp.example,Ana Ruiz,manager,EMEA; APAC;EMEA\ntom@corp.example,Tom,Administrator,*\nsam@corp.example,,,\nkim@corp.example,,Sender,-')).toEqual([
      { line: 2, row: { email: 'ana@corp.example', name: 'Ana Ruiz', role: 'MANAGER', teams: ['EMEA', 'APAC'] } },
      { line: 3, row: { email: 'tom@corp.example', name: 'Tom', role: 'ADMIN', teams: 'every' } },
      { line: 4, row: { email: 'sam@corp.example', name: undefined, role: undefined, teams: undefined } },
      { line: 5, row: { email: 'kim@corp.example', name: undefined, role: 'SENDER', teams: [] } },
    ]);
  });

  it('may separate its cells by semicolons when teams stand in quotes', async () => {
    expect(await read('E-mail;Teams\nana@corp.example;"EMEA;APAC"')).toMatchObject([{ row: { teams: ['EMEA', 'APAC'] } }]);
  });

  it.each([
    ['ana at corp,,', 'Email', 'not an e-mail address'], ['ana@corp.example,boss,', 'Role', 'Sender, Manager, Admin'],
    ['ana@corp.example,,*;EMEA', 'Teams', '* beside other teams'], [',Admin,', undefined, 'no e-mail address'],
  ])('has a bad row: %s', async (row, column, reason) => {
    expect(await read(`Email,Role,Teams\n${row}`)).toMatchObject([{ problem: { line: 2, column, reason: expect.stringContaining(reason) } }]);
  });

  it('is refused without e-mail addresses', async () => {
    await expect(read('Name,Role\nAna,Admin')).rejects.toThrow('The file has no column for the person’s e-mail address ("Email"). Its columns are: "Name", "Role".');
  });
});
