import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SlackUserId, WorkspaceId } from '../../src/domain/ids.ts';
import type { NewAuditEntry } from '../../src/usecases/ports/audit.ts';
import { memberId, sendId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const slackUser = (text: string) => z.custom<SlackUserId>((value) => typeof value === 'string').parse(text);
const send = sendId('00000000-0000-4000-8000-00000000005e');
const ana = memberId('00000000-0000-4000-8000-0000000000aa');
const sam = memberId('00000000-0000-4000-8000-0000000000bb');
const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 20, 12, minute));
const anEntry = (said: Partial<NewAuditEntry> = {}): NewAuditEntry => ({ at: at(0), actor: { member: ana }, door: 'card', verb: 'cancel-requested', ...said });

describe.each(databases)('the audit, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let other: WorkspaceId;
  beforeAll(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    other = (await db.store.workspaces.create('Other', 'T2')).id;
  });
  afterAll(() => db.drop());
  const page = (filter = {}, where = workspace) => db.store.audit.page(where, filter, { size: 100, after: undefined });

  it('tells who did what to which send or person, when, from where, before and after', async () => {
    const entries: NewAuditEntry[] = [
      anEntry({ send, before: { status: 'CONFIRMING_ADDRESS' }, after: { request: 'OPEN' } }),
      anEntry({ at: at(1), actor: 'operator', door: 'CLI', verb: 'role-changed', member: sam, before: { role: 'SENDER', teams: [] }, after: { role: 'MANAGER', teams: 'every' } }),
      anEntry({ at: at(2), actor: { slackUser: slackUser('U1') }, door: 'event', verb: 'tie-suspended', member: sam }),
      anEntry({ at: at(3), actor: 'source', door: 'webhook', verb: 'cancel-done', send }),
    ];
    await db.store.audit.append(workspace, entries);
    expect(await page()).toEqual(entries.map((entry) => expect.objectContaining(entry)));
    expect(await page({}, other)).toEqual([]);
    expect((await db.store.audit.ofSend(workspace, send, 10)).map(({ verb }) => verb)).toEqual(['cancel-done', 'cancel-requested']);
    expect(await db.store.audit.ofSend(other, send, 10)).toEqual([]);
  });

  it('is narrowed by time, by send, and by person: what was done to them and by them', async () => {
    const verbs = async (filter: object) => (await page(filter)).map(({ verb }) => verb);
    expect(await verbs({ since: at(1), until: at(3) })).toEqual(['role-changed', 'tie-suspended']);
    expect(await verbs({ send })).toEqual(['cancel-requested', 'cancel-done']);
    expect(await verbs({ member: sam })).toEqual(['role-changed', 'tie-suspended']);
    expect(await verbs({ member: ana })).toEqual(['cancel-requested']);
  });

  it('comes page by page, each entry once, entries of one moment too', async () => {
    const where = (await db.store.workspaces.create('Paged', 'T3')).id;
    await db.store.audit.append(where, Array.from({ length: 7 }, () => anEntry()));
    const ids: string[] = [];
    for (let after: { at: Date; id: string } | undefined; ; ) {
      const found = await db.store.audit.page(where, {}, { size: 3, after });
      ids.push(...found.map(({ id }) => id));
      after = found.at(-1);
      if (!after) break;
    }
    expect(new Set(ids).size).toBe(7);
    expect(ids).toHaveLength(7);
  });

  it.each([
    ['changing', 'UPDATE audit SET verb = verb'],
    ['changing nothing', 'UPDATE audit SET verb = verb WHERE false'],
    ['deleting', 'DELETE FROM audit'],
    ['emptying', 'TRUNCATE audit'],
    ['emptying all that refers to workspaces', 'TRUNCATE workspaces CASCADE'],
    ['overwriting', 'INSERT INTO audit SELECT * FROM audit ON CONFLICT (workspace_id, id) DO UPDATE SET verb = excluded.verb'],
  ])('the database itself refuses %s', async (_, statement) => {
    const before = await db.query('SELECT * FROM audit ORDER BY id');
    await expect(db.query(statement)).rejects.toThrow('the audit is append-only');
    expect(await db.query('SELECT * FROM audit ORDER BY id')).toEqual(before);
  });

  it('and keeps a workspace that has entries', async () => {
    await expect(db.query('DELETE FROM workspaces')).rejects.toThrow(/audit/);
  });

  it.each([
    ['an address', { email: 'jane@acme.example' }],
    ['a name', { who: 'Jane Park' }],
    ['a text in another script', { who: '山田' }],
    ['a message, in a list', { words: ['ok', 'Thank you, Jane'] }],
    ['an address as a key', { 'jane@acme.example': true }],
  ])('takes no %s', async (_, after) => {
    const before = (await page()).length;
    await expect(db.store.audit.append(workspace, [anEntry(), anEntry({ after })])).rejects.toThrow(/[Ii]nvalid/);
    expect(await page()).toHaveLength(before);
  });
});
