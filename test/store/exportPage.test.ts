import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendId, WorkspaceId } from '../../src/domain/ids.ts';
import { NO_FILTER, type Filter } from '../../src/domain/query/filter.ts';
import { parseStatus } from '../../src/domain/status.ts';
import { reaches, type Reach } from '../../src/domain/visibility.ts';
import type { ExportedSend, SendRecord } from '../../src/usecases/ports.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const now = new Date('2026-11-01T12:00:00Z');
const everything: Reach = { everything: true };
const PEOPLE = ['sam', 'eve'];
const TEAMS = ['EMEA', 'APAC', undefined];

const aRecord = (n: number, said: Partial<SendRecord> = {}): SendRecord => ({
  names: [{ scheme: 'number', value: String(1000 + n) }],
  senderEmail: `${PEOPLE[n % 2]}@corp.example`,
  createdAt: new Date(now.getTime() - n * 60_000),
  observations: [{ status: parseStatus(n % 4 === 0 ? 'Delivered' : 'Shipped'), at: new Date('2026-10-01T00:00:00Z'), approximate: false }],
  ...(TEAMS[n % 3] === undefined ? {} : { team: TEAMS[n % 3] ?? '' }),
  ...said,
});

describe.each(databases)('pages of an export, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  const record = (...records: SendRecord[]) => db.store.recorder.record(workspace, records, { source: 'CSV', now, dryRun: false });
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  const inNewWorkspace = async (...records: SendRecord[]): Promise<void> => {
    workspace = (await db.store.workspaces.create(`Corp ${randomUUID()}`, undefined)).id;
    await record(...records);
  };

  /** All pages; `between` happens before the second. */
  const exported = async (reach: Reach, filter: Partial<Filter> = {}, size = 7, between: () => Promise<unknown> = async () => {}): Promise<ExportedSend[]> => {
    const rows: ExportedSend[] = [];
    for (let after: SendId | undefined; ; after = rows.at(-1)?.id) {
      const page = await db.store.sends.exportPage(workspace, reach, { ...NO_FILTER, ...filter }, undefined, { size, after });
      rows.push(...page);
      if (page.length < size) return rows;
      if (rows.length === size) await between();
    }
  };
  const numbers = (rows: readonly ExportedSend[]) => rows.map(({ number }) => Number(number));

  it('give each send within a reach once, in the order they were recorded', async () => {
    await inNewWorkspace(...Array.from({ length: 30 }, (_, n) => aRecord(n)));
    const everyone = await exported(everything);
    expect(numbers(everyone)).toEqual(Array.from({ length: 30 }, (_, n) => 1000 + n));
    const own = everyone[0]?.sender.id;
    const team = everyone[1]?.team?.id;
    if (own === undefined || team === undefined) throw new Error('no sends');
    const some: Reach[] = [
      { everything: false, own, teams: [] }, { everything: false, own: undefined, teams: [team] }, { everything: false, own, teams: [team] },
      { everything: false, own, teams: 'every' }, { everything: false, own: undefined, teams: [] },
    ];
    for (const reach of some) {
      const inside = everyone.filter((send) => reaches(reach, { senderId: send.sender.id, teamId: send.team?.id }));
      expect(numbers(await exported(reach))).toEqual(numbers(inside));
    }
  });

  it('hold only what the filter means; nobody is "me"', async () => {
    await inNewWorkspace(...Array.from({ length: 30 }, (_, n) => aRecord(n)));
    expect(numbers(await exported(everything, { statuses: ['DELIVERED'], teams: ['emea'] }))).toEqual([1000, 1012, 1024]);
    expect(await exported(everything, { from: [{ me: true }] })).toEqual([]);
    const { id } = await db.store.workspaces.create('Other', undefined);
    expect(await db.store.sends.exportPage(id, everything, NO_FILTER, undefined, { size: 10, after: undefined })).toEqual([]);
  });

  it('hold every send that was there all along once, whatever is added and moved meanwhile', async () => {
    await inNewWorkspace(...Array.from({ length: 20 }, (_, n) => aRecord(n)));
    const rows = await exported(everything, {}, 7, async () => {
      await record(...Array.from({ length: 5 }, (_, n) => aRecord(100 + n)));
      // A corrected date moves a send in every list: from the page already read to the one to come, and back.
      const later = { status: parseStatus('Delivered'), at: new Date('2026-10-20T00:00:00Z'), approximate: false };
      await record(aRecord(2, { createdAt: new Date('2025-01-01T00:00:00Z'), observations: [later] }), aRecord(15, { createdAt: now, observations: [later] }));
    });
    expect(numbers(rows).filter((number) => number < 1100)).toEqual(Array.from({ length: 20 }, (_, n) => 1000 + n));
  });

  it('carry everything an export says: names, address, message, the parcel that cards show', async () => {
    await inNewWorkspace(
      aRecord(1, {
        names: [{ scheme: 'id', value: 'abc' }, { scheme: 'provider', value: 'gid-1' }], recipientAddress: '1 Main St', message: 'Thank you',
        tracking: { number: 'TBA1', carrier: 'Amazon' }, cost: { cents: 1250, currency: 'EUR' }, campaign: { name: 'Q4', state: 'DELETED' },
      }),
      aRecord(1, {
        names: [{ scheme: 'id', value: 'abc' }], tracking: { number: '1Z9' },
        observations: [{ status: parseStatus('Delivered'), at: new Date('2026-10-05T00:00:00Z'), approximate: false }],
      }),
    );
    const [send] = await exported(everything);
    expect(send).toMatchObject({
      number: 'T-1', address: '1 Main St', message: 'Thank you', tracking: { number: '1Z9', toWarehouse: false }, cost: { cents: 1250, currency: 'EUR' },
      campaign: { name: 'Q4', state: 'DELETED' }, status: { name: 'DELIVERED' }, sinceApproximate: false,
    });
    expect(send?.names.toSorted((a, b) => (a.scheme < b.scheme ? -1 : 1))).toEqual([
      { scheme: 'id', value: 'abc' }, { scheme: 'provider', value: 'gid-1' }, { scheme: 'tracker', value: 'T-1' },
    ]);
  });
});
