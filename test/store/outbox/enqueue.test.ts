import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../../src/domain/ids.ts';
import type { NewItem } from '../../../src/usecases/ports/outbox.ts';
import { memberId } from '../../support/builders.ts';
import { databases, type TestDatabase } from '../../support/databases.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const ANA = { member: memberId('0198a000-0000-7000-8000-00000000000a') };
const news = (key: string, over: Partial<NewItem> = {}): NewItem => ({
  to: { operations: true }, key, body: { kind: 'source-health', source: 'the API', well: false, since: NOW, reason: 'no answer' }, dueAt: NOW, ...over,
});

describe.each(databases)('adding to the outbox, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let count = 0;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    workspace = (await db.store.workspaces.create('Corp', `T${++count}`)).id;
  });

  const kept = () => db.query(`SELECT m.address, o.key, o.state, o.version, o.due_at AS due, m.due_at AS mailbox_due FROM outbox o
    JOIN mailboxes m ON m.workspace_id = o.workspace_id AND m.id = o.mailbox_id WHERE o.workspace_id = $1 ORDER BY o.seq`, [workspace]);

  it('keeps items in their order, and a mailbox is due when its earliest item is', async () => {
    await db.store.outbox.add(workspace, [news('b', { dueAt: at(5) }), news('a', { dueAt: at(1) }), news('c', { to: ANA, dueAt: at(9) })], NOW);
    expect(await kept()).toEqual([
      { address: 'operations', key: 'b', state: 'WAITING', version: 1, due: at(5), mailbox_due: at(1) },
      { address: 'operations', key: 'a', state: 'WAITING', version: 1, due: at(1), mailbox_due: at(1) },
      { address: `member:${ANA.member}`, key: 'c', state: 'WAITING', version: 1, due: at(9), mailbox_due: at(9) },
    ]);
  });

  it('adds what has the same name once, in one list, one after the other, and at the same time', async () => {
    await db.store.outbox.add(workspace, [news('a'), news('a')], NOW);
    await Promise.all([db.store.outbox.add(workspace, [news('a', { dueAt: at(-1) })], NOW), db.store.outbox.add(workspace, [news('a')], NOW)]);
    await db.store.outbox.add(workspace, [news('a', { to: ANA })], NOW);
    expect((await kept()).map(({ address, key, due, version }) => ({ address, key, due, version }))).toEqual([
      { address: 'operations', key: 'a', due: NOW, version: 1 }, { address: `member:${ANA.member}`, key: 'a', due: NOW, version: 1 },
    ]);
  });

  it('arms again what may happen again, at the earlier of the times', async () => {
    await db.store.outbox.add(workspace, [news('a', { again: true, dueAt: at(5) })], NOW);
    await db.store.outbox.add(workspace, [news('a', { again: true, dueAt: at(9) })], NOW);
    expect(await kept()).toMatchObject([{ state: 'WAITING', version: 2, due: at(5), mailbox_due: at(5) }]);
    await db.query("UPDATE outbox SET state = 'DONE', ended_at = $2 WHERE workspace_id = $1", [workspace, NOW]);
    await db.store.outbox.add(workspace, [news('a', { again: true, dueAt: at(20) })], NOW);
    expect(await kept()).toMatchObject([{ state: 'WAITING', version: 3, due: at(20) }]);
  });

  it('keeps workspaces apart', async () => {
    const other = (await db.store.workspaces.create('Other', `O${count}`)).id;
    await db.store.outbox.add(other, [news('a')], NOW);
    expect(await kept()).toEqual([]);
  });
});
