import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { bytesOf } from '../support/bytes.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { collected } from './collected.ts';
import { someDeps } from './someDeps.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

describe.each([quickest])('tracker audit, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  beforeEach(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
  });
  afterEach(() => db.drop());

  const call = async (words: readonly string[], file = '', now = NOW) => {
    const output = collected();
    const complaints: string[] = [];
    const deps = someDeps(db.store, () => undefined, { clock: () => now, open: async () => bytesOf(file), output: () => output.stream });
    const code = await run(deps, words, (line) => complaints.push(line));
    return { code, lines: output.text().replace('\uFEFF', '').trim().split('\r\n'), complaints: complaints.join('\n') };
  };

  it('writes what operators did: imports of members with before and after, freed users, exports', async () => {
    await call(['import-members', 'members.csv'], 'Email,Name,Role,Teams\n=sam@corp.example,Sam,Sender,\nana@corp.example,Ana,Admin,*');
    await call(['import-members', 'members.csv'], 'Email,Role\n=sam@corp.example,Manager');
    await call(['export']);
    const { code, lines } = await call(['audit', '--since', '2026-11-20']);
    expect(code).toBe(0);
    expect(lines[0]).toBe('When,Who,From,What,Send,Member,Before,After,Entry');
    expect(lines.slice(1).map((line) => line.replace(/,[^,]*$/, ''))).toEqual([
      `2026-11-20T12:00:00.000Z,operator,CLI,member-created,,'=sam@corp.example,,"{""role"":""SENDER"",""teams"":[]}"`,
      `2026-11-20T12:00:00.000Z,operator,CLI,member-created,,ana@corp.example,,"{""role"":""ADMIN"",""teams"":""every""}"`,
      `2026-11-20T12:00:00.000Z,operator,CLI,role-changed,,'=sam@corp.example,"{""role"":""SENDER"",""teams"":[]}","{""role"":""MANAGER"",""teams"":[]}"`,
      `2026-11-20T12:00:00.000Z,operator,CLI,exported,,,,"{""address"":true}"`,
    ]);
  });

  it('is narrowed by time, send and member', async () => {
    await call(['import', 'sends.csv'], 'Send ID,Status,Sender Email\n1234,Shipped,sam@corp.example\n1235,Shipped,sam@corp.example');
    await call(['import-members', 'members.csv'], 'Email,Role\nsam@corp.example,Manager\nana@corp.example,Admin', new Date('2026-10-01T00:00:00Z'));
    const [send] = await db.store.sends.lookUp(workspace, { everything: true }, '1234', 1);
    await db.store.audit.append(workspace, [{ at: NOW, actor: 'source', door: 'webhook', verb: 'cancel-done', send: send?.id }]);
    const whats = async (...words: string[]) => (await call(['audit', ...words])).lines.slice(1).map((line) => line.split(',').slice(3, 6).join(' '));
    expect(await whats('--send', '1234')).toEqual(['cancel-done 1234 ']);
    expect(await whats('--send', '1235')).toEqual([]);
    expect(await whats('--member', 'Sam@corp.example')).toEqual(['role-changed  sam@corp.example']);
    expect(await whats('--until', '2026-11-01')).toEqual(['role-changed  sam@corp.example', 'member-created  ana@corp.example']);
    expect(await whats('--since', '2026-11-01T00:00:00Z')).toEqual(['cancel-done 1234 ']);
  });

  it('streams more than a page, each entry once', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => ({ at: new Date(NOW.getTime() + (i % 7)), actor: 'tracker', door: 'job', verb: 'forgotten' }) as const);
    await db.store.audit.append(workspace, many);
    const { lines } = await call(['audit']);
    expect(new Set(lines.slice(1).map((line) => line.split(',').at(-1))).size).toBe(2500);
    expect(lines).toHaveLength(2501);
  });

  it.each([
    [['--since', 'yesterday'], /I can’t read --since .yesterday./], [['--send', '77'], /There is no send .77./], [['--member', 'who@corp.example'], /There is no member/], [['1234'], /Unexpected argument/],
  ])('says what it can’t follow in %j', async (words, sentence) => {
    const { code, complaints } = await call(['audit', ...words]);
    expect(code).toBeGreaterThan(0);
    expect(complaints).toMatch(sentence);
  });
});
