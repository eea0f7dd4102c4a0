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
});
