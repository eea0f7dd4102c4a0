import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import { parseStatus } from '../../src/domain/status.ts';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const now = new Date('2026-11-01T12:00:00Z');
const everything = { everything: true } as const;
const aRecord = (number: string, said: Partial<SendRecord> = {}): SendRecord => ({
  names: [{ scheme: 'number', value: number }],
  senderEmail: 'sam@corp.example',
  observations: [{ status: parseStatus('Shipped'), at: new Date('2026-10-20T10:00:00Z'), approximate: false }],
  ...said,
});

describe.each(databases)('recording what sources say, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  beforeAll(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
  });
  afterAll(() => db.drop());
  const record = (...records: SendRecord[]) => db.store.recorder.record(workspace, records, { source: 'CSV', now, dryRun: false });
  const find = async (text: string) => (await db.store.sends.lookUp(workspace, everything, text, 5))[0];

  it('creates a send with its sender, team and campaign, and finds it by number', async () => {
    expect(await record(aRecord('1', { team: 'EMEA', campaign: { name: 'Q4', state: 'ARCHIVED' }, recipientName: 'Jane Park' }))).toEqual([{ result: 'new' }]);
    expect(await find('#1')).toMatchObject({
      number: '1', status: { name: 'SHIPPED' }, since: new Date('2026-10-20T10:00:00Z'), recipient: { name: 'Jane Park' },
      sender: { email: 'sam@corp.example' }, team: { name: 'EMEA' }, campaign: { name: 'Q4', state: 'ARCHIVED' },
    });
  });

  it('changes nothing when told the same again', async () => {
    const again = aRecord('2', { tracking: { number: '1Z999AA10123456784' }, cost: { cents: 1250, currency: 'USD' } });
    expect(await record(again)).toEqual([{ result: 'new' }]);
    expect(await record(again)).toEqual([{ result: 'unchanged' }]);
  });

  it('gives a send without a number one of our own, and lists it', async () => {
    await record(aRecord('', { names: [{ scheme: 'provider', value: 'gid-9' }] }));
    const found = await find('gid-9');
    if (!found) throw new Error('not found');
    const page = await db.store.sends.list(workspace, everything, { ...NO_FILTER, text: ['t-1'] }, found.sender.id, { size: 10 });
    expect(page.items.map(({ number }) => number)).toEqual(['T-1']);
    expect(await find('t-1')).toMatchObject({ id: found.id });
  });

  it('keeps counts by status', async () => {
    expect(await db.store.sends.counts(workspace, everything)).toEqual({ SHIPPED: 3 });
    await record(aRecord('2', { observations: [{ status: parseStatus('Delivered'), at: new Date('2026-10-21T10:00:00Z'), approximate: false }] }));
    expect(await db.store.sends.counts(workspace, everything)).toEqual({ SHIPPED: 2, DELIVERED: 1 });
  });

  const at = (time: string, status: string, approximate = false) => ({ status: parseStatus(status), at: new Date(time), approximate });

  it('lets an older record fill gaps and overwrite nothing', async () => {
    await record(aRecord('10', { gift: 'Mug', observations: [at('2026-10-20T10:00:00Z', 'Shipped')] }));
    await record(aRecord('10', { gift: 'Cup', recipientName: 'Jane', observations: [at('2026-10-01T10:00:00Z', 'Order Received')] }));
    expect(await find('10')).toMatchObject({ gift: 'Mug', recipient: { name: 'Jane' }, status: { name: 'SHIPPED' } });
    await record(aRecord('10', { gift: 'Cap', observations: [at('2026-10-21T10:00:00Z', 'Delivered')] }));
    expect(await find('10')).toMatchObject({ gift: 'Cap', status: { name: 'DELIVERED' } });
  });

  it('leaves a send in the team it had when first seen', async () => {
    await record(aRecord('11', { team: 'First' }));
    await record(aRecord('11', { team: 'Second', observations: [at('2026-10-25T10:00:00Z', 'Delivered')] }));
    expect(await find('11')).toMatchObject({ team: { name: 'First' } });
  });

  it('joins records only by a name they share, and refuses names that contradict each other', async () => {
    await record(aRecord('20', { names: [{ scheme: 'number', value: '20' }, { scheme: 'provider', value: 'gid-20' }] }), aRecord('21'));
    const outcomes = await record(
      aRecord('', { names: [{ scheme: 'provider', value: 'gid-20' }] }),
      aRecord('', { names: [{ scheme: 'number', value: '21' }, { scheme: 'provider', value: 'gid-20' }] }),
      aRecord('', { names: [{ scheme: 'number', value: '20' }, { scheme: 'provider', value: 'gid-other' }] }),
    );
    expect(outcomes).toEqual([{ result: 'unchanged' }, { result: 'refused', why: 'names-differ' }, { result: 'refused', why: 'names-differ' }]);
  });

  it('tells two tracking numbers of a send apart, and the way to the warehouse from the way to the recipient', async () => {
    await record(aRecord('30', { observations: [at('2026-10-01T10:00:00Z', 'Amazon Shipped')], tracking: { number: 'TBA123456789012' } }));
    expect(await find('30')).toMatchObject({ tracking: { number: 'TBA123456789012', toWarehouse: true } });
    await record(aRecord('30', { observations: [at('2026-10-05T10:00:00Z', 'Shipped')], tracking: { number: '1Z 5R8 910 6803 5745 97', carrier: 'UPS' } }));
    expect(await find('1z5r89106803574597')).toMatchObject({ number: '30', tracking: { carrier: 'UPS', toWarehouse: false } });
    expect(await find('tba123456789012')).toMatchObject({ number: '30' });
  });

  it('sets a future update aside and applies it when due', async () => {
    expect(await record(aRecord('40', { observations: [at('2026-12-01T00:00:00Z', 'Shipped')] }))).toEqual([{ result: 'refused', why: 'nothing-due' }]);
    await record(aRecord('40', { observations: [at('2026-10-01T00:00:00Z', 'Shipped'), at('2026-12-01T00:00:00Z', 'Delivered')] }));
    expect(await find('40')).toMatchObject({ status: { name: 'SHIPPED' } });
    expect(await db.store.recorder.applyDue(new Date('2026-11-30T00:00:00Z'), 10)).toBe(0);
    expect(await db.store.recorder.applyDue(new Date('2026-12-01T00:00:01Z'), 10)).toBe(1);
    expect(await db.store.recorder.applyDue(new Date('2026-12-01T00:00:01Z'), 10)).toBe(0);
    expect(await find('40')).toMatchObject({ status: { name: 'DELIVERED' } });
  });

  it('writes nothing in a dry run, and decides the same', async () => {
    const records = [aRecord('50', { team: 'Dry', campaign: { name: 'Dry' }, senderEmail: 'dry@corp.example' }), aRecord('10')];
    const outcomes = await db.store.recorder.record(workspace, records, { source: 'CSV', now, dryRun: true });
    expect(outcomes.map(({ result }) => result)).toEqual(['new', 'unchanged']);
    expect(await find('50')).toBeUndefined();
    expect(await db.query("SELECT 1 FROM members WHERE email = 'dry@corp.example' UNION ALL SELECT 1 FROM teams WHERE key = 'dry'")).toEqual([]);
  });

  /** What is kept of the sends of a number range, without what tells when and as what row it was kept. */
  const kept = (like: string) =>
    db.query(`SELECT number, status, status_detail, status_since, status_approximate, family, listed_at, search_text,
      (SELECT count(*) FROM observations o WHERE o.workspace_id = s.workspace_id AND o.send_id = s.id AND NOT o.approximate) AS heard
      FROM sends s WHERE number LIKE $1 ORDER BY number`, [like]);

  it('ends in the same state whatever the order, the repetition and the grouping, also by several at once', async () => {
    const updates = (prefix: string): SendRecord[] =>
      Array.from({ length: 12 }, (_, send) =>
        ['Sent', 'Order Received', 'Fulfillment Issue', 'Shipped', 'Delivered'].map((status, day) =>
          aRecord(`${prefix}${String(send).padStart(2, '0')}`, { observations: [at(`2026-10-${String(10 + day + (send % 3)).padStart(2, '0')}T00:00:00Z`, status, (send + day) % 7 === 0)] }),
        ),
      ).flat();
    await record(...updates('60'));
    const shuffled = [...updates('61'), ...updates('61')].toSorted((a, b) => JSON.stringify(a).length * 7 % 13 - JSON.stringify(b).length * 7 % 13).toReversed();
    const parts = Array.from({ length: 6 }, (_, part) => shuffled.filter((_, i) => i % 6 === part));
    await Promise.all(parts.map((part) => record(...part)));
    const straight = await kept('60%');
    const crooked = await kept('61%');
    const renamed = crooked.map((row) => ({ ...row, number: String(row['number']).replace(/^61/, '60'), search_text: String(row['search_text']).replace('\n61', '\n60') }));
    expect(renamed).toEqual(straight);
    const [counted] = await db.query('SELECT (SELECT sum(count)::int FROM team_counts) AS by_team, (SELECT sum(count)::int FROM sender_counts) AS by_sender, (SELECT count(*)::int FROM sends) AS sends');
    expect(counted?.['by_team']).toBe(counted?.['sends']);
    expect(counted?.['by_sender']).toBe(counted?.['sends']);
  });

  const campaignState = async (name: string) => (await db.query('SELECT state FROM campaigns WHERE name = $1', [name]))[0]?.['state'];

  it('keeps a campaign’s state where a row says nothing of it, and does not turn it back by an older row', async () => {
    const of = (number: string, day: string, campaign: SendRecord['campaign']) => aRecord(number, { ...(campaign && { campaign }), observations: [at(`2026-10-${day}T00:00:00Z`, 'Shipped')] });
    await record(of('70', '10', { name: 'Kept', state: 'ARCHIVED' }), of('71', '11', { name: 'Kept' }));
    expect(await campaignState('Kept')).toBe('ARCHIVED');
    expect(await record(of('72', '01', { name: 'kept', state: 'ACTIVE' }))).toEqual([{ result: 'new' }]);
    expect(await campaignState('Kept')).toBe('ARCHIVED');
    expect(await record(of('71', '11', { name: 'KEPT', state: 'DELETED' }), of('70', '10', { name: 'Kept' }))).toEqual([{ result: 'changed' }, { result: 'unchanged' }]);
    expect(await campaignState('Kept')).toBe('DELETED');
  });

  it('lets the first of two rows that contradict each other count, however often they are told', async () => {
    const items = [aRecord('80', { gift: 'Mug' }), aRecord('80', { gift: 'Card' })];
    await record(...items);
    expect((await record(...items)).map(({ result }) => result)).toEqual(['unchanged', 'unchanged']);
    expect(await find('80')).toMatchObject({ gift: 'Mug' });
    expect(await record(aRecord('80', { gift: 'Corrected' }))).toEqual([{ result: 'changed' }]);
    expect(await find('80')).toMatchObject({ gift: 'Corrected' });
  });

  it('takes nothing of a record it refuses', async () => {
    const ghost = aRecord('90', { senderEmail: 'ghost@corp.example', team: 'Ghosts', campaign: { name: 'Ghost', state: 'DELETED' }, observations: [at('2099-01-01T00:00:00Z', 'Sent')] });
    expect(await record(ghost)).toEqual([{ result: 'refused', why: 'nothing-due' }]);
    expect(await db.query("SELECT 1 FROM members WHERE email LIKE 'ghost%' UNION ALL SELECT 1 FROM teams WHERE key = 'ghosts' UNION ALL SELECT 1 FROM campaigns WHERE name = 'Ghost'")).toEqual([]);
  });

  it('counts in one batch what is new, what only moved and what is said anew', async () => {
    const status = (number: string, name: string, said: Partial<SendRecord> = {}) => aRecord(number, { observations: [at('2026-10-26T10:00:00Z', name)], ...said });
    await record(status('96', 'Sent'), status('97', 'Sent'), status('98', 'Sent'));
    const later = (number: string, name: string, said: Partial<SendRecord> = {}) => aRecord(number, { observations: [at('2026-10-27T10:00:00Z', name)], ...said });
    await record(later('96', 'Shipped'), later('97', 'Delivered', { gift: 'Mug' }), later('99', 'Delivered'), later('98', 'Shipped'));
    const counted = (table: string) => db.query(`SELECT status, sum(count)::int AS count FROM ${table} WHERE workspace_id = $1 GROUP BY 1 HAVING sum(count) <> 0 ORDER BY 1`, [workspace]);
    const there = await db.query('SELECT status, count(*)::int AS count FROM sends WHERE workspace_id = $1 GROUP BY 1 ORDER BY 1', [workspace]);
    expect([await counted('team_counts'), await counted('sender_counts')]).toEqual([there, there]);
  });

  it('goes on when a newer instance has brought the schema up to date meanwhile', async () => {
    await record(aRecord('95'));
    await record(aRecord('95', { gift: 'Mug' }));
    await db.query('ALTER TABLE sends ADD COLUMN what_comes_next TEXT');
    expect(await record(aRecord('95', { gift: 'Mug', recipientName: 'Jane' }))).toEqual([{ result: 'changed' }]);
  });
});

describe.each(databases)('workspaces, on $name', ({ open }) => {
  it('created by several at once are one', async () => {
    const db = await open();
    const made = await Promise.all([1, 2, 3].flatMap(() => [db.store.workspaces.create('Corp', 'T9'), db.store.workspaces.create('default', undefined)]));
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
    await db.drop();
  });
});
