import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 20, 12, minute));

describe.each(databases)('how sources fare, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let made = 0;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    made += 1;
    workspace = (await db.store.workspaces.create(`workspace ${made}`, undefined)).id;
  });

  const fails = (minute: number, final = false): Promise<void> =>
    db.store.sources.note(workspace, 'API', { well: false, at: at(minute), dueAt: at(minute + 15), reason: 'it is down', final });
  const works = (minute: number): Promise<void> => db.store.sources.note(workspace, 'API', { well: true, at: at(minute), dueAt: at(minute + 15) });
  const told = async (): Promise<unknown[]> =>
    (await db.query("SELECT o.body FROM outbox o WHERE o.workspace_id = $1 AND o.kind = 'source-health' ORDER BY o.created_at, o.id", [workspace])).map(({ body }) => body);

  it('that only tell what happens are heard, and never late', async () => {
    const age = (minute: number) => db.store.workspaces.dataAsOf(workspace, at(minute));
    await db.store.sources.heard(workspace, 'webhook', at(10));
    await db.store.sources.heard(workspace, 'webhook', at(5));
    expect(await age(59)).toEqual({ at: undefined, late: false, heard: at(10) });
    await db.store.workspaces.markSourceRead(workspace, 'CSV', at(20));
    expect(await age(59)).toEqual({ at: at(20), late: false, heard: at(10) });
  });

  it('are nobody’s business for one bad minute', async () => {
    await fails(0);
    await works(5);
    expect(await told()).toEqual([]);
  });

  it('are told to operations once while a source fails, and once when it is well again', async () => {
    for (const minute of [0, 5, 10, 15, 20]) await fails(minute);
    await works(25);
    await works(30);
    expect(await told()).toEqual([
      { kind: 'source-health', source: 'Sendoso', well: false, since: at(0).toISOString(), reason: 'it is down' },
      { kind: 'source-health', source: 'Sendoso', well: true, since: at(25).toISOString(), reason: 'it is down' },
    ]);
    await fails(35, true);
    expect(await told()).toHaveLength(3);
  });

  it('are told at once where only somebody can help', async () => {
    await fails(0, true);
    expect(await told()).toHaveLength(1);
  });

  it('are told once by however many instances note it at once', async () => {
    await fails(0);
    await Promise.all(Array.from({ length: 8 }, () => fails(5)));
    expect(await told()).toHaveLength(1);
  });

  it('make data late when a source should have told more by now', async () => {
    await works(0);
    await db.store.workspaces.markSourceRead(workspace, 'CSV', at(10));
    expect(await db.store.workspaces.dataAsOf(workspace, at(14))).toEqual({ at: at(10), late: false });
    expect(await db.store.workspaces.dataAsOf(workspace, at(16))).toEqual({ at: at(10), late: true });
  });

  it('make data late, too, when a source never told anything', async () => {
    await db.store.workspaces.markSourceRead(workspace, 'CSV', at(0));
    await fails(0);
    await fails(10);
    expect(await db.store.workspaces.dataAsOf(workspace, at(14))).toMatchObject({ late: false });
    expect(await db.store.workspaces.dataAsOf(workspace, at(16))).toMatchObject({ late: true });
  });
});
