import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { parseStatus } from '../../src/domain/status.ts';
import type { SendName, SendRecord, Store } from '../../src/usecases/ports.ts';
import type { News } from '../../src/usecases/ports/deliveries.ts';
import { sendId } from '../support/builders.ts';
import type { TestDatabase } from '../support/databases.ts';
import { onPostgres, watch, type Watched } from '../support/readWhole.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

/** Many sends, deliveries, updates that wait, entries set aside (as if of many sources), and ticks. */
const FILL = [
  `INSERT INTO members (workspace_id, id, email, name, search_text) SELECT $1, gen_random_uuid(), 'sam@corp.example', 'Sam', 'sam' WHERE $2::timestamptz IS NOT NULL`,
  `INSERT INTO sends (workspace_id, id, number, kind, family, status, status_since, sender_id, listed_at, search_text, told_at, recorded_at, changed_at)
    SELECT $1, gen_random_uuid(), g::text, '', 'UNKNOWN', 'SHIPPED', $2, m.id, $2, '', $2, $2, $2 FROM members m, generate_series(1, 20000) g WHERE m.workspace_id = $1`,
  `INSERT INTO send_names SELECT workspace_id, number, 'number', id FROM sends WHERE workspace_id = $1 AND $2::timestamptz IS NOT NULL`,
  `INSERT INTO observations (workspace_id, send_id, status, at, source, recorded_at) SELECT workspace_id, id, 'SHIPPED', $2, 'CSV', $2 FROM sends WHERE workspace_id = $1`,
  `INSERT INTO trackings (workspace_id, send_id, key, seen_at) SELECT workspace_id, id, 'TRACK' || number, $2 FROM sends WHERE workspace_id = $1`,
  `INSERT INTO mutes SELECT workspace_id, sender_id, id FROM sends WHERE workspace_id = $1 AND $2::timestamptz IS NOT NULL`,
  `INSERT INTO unknown_fields SELECT workspace_id, id, 'API', '{}' FROM sends WHERE workspace_id = $1 AND $2::timestamptz IS NOT NULL`,
  `INSERT INTO stale_alerts (workspace_id, send_id, run, raised_at) SELECT workspace_id, id, 1, $2 FROM sends WHERE workspace_id = $1`,
  `INSERT INTO told (workspace_id, address, send_id, run, sort, place, item, at) SELECT workspace_id, 'member:' || sender_id, id, 1, 'routine', 'card', id, $2 FROM sends WHERE workspace_id = $1`,
  `INSERT INTO cancel_requests (workspace_id, id, send_id, kind, gateway, state, requester_id, asked_at) SELECT workspace_id, gen_random_uuid(), id, 'CANCEL', 'handoff', 'REFUSED', sender_id, $2 FROM sends WHERE workspace_id = $1`,
  `INSERT INTO merged_sends SELECT workspace_id, gen_random_uuid(), id, $2 FROM sends WHERE workspace_id = $1`,
  `INSERT INTO mailboxes (workspace_id, id, address) SELECT $1, gen_random_uuid(), 'channel:C' || g FROM generate_series(1, 10000) g WHERE $2::timestamptz IS NOT NULL`,
  `INSERT INTO living_messages (workspace_id, id, mailbox_id, subject, send_id, channel, ts, posted_at, shown)
    SELECT s.workspace_id, gen_random_uuid(), b.id, 'send:' || s.id, s.id, 'C', '1', $2, 'x' FROM sends s, (SELECT id FROM mailboxes WHERE workspace_id = $1 LIMIT 1) b WHERE s.workspace_id = $1`,
  `INSERT INTO outbox (workspace_id, id, mailbox_id, kind, key, send_id, body, created_at, due_at, state)
    SELECT s.workspace_id, gen_random_uuid(), b.id, 'remind', 'remind:' || s.id, s.id, '{"kind":"remind"}', $2, $2, CASE WHEN right(s.number, 2) = '17' THEN 'WAITING' ELSE 'DONE' END
    FROM sends s, (SELECT id FROM mailboxes WHERE workspace_id = $1 LIMIT 1) b WHERE s.workspace_id = $1`,
  `INSERT INTO webhook_deliveries (workspace_id, id, received_at, outcome, body)
    SELECT $1, 'msg_' || g, $2::timestamptz - g * interval '1 minute', 'taken', CASE WHEN g % 100 = 0 THEN '{}' END FROM generate_series(1, 40000) g`,
  `INSERT INTO waiting_updates (workspace_id, value, scheme, status, at, source, received_at)
    SELECT $1, 'gid-' || g, 'provider', 'SHIPPED', $2, 'webhook', $2::timestamptz - g * interval '1 minute' FROM generate_series(1, 40000) g`,
  `INSERT INTO set_aside SELECT $1, 'source ' || g % 50, 'key ' || g, 'is odd', $2 FROM generate_series(1, 20000) g`,
  `INSERT INTO job_ticks SELECT 'job ' || g % 20, $2::timestamptz - g * interval '1 minute' FROM generate_series(1, 20000) g WHERE $1::uuid IS NOT NULL`,
  `INSERT INTO imports (workspace_id, id, member_id, slack_file_id, file_name, state, created_at)
    SELECT s.workspace_id, gen_random_uuid(), s.sender_id, 'F' || s.number, 'x.csv', 'DONE', $2 FROM sends s WHERE workspace_id = $1`,
];

const gid = (value: string): SendName => ({ scheme: 'provider', value });
const number = (value: string): SendName => ({ scheme: 'number', value });
const said = (...names: SendName[]): SendRecord => ({ names, senderEmail: 'sam@corp.example', observations: [{ status: parseStatus('Delivered'), at: NOW, approximate: false }] });
const update = (record: SendRecord): News => ({ form: 'update', record: { names: record.names, observations: record.observations } });

describe.runIf(inject('postgres'))('what comes in is taken by index, on PostgreSQL', () => {
  let db: TestDatabase;
  let watched: Watched;
  let store: Store;
  let workspace: WorkspaceId;
  beforeAll(async () => {
    db = await onPostgres();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    for (const statement of FILL) await db.query(statement, [workspace, NOW]);
    await db.query('VACUUM ANALYZE');
    watched = watch(db);
    ({ store } = watched);
  }, 120_000);
  afterAll(async () => {
    await watched.close();
    await db.drop();
  });

  const take = (id: string, news: News) => store.deliveries.take(workspace, [{ id, event: undefined, body: '{}', news }], NOW);
  const record = (...records: SendRecord[]) => store.recorder.record(workspace, records, { source: 'API', now: NOW, dryRun: false });
  it.each<[string, () => Promise<unknown>]>([
    ['a delivery about a known send', () => take('a', update(said(number('7'))))],
    ['a delivery that came before', () => take('msg_7', update(said(number('7'))))],
    ['a delivery about a send not known yet', () => take('b', update(said(gid('nobody'))))],
    ['a delivery that is not understood', () => take('c', { form: 'not-understood', why: 'odd' })],
    ['what was set aside', () => store.deliveries.setAside(workspace, { size: 100, after: undefined })],
    ['more of what was set aside', () => store.deliveries.setAside(workspace, { size: 100, after: { receivedAt: new Date(NOW.getTime() - 20_000 * 60_000), id: 'x' } })],
    ['forgetting deliveries', () => store.deliveries.forget(NOW)],
    ['a new send, for which an update waits', () => record(said(number('new'), gid('gid-77')))],
    ['two sends that are one', async () => {
      await record(said(gid('one')));
      await record(said(number('17'), gid('one')));
    }],
    ['a send by the id it had', () => store.sends.details(workspace, { everything: true }, OLD)],
    ['a tick', () => store.ticks.claim('job 7', NOW)],
    ['entries set aside', () => store.syncs.setAside(workspace, 'source 7', [{ key: 'key 7', reason: 'is odder' }, { key: 'new', reason: 'is odd' }], NOW)],
    ['the list of what is aside', () => store.syncs.aside(workspace, 'source 7', 10)],
    ['what is aside no longer', () => store.syncs.takeBack(workspace, 'source 7', ['key 57'])],
    ['unknown fields', () => store.syncs.keepUnknown(workspace, 'API', [{ name: number('7'), fields: { color: 'red' } }])],
    ['where a reading stands', async () => {
      await store.syncs.take(workspace, 'API', { name: 'me', ms: 1000 }, { begin: true, now: NOW });
      await store.syncs.keep(workspace, 'API', { name: 'me', ms: 1000 }, 7);
      await store.syncs.letGo(workspace, 'API', { name: 'me', ms: 1000 }, NOW);
      await store.sources.note(workspace, 'API', { well: true, at: NOW, dueAt: undefined });
      await store.sources.heard(workspace, 'webhook', NOW);
    }],
    ['files on their way in', () => store.imports.claim(NOW, 1000)],
    ['updates that have fallen due', () => store.recorder.applyDue(NOW, 100)],
  ])('%s', async (_, work) => {
    expect(await watched.readWhole(work)).toEqual([]);
  });
});

const OLD = sendId('80000000-0000-7000-8000-000000000000');
