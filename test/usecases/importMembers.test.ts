import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMembers } from '../../src/sources/csv/read.ts';
import { importMembers } from '../../src/usecases/importMembers.ts';
import type { Workspace } from '../../src/usecases/ports.ts';
import { bytesOf } from '../support/bytes.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

describe.each(databases)('importing members, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: Workspace;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    workspace = await db.store.workspaces.create(`Corp ${randomUUID()}`, undefined);
  });

  const run = (content: string, dryRun = false) =>
    importMembers({ members: db.store.members, openSheet: openMembers, clock: () => new Date(0), adminEmails: new Set(['root@corp.example']), by: { actor: 'operator', door: 'CLI' } })({
      file: bytesOf(content), dryRun, workspace: async () => workspace.id,
    });
  const roles = async () => {
    const rows = await db.query('SELECT email, role FROM members WHERE workspace_id = $1 ORDER BY email', [workspace.id]);
    return rows.map(({ email, role }) => [email, role]);
  };

  it('applies good rows, reports bad ones by line, and changes nothing the second time', async () => {
    const content = 'Email,Name,Role,Teams\nana@corp.example,Ana,Manager,EMEA\ntom@corp.example,Tom,Boss,\nsam@corp.example,Sam,,';
    const report = await run(content);
    expect(report).toMatchObject({ rows: 3, new: 2, bad: 1, problems: [{ line: 3, column: 'Role', value: 'Boss' }] });
    expect(await roles()).toEqual([['ana@corp.example', 'MANAGER'], ['sam@corp.example', 'SENDER']]);
    expect(await run(content)).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
  });

  it('leaves what an empty cell says nothing about', async () => {
    await run('Email,Role\nana@corp.example,Admin');
    expect(await run('Email,Name,Role\nana@corp.example,Ana Ruiz,')).toMatchObject({ changed: 1 });
    expect(await roles()).toEqual([['ana@corp.example', 'ADMIN']]);
  });

  it('takes the first of two rows of one person and reports the second', async () => {
    const report = await run('Email,Role\nana@corp.example,Manager\nANA@corp.example,Admin');
    expect(report.problems).toMatchObject([{ line: 3, reason: 'is in line 2 already; that line was taken' }]);
    expect(await roles()).toEqual([['ana@corp.example', 'MANAGER']]);
  });

  it('does not demote an Admin by configuration', async () => {
    const report = await run('Email,Role\nroot@corp.example,Sender');
    expect(report).toMatchObject({ bad: 1, problems: [{ line: 2, reason: expect.stringContaining('ADMIN_EMAILS') }] });
    expect(await run('Email,Role\nroot@corp.example,Admin')).toMatchObject({ new: 1, bad: 0 });
  });

  it('writes nothing in a dry run', async () => {
    expect(await run('Email,Role\nana@corp.example,Manager', true)).toMatchObject({ new: 1 });
    expect(await roles()).toEqual([]);
  });
});
