import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CliDeps } from '../../src/cli/deps.ts';
import { run, VERBS } from '../../src/cli/run.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { someDeps } from './someDeps.ts';

const GOOD = 'Send ID,Status,Sender Email\n1,Shipped,sam@corp.example\n2,Sent,sam@corp.example\n';

describe.each([quickest])('the operator’s command line, on $name', ({ open }) => {
  let db: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'send-tracker-cli-'));
  });
  beforeEach(async () => {
    db = await open();
    return () => db.drop();
  });
  afterAll(() => rm(folder, { recursive: true }));

  const file = async (content: string): Promise<string> => {
    const name = path.join(folder, 'file.csv');
    await writeFile(name, content);
    return name;
  };
  const call = async (words: readonly string[], over: Partial<CliDeps> = {}) => {
    const printed: string[] = [];
    const complaints: string[] = [];
    const deps = someDeps(db.store, (line) => printed.push(line), over);
    const code = await run(deps, words, (line) => complaints.push(line));
    return { code, printed: printed.join('\n'), complaints: complaints.join('\n') };
  };
  const workspaces = async () => (await db.store.workspaces.all()).map(({ name }) => name);

  it('imports into the first workspace, which it makes, and does nothing the second time', async () => {
    const name = await file(GOOD);
    expect(await call(['import', name])).toEqual({ code: 0, printed: '2 rows: 2 new, 0 changed, 0 unchanged, 0 bad.', complaints: '' });
    expect(await call(['import', name])).toMatchObject({ code: 0, printed: '2 rows: 0 new, 0 changed, 2 unchanged, 0 bad.' });
    expect(await workspaces()).toEqual(['default']);
  });

  it('shows in a dry run how it understood the columns, and writes nothing, not even a workspace', async () => {
    const name = await file('Order #,Status,Sender Email,Shoe Size\n1,Shipped,sam@corp.example,42');
    expect(await call(['import', name, '--dry-run'])).toMatchObject({
      code: 0,
      printed: 'Columns:\n  Send ID  ← "Order #"\n  Status\n  Sender Email\nColumns I don’t know, left out: "Shoe Size"\nDry run, nothing was written. 1 row: 1 new, 0 changed, 0 unchanged, 0 bad.',
    });
    expect(await workspaces()).toEqual([]);
  });

  it('reports bad rows and unknown statuses in plain words, and exits 1', async () => {
    const name = await file('Send ID,Status,Sender Email\n1,Teleported,sam@corp.example\n2,Sent,\u001b[2Jnobody\n,Sent,sam@corp.example');
    expect(await call(['import', name])).toMatchObject({
      code: 1,
      printed: 'Statuses I don’t know, kept as they came: "Teleported" (1)\n2 rows could not be used:\n' +
        '  line 3, Sender Email: "[2Jnobody" is not an e-mail address\n  line 4: the row has no send id\n3 rows: 1 new, 0 changed, 0 unchanged, 2 bad.',
    });
  });

  it('refuses a file it cannot understand, makes no workspace for it, and exits 1', async () => {
    expect(await call(['import', await file('Colour,Size\nred,4')])).toMatchObject({
      code: 1, printed: '', complaints: expect.stringContaining('The file has no column for the send’s id ("Send ID" or "Provider ID"), the status'),
    });
    expect(await workspaces()).toEqual([]);
    expect(await call(['import', path.join(folder, 'missing.csv')])).toMatchObject({ code: 1, complaints: expect.stringContaining('there is no such file') });
    expect(await call(['import', folder])).toMatchObject({ code: 1, complaints: expect.stringContaining('it is a folder') });
  });

  it('wants to know which workspace when there are several', async () => {
    await db.store.workspaces.create('North', 'T1');
    await db.store.workspaces.create('South', undefined);
    const name = await file(GOOD);
    expect(await call(['import', name])).toMatchObject({ code: 1, complaints: 'There are several workspaces. Say which with --workspace: "North" (T1), "South".' });
    expect(await call(['import', name, '--workspace', 'West'])).toMatchObject({ code: 1, complaints: 'There is no workspace "West". There is: "North" (T1), "South".' });
    expect(await call(['import', name, '--workspace', 'T1'])).toMatchObject({ code: 0 });
    expect(await call(['import', name, '--workspace', 'South'])).toMatchObject({ code: 0, printed: expect.stringContaining('2 new') });
  });

  it('imports members, and unties one', async () => {
    expect(await call(['import-members', await file('Email,Role\nana@corp.example,Manager\nbob,Sender')])).toMatchObject({
      code: 1, printed: expect.stringContaining('2 rows: 1 new, 0 changed, 0 unchanged, 1 bad.'),
    });
    expect(await call(['untie', 'Ana@Corp.example'])).toMatchObject({ code: 0, printed: expect.stringContaining('ana@corp.example is free') });
    expect(await call(['untie', 'nobody@corp.example'])).toMatchObject({ code: 1, complaints: 'There is no member nobody@corp.example in "default".' });
  });

  it('draws its progress on a terminal only, on one line that it wipes', async () => {
    const drawn: string[] = [];
    await call(['import', await file(GOOD)], { terminal: { write: (text) => drawn.push(text) } });
    expect(drawn.join('')).toBe('\r2 rows\u001b[K\r\u001b[K');
  });

  it.each([
    [['import'], 'FILE.csv is missing.'], [['import', 'a.csv', 'b.csv'], 'Only one FILE.csv'], [['import', 'a.csv', '--drop'], "Unknown option '--drop'"],
    [['import', 'a.csv', '--workspace'], '--workspace'], [['untie'], 'EMAIL is missing.'], [['untie', 'a@b.example', '--dry-run'], 'no --dry-run'],
    [['migrate', 'now'], 'takes nothing'],
  ])('answers %j with how it is used, and exits 2', async (words, complaint) => {
    const { code, complaints } = await call(words);
    expect(code).toBe(2);
    expect(complaints).toContain(complaint);
    expect(complaints).toContain(`Usage: npm run tracker -- ${words[0]}`);
  });

  it('helps: every verb with what it does', async () => {
    const { code, printed } = await call(['help']);
    expect(code).toBe(0);
    for (const { name, does } of VERBS) expect(printed).toMatch(new RegExp(`  ${name}[^]*${does.slice(0, 20)}`));
    expect(await call([])).toMatchObject({ code: 0, printed });
    expect(await call(['exprot'])).toMatchObject({ code: 2, complaints: expect.stringContaining('There is no verb "exprot". There is: import, ') });
  });
});
