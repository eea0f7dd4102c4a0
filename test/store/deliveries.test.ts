import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { parseStatus } from '../../src/domain/status.ts';
import { openStore } from '../../src/store/open.ts';
import type { SendRecord, Store } from '../../src/usecases/ports.ts';
import type { ReadDelivery } from '../../src/usecases/ports/deliveries.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const now = new Date('2026-11-20T12:00:00Z');
const everything = { everything: true } as const;
const at = (day: number, status: string) => ({ status: parseStatus(status), at: new Date(Date.UTC(2026, 9, day)), approximate: false });
const gid = (value: string) => [{ scheme: 'provider' as const, value }];
const delivery = (news: ReadDelivery['news'], id: string = randomUUID()): ReadDelivery => ({ id, event: 'shipped', body: JSON.stringify({ id }), news });
const update = (name: string, day: number, status: string, id?: string): ReadDelivery =>
  delivery({ form: 'update', record: { names: gid(name), observations: [at(day, status)] } }, id);
const aSend = (name: string, said: Partial<SendRecord> = {}): SendRecord => ({ names: gid(name), senderEmail: 'sam@corp.example', observations: [at(1, 'Order Received')], ...said });
const wholeSend = (record: SendRecord, id?: string): ReadDelivery => delivery({ form: 'send', record, unread: [] }, id);
const puzzle = (id?: string): ReadDelivery => delivery({ form: 'not-understood', why: 'names no event' }, id);

describe.each(databases)('webhook deliveries, on $name', ({ name: kind, open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  /** On PostgreSQL a second instance of the store; the embedded database has but one. */
  let other: Store;
  beforeAll(async () => {
    db = await open();
    other = db.url === undefined ? db.store : await openStore({ databaseUrl: db.url, dataDir: '', owner: 'a test' });
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
  });
  afterAll(async () => {
    if (other !== db.store) await other.close();
    await db.drop();
  });
  const take = (...items: ReadDelivery[]) => db.store.deliveries.take(workspace, items, now);
  const record = (...records: SendRecord[]) => db.store.recorder.record(workspace, records, { source: 'API', now, dryRun: false });
  const details = async (name: string, store = db.store) => {
    const [found] = await store.sends.lookUp(workspace, everything, name, 2);
    return found && (await store.sends.details(workspace, everything, found.id));
  };
  const heard = async (name: string) => (await details(name))?.history.map(({ status, source }) => `${status.name} ${source}`).toSorted();
  const waiting = async () => Number((await db.query('SELECT count(*) AS n FROM waiting_updates'))[0]?.['n']);

  it('are done once by their id', async () => {
    await record(aSend('once'));
    const shipped = update('once', 5, 'Shipped', 'id-once');
    expect(await take(shipped, shipped)).toEqual([{ result: 'changed' }, { result: 'duplicate' }]);
    expect(await take(update('once', 6, 'Delivered', 'id-once'))).toEqual([{ result: 'duplicate' }]);
    expect(await take(update('once', 5, 'Shipped'))).toEqual([{ result: 'unchanged' }]);
    expect(await heard('once')).toEqual(['ORDER_RECEIVED API', 'SHIPPED webhook']);
  });

  it('are done once by their id also by several instances at once', async () => {
    await record(aSend('race'));
    const items = [update('race', 5, 'Shipped', 'id-race-1'), update('race', 6, 'Delivered', 'id-race-2')];
    const outcomes = (await Promise.all([db.store, other, db.store, other].map((store, i) => store.deliveries.take(workspace, i % 2 === 0 ? items : items.toReversed(), now)))).flat();
    expect(outcomes.map(({ result }) => result).toSorted()).toEqual(['changed', 'changed', ...Array.from({ length: 6 }, () => 'duplicate')]);
  });

  it('leave no trace of their id when their effect fails', async () => {
    const broken = wholeSend(aSend('broken', { cost: { cents: 2 ** 70, currency: 'USD' } }), 'id-broken');
    await expect(take(broken)).rejects.toThrow(/out of range/);
    expect(await take(wholeSend(aSend('broken'), 'id-broken'))).toEqual([{ result: 'new' }]);
  });

  it('wait for a send that is not known, and reach it when another source brings it', async () => {
    expect(await take(update('late', 5, 'Shipped'), update('late', 5, 'Shipped'), update('late', 9, 'Delivered'))).toEqual([{ result: 'waiting' }, { result: 'waiting' }, { result: 'waiting' }]);
    expect(await waiting()).toBe(2);
    expect(await record(aSend('late'))).toEqual([{ result: 'new' }]);
    expect(await waiting()).toBe(0);
    expect(await details('late')).toMatchObject({ status: { name: 'DELIVERED' }, since: new Date('2026-10-09T00:00:00Z') });
    expect(await heard('late')).toEqual(['DELIVERED webhook', 'ORDER_RECEIVED API', 'SHIPPED webhook']);
  });

  it('wait for a send that is known by another name, until a source says that both are one', async () => {
    const number = { scheme: 'number' as const, value: '77' };
    await record(aSend('', { names: [number] }));
    expect(await take(update('gid-77', 5, 'Shipped'))).toEqual([{ result: 'waiting' }]);
    expect(await record(aSend('', { names: [number, ...gid('gid-77')] }))).toEqual([{ result: 'changed' }]);
    expect(await details('77')).toMatchObject({ status: { name: 'SHIPPED' } });
    expect(await waiting()).toBe(0);
  });

  it('wait for a send that a whole send by webhook brings, also in the same batch', async () => {
    expect((await take(update('both', 5, 'Shipped'), wholeSend(aSend('both')), update('both', 6, 'Delivered'))).map(({ result }) => result)).toEqual(['changed', 'new', 'changed']);
    expect(await details('both')).toMatchObject({ status: { name: 'DELIVERED' } });
    expect(await heard('both')).toEqual(['DELIVERED webhook', 'ORDER_RECEIVED webhook', 'SHIPPED webhook']);
    expect(await waiting()).toBe(0);
  });

  it('are not looked for in a dry run', async () => {
    await take(update('dry', 5, 'Shipped'));
    await db.store.recorder.record(workspace, [aSend('dry')], { source: 'API', now, dryRun: true });
    expect(await waiting()).toBe(1);
    await record(aSend('dry'));
  });

  it('reach a send whatever comes first, when both come at once', async () => {
    const rounds = kind === 'PostgreSQL' ? 30 : 5;
    for (let round = 0; round < rounds; round++) {
      const name = `at-once-${round}`;
      const news = other.deliveries.take(workspace, [update(name, 5, 'Shipped'), update(`nobody-${round}`, 5, 'Shipped')], now);
      const send = round % 3 === 0 ? other.deliveries.take(workspace, [wholeSend(aSend(name))], now) : db.store.recorder.record(workspace, [aSend(name)], { source: 'CSV', now, dryRun: false });
      const [[outcome]] = await Promise.all([news, send]);
      expect(['waiting', 'changed']).toContain(outcome?.result);
      expect(await details(name), `round ${round}, ${outcome?.result}`).toMatchObject({ status: { name: 'SHIPPED' } });
    }
    expect(await db.query("SELECT value FROM waiting_updates WHERE value LIKE 'at-once%'")).toEqual([]);
  });

  it('that lie in the future wait until they are due', async () => {
    await record(aSend('future'));
    const record2099: SendRecord = { names: gid('future'), observations: [{ ...at(5, 'Delivered'), at: new Date('2026-12-01T00:00:00Z') }] };
    expect(await take(delivery({ form: 'update', record: record2099 }))).toEqual([{ result: 'changed' }]);
    expect(await details('future')).toMatchObject({ status: { name: 'ORDER_RECEIVED' } });
    await db.store.recorder.applyDue(new Date('2026-12-01T00:00:00Z'), 10);
    expect(await details('future')).toMatchObject({ status: { name: 'DELIVERED' } });
  });

  it('that are not understood are set aside, and do not use up their id', async () => {
    expect(await take(puzzle('id-puzzle'), update('later', 5, 'Shipped'))).toEqual([{ result: 'set-aside', why: 'not-understood' }, { result: 'waiting' }]);
    expect(await take(puzzle('id-puzzle'))).toEqual([{ result: 'set-aside', why: 'not-understood' }]);
    const kept = async () => (await db.store.deliveries.setAside(workspace, { size: 10, after: undefined })).map(({ id, body }) => ({ id, body }));
    expect(await kept()).toEqual([{ id: 'id-puzzle', body: JSON.stringify({ id: 'id-puzzle' }) }]);
    expect(await take(wholeSend(aSend('puzzle'), 'id-puzzle'))).toEqual([{ result: 'new' }]);
    expect(await kept()).toEqual([]);
    expect(await take(puzzle('id-puzzle'))).toEqual([{ result: 'duplicate' }]);
  });

  it('of one id in one batch: the one that is understood counts', async () => {
    expect(await take(puzzle('id-two'), wholeSend(aSend('two'), 'id-two'))).toEqual([{ result: 'duplicate' }, { result: 'new' }]);
  });

  it('that cannot be recorded are set aside with the reason', async () => {
    await record(aSend('mine', { names: [...gid('mine'), { scheme: 'number', value: '500' }] }));
    const outcomes = await take(
      wholeSend({ names: gid('orphan'), observations: [at(5, 'Shipped')] }, 'id-orphan'), wholeSend(aSend('unborn', { observations: [] }), 'id-unborn'),
      wholeSend(aSend('', { names: [...gid('other'), { scheme: 'number', value: '500' }] }), 'id-differ'),
    );
    expect(outcomes).toEqual(['no-sender', 'nothing-due', 'names-differ'].map((why) => ({ result: 'set-aside', why })));
    expect(await db.query("SELECT id, outcome FROM webhook_deliveries WHERE id IN ('id-orphan', 'id-unborn', 'id-differ') AND body IS NOT NULL ORDER BY id")).toEqual([
      { id: 'id-differ', outcome: 'names-differ' }, { id: 'id-orphan', outcome: 'no-sender' }, { id: 'id-unborn', outcome: 'nothing-due' },
    ]);
    expect((await db.store.deliveries.setAside(workspace, { size: 2, after: undefined })).length).toBe(2);
    const [first] = await db.store.deliveries.setAside(workspace, { size: 1, after: undefined });
    const rest = await db.store.deliveries.setAside(workspace, { size: 10, after: first });
    expect(rest.map(({ id }) => id)).not.toContain(first?.id);
    expect(rest).toHaveLength(2);
  });

  it('of a name that gathers too many are set aside beyond', async () => {
    const many = Array.from({ length: 502 }, (_, i): ReadDelivery => delivery({ form: 'update', record: { names: gid('many'), observations: [{ ...at(1, 'Sent'), at: new Date(Date.UTC(2026, 1, 1, 0, 0, i)) }] } }));
    await take(...many.slice(0, 500));
    expect(await take(...many.slice(500))).toEqual([{ result: 'set-aside', why: 'too-many-waiting' }, { result: 'set-aside', why: 'too-many-waiting' }]);
  });

  it('are forgotten when they are old: ids after 30 days, what waits after 100', async () => {
    const days = (n: number) => new Date(now.getTime() + n * 86_400_000);
    expect(await db.store.deliveries.forget(days(29))).toEqual({ ids: 0, setAside: 0, waiting: 0 });
    const forgotten = await db.store.deliveries.forget(days(31));
    expect(forgotten).toMatchObject({ setAside: 5, waiting: 0 });
    expect(forgotten.ids).toBeGreaterThan(10);
    expect((await db.store.deliveries.forget(days(101))).waiting).toBeGreaterThan(500);
    expect(await waiting()).toBe(0);
  });
});
