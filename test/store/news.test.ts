import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { statusOf } from '../../src/domain/status.ts';
import type { RecordOptions } from '../../src/usecases/ports/recorder.ts';
import { memberId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { numbered } from '../slack/frontDoor.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const HOUR = 3600_000;

describe.each(databases)('news of what is recorded, on $name', ({ open }) => {
  let database: TestDatabase;
  let workspace: WorkspaceId;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  let count = 0;
  /** A workspace that has been told everything before. */
  const fresh = async (...told: string[]): Promise<void> => {
    workspace = (await database.store.workspaces.create(`W${count++}`, undefined)).id;
    for (const source of told) await database.store.workspaces.markSourceRead(workspace, source, NOW);
  };
  const tell = (number: number, status: string, hoursAgo: number, options: Partial<RecordOptions> = {}, approximate = false) =>
    database.store.recorder.record(
      workspace, [numbered(number, { observations: [{ status: statusOf(status, ''), at: new Date(NOW.getTime() - hoursAgo * HOUR), approximate }] })],
      { source: 'webhook', now: NOW, dryRun: false, ...options },
    );
  const waiting = async (): Promise<{ key: string; body: unknown }[]> =>
    (await database.query('SELECT o.key, o.body, m.address FROM outbox o JOIN mailboxes m ON m.id = o.mailbox_id WHERE o.workspace_id = $1 AND o.kind = $2 ORDER BY o.seq', [workspace, 'news']))
      .map(({ key, body }) => ({ key: String(key).replace(/:[0-9a-f-]{36}:/, ':N:'), body }));
  const sends = () => database.query('SELECT status, status_run, moved_at FROM sends WHERE workspace_id = $1 ORDER BY number', [workspace]);

  it('is written for the sender, once a run, whatever the sources call its time', async () => {
    await fresh('CSV', 'API');
    await tell(1, 'ORDER_RECEIVED', 30);
    await tell(1, 'SHIPPED', 2);
    await tell(1, 'SHIPPED', 2.001, { source: 'API' });
    await tell(1, 'SHIPPED', 1.9, { source: 'CSV' });
    expect(await waiting()).toEqual([{ key: 'news:N:2', body: { kind: 'news', run: 2, late: false } }]);
    expect(await sends()).toEqual([{ status: 'SHIPPED', status_run: 2, moved_at: NOW }]);
  });

  it('is none in a first import, nor in one that begins again; live news in between is', async () => {
    await fresh();
    await tell(1, 'SHIPPED', 2, { source: 'CSV' });
    await tell(1, 'UNDELIVERABLE', 1, { source: 'CSV' });
    expect(await waiting()).toEqual([]);
    expect(await sends()).toEqual([{ status: 'UNDELIVERABLE', status_run: 2, moved_at: null }]);
    await tell(2, 'SHIPPED', 1);
    expect(await waiting()).toHaveLength(1);
    await database.store.workspaces.markSourceRead(workspace, 'CSV', NOW);
    await tell(3, 'SHIPPED', 1, { source: 'CSV' });
    expect(await waiting()).toHaveLength(2);
  });

  it('is none as long as a provider’s first sweep is under way, however often its newest were looked at', async () => {
    await fresh('API');
    await database.query('INSERT INTO syncs (workspace_id, source) VALUES ($1, $2)', [workspace, 'API']);
    await tell(1, 'SHIPPED', 2, { source: 'API' });
    expect(await waiting()).toEqual([]);
    await database.query('UPDATE syncs SET swept_at = $2 WHERE workspace_id = $1', [workspace, NOW]);
    await tell(2, 'SHIPPED', 2, { source: 'API' });
    expect(await waiting()).toHaveLength(1);
  });

  it('is none of what is old, except what still asks to act', async () => {
    await fresh('CSV');
    await tell(1, 'SHIPPED', 30);
    await tell(2, 'ORDER_RECEIVED', 100);
    await tell(2, 'SHIPPED', 30);
    await tell(3, 'ORDER_RECEIVED', 100);
    await tell(3, 'UNDELIVERABLE', 30);
    expect(await waiting()).toEqual([{ key: 'news:N:2', body: { kind: 'news', run: 2, late: true } }]);
    await tell(4, 'ORDER_RECEIVED', 100);
    await tell(4, 'SHIPPED', 30, { news: { on: true, maxAge: 48 * HOUR } });
    expect(await waiting()).toHaveLength(2);
  });

  it('says what was taken back and whose doing it was; none when notifications are off', async () => {
    await fresh('CSV');
    const sam = '0198a000-0000-7000-8000-0000000000aa';
    await tell(1, 'SHIPPED', 3);
    await tell(1, 'ORDER_RECEIVED', 2);
    await tell(1, 'CANCELED', 1, { by: memberId(sam) });
    expect((await waiting()).map(({ body }) => body)).toEqual([
      { kind: 'news', run: 1, late: false }, { kind: 'news', run: 2, late: false, undoes: 'SHIPPED' }, { kind: 'news', run: 3, late: false, by: sam },
    ]);
    await tell(2, 'SHIPPED', 1, { news: { on: false, maxAge: 24 * HOUR } });
    expect(await waiting()).toHaveLength(3);
  });

  it('comes when what was kept aside for the future falls due', async () => {
    await fresh('CSV');
    await tell(1, 'ORDER_RECEIVED', 2);
    await tell(1, 'SHIPPED', -1);
    expect(await waiting()).toHaveLength(1);
    await database.store.recorder.applyDue(new Date(NOW.getTime() + 2 * HOUR), 10);
    expect((await waiting()).map(({ body }) => body)).toMatchObject([{ run: 1 }, { run: 2 }]);
  });

  it('is written with what it tells or not at all, and once however many tell it at the same time', async () => {
    await fresh('CSV', 'API');
    await tell(1, 'ORDER_RECEIVED', 5);
    await Promise.all(Array.from({ length: 6 }, (_, i) => tell(1, 'SHIPPED', 2 + i / 1000, { source: i % 2 === 0 ? 'API' : 'webhook' })));
    expect((await waiting()).map(({ body }) => body)).toMatchObject([{ run: 1 }, { run: 2 }]);
    await tell(1, 'DELIVERED', 1, { dryRun: true });
    expect(await waiting()).toHaveLength(2);
  });
});
