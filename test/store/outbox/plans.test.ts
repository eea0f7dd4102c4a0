import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { WorkspaceId } from '../../../src/domain/ids.ts';
import { enqueue, refreshItems } from '../../../src/store/outbox/enqueue.ts';
import type { Store } from '../../../src/usecases/ports.ts';
import { sendId } from '../../support/builders.ts';
import type { TestDatabase } from '../../support/databases.ts';
import { onPostgres, watch, type Watched } from '../../support/readWhole.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const SOME = sendId('0198a000-0000-7000-8000-000000000001');

/** An outbox in which much was said, something waits, and little is due. */
const FILL = [
  `INSERT INTO mailboxes (workspace_id, id, address, due_at) SELECT $1, gen_random_uuid(), 'member:' || gen_random_uuid(), CASE WHEN g % 100 = 0 THEN $2::timestamptz + g * interval '1 minute' END
    FROM generate_series(1, 20000) g`,
  `INSERT INTO outbox (workspace_id, id, mailbox_id, kind, key, body, created_at, due_at, state, ended_at, outcome) SELECT m.workspace_id, gen_random_uuid(), m.id, 'news', 'k' || g,
    '{"kind":"news"}', $2, $2, CASE WHEN m.due_at IS NULL THEN 'DONE' ELSE 'WAITING' END, CASE WHEN m.due_at IS NULL THEN $2::timestamptz + g * interval '1 day' END, 'sent' FROM mailboxes m, generate_series(1, 5) g
    WHERE m.workspace_id = $1`,
  `INSERT INTO living_messages (workspace_id, id, mailbox_id, subject, channel, ts, posted_at, shown) SELECT workspace_id, gen_random_uuid(), id, 'send:' || id, 'D', '1', $2, 'x' FROM mailboxes
    WHERE workspace_id = $1`,
];

describe.runIf(inject('postgres'))('the outbox reads by index, on PostgreSQL', () => {
  let db: TestDatabase;
  let watched: Watched;
  let store: Store;
  let workspace: WorkspaceId;
  beforeAll(async () => {
    db = await onPostgres();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    for (const statement of FILL) await db.query(statement, statement.includes('$2') ? [workspace, NOW] : [workspace]);
    await db.query('ANALYZE');
    watched = watch(db);
    ({ store } = watched);
  }, 120_000);
  afterAll(async () => {
    await watched.close();
    await db.drop();
  });

  const later = new Date(NOW.getTime() + 10 * 60 * 60_000);

  it.each<[string, () => Promise<unknown>]>([
    ['looking where nothing is due', () => store.outbox.claim(workspace, new Date(NOW.getTime() - 1), 20)],
    ['adding', () => enqueue(watched.client, workspace, [{ to: { channel: 'C1' }, key: 'x', body: { kind: 'refresh', subject: 'x' }, dueAt: NOW }], NOW)],
    ['the messages that show some sends', () => refreshItems(watched.client, workspace, [SOME], NOW)],
    ['the state', () => store.outbox.state(workspace)],
    ['dead letters', () => store.outbox.dead(workspace, 50)],
    ['trying dead letters again', () => store.outbox.retryDead(workspace, 'all', NOW)],
    ['forgetting', () => store.outbox.purge(NOW)],
    ['a claim, and all that is done with it', async () => {
      const [held] = await store.outbox.claim(workspace, later, 1);
      if (!held) throw new Error('nothing is due');
      await store.outbox.wait(held, held.unread, later, later);
      await store.outbox.begin(held, held.unread, SOME, {}, later);
      await store.outbox.living(workspace, held.mailboxId, ['send:x']);
      await store.outbox.finish(held, { items: held.unread.map((id) => ({ id, version: 1 })), state: 'DONE', outcome: 'sent', posted: true }, later);
      await store.outbox.release(held, later);
    }],
  ])('%s', async (_, work) => {
    expect(await watched.readWhole(work)).toEqual([]);
  });
});
