import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../src/domain/ids.ts';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import { DAY, staleWindows } from '../../src/domain/staleness.ts';
import { openStore } from '../../src/store/open.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import { raiseStaleAlerts } from '../../src/usecases/raiseStaleAlerts.ts';
import { snoozeAlert } from '../../src/usecases/snoozeAlert.ts';
import { takeStale } from '../../src/usecases/takeStale.ts';
import { anActor, memberId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

/** A Friday. */
const NOW = new Date('2026-11-20T12:00:00Z');
const THRESHOLDS = { ORDER_RECEIVED: { days: 7, byKind: { Amazon: 10 } }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } };
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY);
const later = (days: number): Date => new Date(NOW.getTime() + days * DAY);

describe.each(databases)('alerts about sends that stay too long, on $name', ({ open }) => {
  let database: TestDatabase;
  let workspace: WorkspaceId;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    workspace = (await database.store.workspaces.create('Corp', `T${randomUUID()}`)).id;
    await database.store.members.save(workspace, [
      { email: 'mia@corp.example', name: 'Mia Chen', role: 'MANAGER', teams: ['EMEA'] }, { email: 'max@corp.example', name: 'Max Roth', role: 'MANAGER', teams: ['APAC'] },
    ], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: NOW } });
  });
  afterAll(() => database.drop());

  const record = (number: string, status: SendRecord['observations'][number]['status'], since: Date, more: Partial<SendRecord> = {}): SendRecord => ({
    names: [{ scheme: 'number', value: number }], senderEmail: 'sam@corp.example', senderName: 'Sam Lee', team: 'EMEA', kind: 'Inventoried Sends',
    observations: [{ status, at: since, approximate: false }], ...more,
  });
  const send = (...records: SendRecord[]) => database.store.recorder.record(workspace, records, { source: 'CSV', now: NOW, dryRun: false });
  const raise = (now: Date, store = database.store) => raiseStaleAlerts({ stale: store.stale, thresholds: THRESHOLDS })(workspace, now);
  const written = async (kind = 'stale'): Promise<string[]> => {
    const found = await database.query(`SELECT o.key, s.number FROM outbox o LEFT JOIN sends s ON s.id = o.send_id WHERE o.workspace_id = $1 AND o.kind = $2 ORDER BY s.number, o.key`, [workspace, kind]);
    return found.map(({ number, key }) => String(number ?? key));
  };
  const idOf = async (number: string): Promise<SendId> => {
    const [row] = await database.query('SELECT id FROM sends WHERE workspace_id = $1 AND number = $2', [workspace, number]);
    return z.custom<SendId>((value) => typeof value === 'string').parse(row?.['id']);
  };
  const person = async (email: string, said: Partial<ReturnType<typeof anActor>>) => {
    const [row] = await database.query('SELECT id FROM members WHERE workspace_id = $1 AND email = $2', [workspace, email]);
    return anActor({ workspaceId: workspace, memberId: z.custom<MemberId>((value) => typeof value === 'string').parse(row?.['id']), ...said });
  };

  it('are raised for what is over its days, by kind, and for nothing else', async () => {
    await send(
      record('1', { name: 'ORDER_RECEIVED' }, daysAgo(8)), record('2', { name: 'ORDER_RECEIVED' }, daysAgo(6)), record('3', { name: 'ORDER_RECEIVED' }, daysAgo(9), { kind: 'Amazon' }),
      record('4', { name: 'FULFILLMENT_ISSUE' }, daysAgo(4)), record('5', { name: 'CONFIRMING_ADDRESS' }, daysAgo(6)), record('6', { name: 'SHIPPED' }, daysAgo(60)),
    );
    await raise(NOW);
    expect(await written()).toEqual(['1', '4', '5']);
  });

  it('come once a stay, whatever restarts, and again for a new stay', async () => {
    await send(record('1', { name: 'FULFILLMENT_ISSUE' }, daysAgo(4)));
    for (const minutes of [0, 10, 20]) await raise(new Date(NOW.getTime() + minutes * 60_000));
    expect(await written()).toEqual(['1']);
    await send(record('1', { name: 'ORDER_RECEIVED' }, daysAgo(3)));
    await raise(NOW);
    expect(await written()).toEqual(['1']);
    await raise(later(6));
    expect(await written()).toEqual(['1', '1']);
  });

  it('miss nothing that comes to be late by another way than by waiting, and tell nothing that somebody has in hand', async () => {
    await send(record('1', { name: 'FULFILLMENT_ISSUE' }, daysAgo(4)), record('2', { name: 'ORDER_RECEIVED' }, daysAgo(6)), record('3', { name: 'ORDER_RECEIVED' }, daysAgo(6.5)));
    await raise(NOW);
    expect(await written()).toEqual(['1']);
    // A file from long ago, and a status that is told late with its own time.
    await send(record('4', { name: 'CONFIRMING_ADDRESS' }, daysAgo(90)), record('2', { name: 'FULFILLMENT_ISSUE' }, daysAgo(5)));
    await raise(NOW);
    expect(await written()).toEqual(['1', '2', '4']);
    // Somebody snoozes one that is not late yet; then fewer days are allowed.
    await snoozeAlert({ ...database.store, clock: () => NOW })(await person('sam@corp.example', {}), await idOf('3'), 'until it moves');
    await send(record('5', { name: 'ORDER_RECEIVED' }, daysAgo(6)));
    await raiseStaleAlerts({ stale: database.store.stale, thresholds: { ...THRESHOLDS, ORDER_RECEIVED: { days: 5, byKind: {} } } })(workspace, NOW);
    expect(await written()).toEqual(['1', '2', '4', '5']);
    await raise(later(60));
    expect(await written()).toEqual(['1', '2', '4', '5']);
  });

  it('come three days before an address can’t be confirmed any more, and /sends stale has the same', async () => {
    const ending = (number: string, days: number, since = daysAgo(1)) => record(number, { name: 'CONFIRMING_ADDRESS' }, since, { confirmBy: later(days) });
    await send(ending('1', 1.5), ending('2', 3.5), ending('3', 30, daysAgo(6)), ending('4', 30), record('5', { name: 'ORDER_RECEIVED' }, daysAgo(1), { confirmBy: later(1) }));
    const listed = async (now: Date): Promise<string[]> => (await database.store.sends.inWindows(workspace, { everything: true }, staleWindows(now, THRESHOLDS), NO_FILTER, memberId('00000000-0000-7000-8000-000000000000'), { size: 10 }))
      .items.map(({ number }) => number);
    await raise(NOW);
    expect(await written()).toEqual(['1', '3']);
    // The longest overdue first, by whichever of the two it is.
    expect(await listed(NOW)).toEqual(['1', '3']);
    await raise(later(1));
    await raise(later(1));
    expect(await written()).toEqual(['1', '2', '3']);
    expect((await listed(later(1))).toSorted()).toEqual(['1', '2', '3']);
    // Another end, told later.
    await send(ending('4', 2, daysAgo(1)));
    await raise(later(1));
    expect(await written()).toEqual(['1', '2', '3', '4']);
  });

  it('are all raised when more became late than are looked at at once', async () => {
    await send(...Array.from({ length: 1100 }, (_, i) => record(String(i + 1), { name: 'FULFILLMENT_ISSUE' }, daysAgo(4))));
    await raise(NOW);
    expect(await written()).toHaveLength(1100);
    // All of them leave together.
    expect(await database.query("SELECT DISTINCT due_at FROM outbox WHERE workspace_id = $1 AND kind = 'stale'", [workspace])).toEqual([{ due_at: new Date(NOW.getTime() + 60_000) }]);
    expect(await database.store.stale.raise(workspace, staleWindows(NOW, THRESHOLDS), NOW, { limit: 500, many: false })).toBe(0);
  });

  it('are quiet while snoozed, come back after it, and not when it moved meanwhile', async () => {
    await send(record('1', { name: 'FULFILLMENT_ISSUE' }, daysAgo(4)), record('2', { name: 'FULFILLMENT_ISSUE' }, daysAgo(4)), record('3', { name: 'FULFILLMENT_ISSUE' }, daysAgo(4)));
    await raise(NOW);
    const sam = await person('sam@corp.example', {});
    const snooze = (id: SendId, choice: 1 | 'until it moves') => snoozeAlert({ ...database.store, clock: () => NOW })(sam, id, choice);
    expect(await snooze(await idOf('1'), 1)).toEqual({ until: later(1) });
    await snooze(await idOf('2'), 1);
    await snooze(await idOf('3'), 'until it moves');
    await raise(later(0.9));
    expect(await written()).toEqual(['1', '2', '3']);
    await send(record('2', { name: 'SHIPPED' }, daysAgo(0)));
    await raise(later(1.1));
    await raise(later(30));
    expect(await written()).toEqual(['1', '1', '2', '3']);
  });

  it('come once a send is late also where it was snoozed before that, by an alert about an earlier stay', async () => {
    await send(record('1', { name: 'FULFILLMENT_ISSUE' }, daysAgo(4)));
    await raise(NOW);
    await send(record('1', { name: 'ORDER_RECEIVED' }, daysAgo(2)));
    await snoozeAlert({ ...database.store, clock: () => NOW })(await person('sam@corp.example', {}), await idOf('1'), 1);
    await raise(later(1.1));
    expect(await written()).toEqual(['1']);
    await raise(later(6));
    await raise(later(7));
    expect(await written()).toEqual(['1', '1']);
  });

  it('can’t be snoozed by who may not see the send', async () => {
    await send(record('1', { name: 'FULFILLMENT_ISSUE' }, daysAgo(4)));
    await raise(NOW);
    const max = await person('max@corp.example', { role: 'MANAGER', teams: [] });
    expect(await snoozeAlert({ ...database.store, clock: () => NOW })(max, await idOf('1'), 1)).toBeUndefined();
    expect(await takeStale({ ...database.store, clock: () => NOW })(max, await idOf('1'))).toEqual({ result: 'unknown' });
    expect(await database.store.stale.alertsOf(workspace, [await idOf('1')])).toMatchObject([{ snoozedUntil: undefined, taken: undefined }]);
  });

  it('go to the team’s managers after twice the days: once a working day, and to no other team’s', async () => {
    await send(record('1', { name: 'FULFILLMENT_ISSUE' }, daysAgo(5)));
    await raise(NOW);
    expect(await written('stale-team')).toEqual([]);
    for (const days of [3, 3.1, 4, 4.2]) await raise(later(days)); // Monday and Tuesday
    expect(await written('stale-team')).toEqual(['stale-team:2026-11-23', 'stale-team:2026-11-24']);
    const [saturday, sunday] = [later(8), later(9)];
    for (const day of [saturday, sunday]) await raise(day);
    expect(await written('stale-team')).toHaveLength(2);
    const recipients = await database.query(`SELECT DISTINCT b.address FROM outbox o JOIN mailboxes b ON b.id = o.mailbox_id WHERE o.workspace_id = $1 AND o.kind = 'stale-team'`, [workspace]);
    const mia = await person('mia@corp.example', {});
    expect(recipients.map(({ address }) => address)).toEqual([`member:${mia.memberId}`]);
  });

  it('are taken by one manager, of however many who click', async () => {
    await send(record('1', { name: 'FULFILLMENT_ISSUE' }, daysAgo(9)));
    const id = await idOf('1');
    const mia = await person('mia@corp.example', { role: 'MANAGER', teams: 'every' });
    const max = await person('max@corp.example', { role: 'MANAGER', teams: 'every' });
    const take = takeStale({ ...database.store, clock: () => NOW });
    const outcomes = await Promise.all([take(mia, id), take(max, id), take(mia, id), take(max, id)]);
    const mine = outcomes.filter(({ result }) => result === 'mine');
    expect(mine).toHaveLength(2);
    expect(outcomes.filter(({ result }) => result === 'taken')).toHaveLength(2);
    const [alert] = await database.store.stale.alertsOf(workspace, [id]);
    expect(['Mia Chen', 'Max Roth']).toContain(alert?.taken?.name);
  });

  it('are raised once by two instances that look at the same moment', async () => {
    await send(...Array.from({ length: 40 }, (_, i) => record(String(i + 1), { name: 'FULFILLMENT_ISSUE' }, daysAgo(4))));
    const other = database.url === undefined ? undefined : await openStore({ databaseUrl: database.url, dataDir: '', owner: 'another instance' });
    await Promise.all([raise(NOW), raise(NOW, other ?? database.store), raise(NOW)]);
    await other?.close();
    expect(await written()).toHaveLength(40);
  });
});
