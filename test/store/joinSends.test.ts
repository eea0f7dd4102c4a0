import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId, SendId, WorkspaceId } from '../../src/domain/ids.ts';
import { parseStatus } from '../../src/domain/status.ts';
import { openStore } from '../../src/store/open.ts';
import { MOVED } from '../../src/store/recorder/join.ts';
import type { SendName, SendRecord, Store } from '../../src/usecases/ports.ts';
import { raiseStaleAlerts } from '../../src/usecases/raiseStaleAlerts.ts';
import { itemId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { openDesk } from './cancels/desk.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const THRESHOLDS = { ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } };
const EVERYTHING = { everything: true } as const;
const minutes = (n: number): Date => new Date(NOW.getTime() + n * 60_000);

const gid = (value: string): SendName => ({ scheme: 'provider', value });
const own = (value: string): SendName => ({ scheme: 'id', value });
const number = (value: string): SendName => ({ scheme: 'number', value });
const told = (names: SendName[], status: string, at: Date, said: Partial<SendRecord> = {}): SendRecord =>
  ({ names, senderEmail: 'sam@corp.example', team: 'EMEA', observations: [{ status: parseStatus(status), at, approximate: false }], ...said });

describe.each(databases)('two sends that a name proves to be one, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let sam: MemberId;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    workspace = (await db.store.workspaces.create('Corp', `T${Math.random()}`)).id;
    await db.store.workspaces.markSourceRead(workspace, 'CSV', minutes(-600));
  });

  const record = (...records: SendRecord[]) => db.store.recorder.record(workspace, records, { source: 'CSV', now: NOW, dryRun: false });
  const find = async (text: string) => {
    const [send, ...others] = await db.store.sends.lookUp(workspace, EVERYTHING, text, 5);
    if (!send || others.length > 0) throw new Error(`${text} is known ${others.length + (send ? 1 : 0)} times`);
    sam = send.sender.id;
    return send;
  };
  const only = async (query: string): Promise<Record<string, unknown>[]> => db.query(query, [workspace]);
  const items = (kind: string) => only(`SELECT o.send_id, o.key, o.state, o.body FROM outbox o WHERE o.workspace_id = $1 AND o.kind = '${kind}' ORDER BY o.seq`);
  const both = (): SendRecord => told([own('A'), gid('g')], 'Order Received', minutes(-300));

  it('that had their alerts are not told of again, and their next stay is, once', async () => {
    const day = 24 * 60;
    await record(told([own('A')], 'Order Received', minutes(-20 * day)));
    await record(told([gid('g')], 'Order Received', minutes(-19 * day)));
    const look = async (at: Date): Promise<number> => {
      await raiseStaleAlerts({ stale: db.store.stale, thresholds: THRESHOLDS })(workspace, at);
      return (await items('stale')).length;
    };
    expect(await look(NOW)).toBe(2);
    await record(both());
    expect(await look(NOW)).toBe(2);
    await record(told([gid('g')], 'Fulfillment Issue', minutes(-10)));
    expect(await look(minutes(4 * day))).toBe(3);
    expect(await look(minutes(5 * day))).toBe(3);
  });

  it('become the older of them: both numbers, both names and the id in old buttons lead to it, and counts stay right', async () => {
    await record(told([own('A')], 'Order Received', minutes(-300), { gift: 'Mug', cost: { cents: 500, currency: 'USD' } }));
    await record(told([gid('g')], 'Shipped', minutes(-100), { gift: 'Cap', recipientName: 'Jane Park', tracking: { carrier: 'UPS', number: '1Z999AA10123456784' } }));
    const [older, younger] = [await find('A'), await find('g')];
    expect([older.number, younger.number]).toEqual(['T-1', 'T-2']);
    expect(await record(both())).toEqual([{ result: 'changed' }]);
    for (const name of ['A', 'g', 'T-1', 't-2', '1Z999AA10123456784']) expect(await find(name)).toMatchObject({ id: older.id, number: 'T-1' });
    expect(await db.store.sends.details(workspace, EVERYTHING, younger.id)).toMatchObject({
      id: older.id, status: { name: 'SHIPPED' }, gift: 'Cap', cost: { cents: 500 }, recipient: { name: 'Jane Park' }, history: [{ status: { name: 'SHIPPED' } }, { status: { name: 'ORDER_RECEIVED' } }],
    });
    expect(await db.store.sends.counts(workspace, EVERYTHING)).toEqual({ SHIPPED: 1 });
    expect((await db.store.audit.ofSend(workspace, older.id, 5)).map(({ verb, actor }) => ({ verb, actor }))).toEqual([{ verb: 'joined', actor: 'source' }]);
    // What an export of before called it, and what is said of it from now on.
    expect(await record(told([{ scheme: 'tracker', value: 'T-2' }], 'Delivered', minutes(-50)))).toEqual([{ result: 'changed' }]);
    expect(await record(both(), told([{ scheme: 'tracker', value: 'T-1' }, gid('g')], 'Delivered', minutes(-50)))).toEqual([{ result: 'unchanged' }, { result: 'unchanged' }]);
    expect(await find('T-1')).toMatchObject({ id: older.id, status: { name: 'DELIVERED' } });
  });

  it('whichever of them is known, in one file or in three, and whatever else is in it; a dry run says so and changes nothing', async () => {
    const file = [told([own('A')], 'Order Received', minutes(-300)), told([gid('g')], 'Shipped', minutes(-100)), told([number('7')], 'Delivered', minutes(-50)), both(),
      told([gid('g'), number('7')], 'Shipped', minutes(-100))];
    const dry = await db.store.recorder.record(workspace, file, { source: 'CSV', now: NOW, dryRun: true });
    expect(dry.map(({ result }) => result)).toEqual(['new', 'new', 'new', 'changed', 'changed']);
    await record(told([gid('g')], 'Shipped', minutes(-100)));
    const kept = await find('g');
    expect((await record(...file)).map(({ result }) => result)).toEqual(['new', 'unchanged', 'new', 'changed', 'changed']);
    for (const name of ['A', 'g', '7', kept.number]) expect(await find(name)).toMatchObject({ id: kept.id, number: '7', status: { name: 'DELIVERED' } });
    expect(await db.store.sends.counts(workspace, EVERYTHING)).toEqual({ DELIVERED: 1 });
  });

  it('stay two where names contradict each other, and where each has an open request', async () => {
    await record(told([own('A'), gid('other')], 'Order Received', minutes(-300)), told([gid('g')], 'Shipped', minutes(-100)));
    expect(await record(both())).toEqual([{ result: 'refused', why: 'names-differ' }]);
    const desk = await openDesk(db, 'handoff');
    workspace = desk.workspace;
    const mia = await desk.member('Mia', 'MANAGER', ['EMEA']);
    await desk.hears('1', 'Confirming Address');
    await record(told([gid('h')], 'Confirming Address', minutes(-100), { kind: 'Inventoried Sends' }));
    for (const name of ['1', 'h']) expect(await desk.asks(mia, name)).toMatchObject({ result: 'asked' });
    const proof = told([number('1'), gid('h')], 'Confirming Address', minutes(-100));
    expect(await record(proof)).toEqual([{ result: 'refused', why: 'both-asked' }]);
    await desk.answers(await desk.member('Ana', 'ADMIN'), '1', 'refused', 'ask again');
    const old = await find('1');
    expect(await record(proof)).toEqual([{ result: 'changed' }]);
    expect(await find('h')).toMatchObject({ id: old.id, number: '1', request: { state: 'WAITING' } });
    await desk.hears('1', 'Shipped');
    expect(await desk.requests('1')).toMatchObject([{ state: 'REFUSED' }, { state: 'OVERTAKEN' }]);
  });

  it('an open request of one is settled by what was known of the other', async () => {
    const desk = await openDesk(db, 'handoff');
    workspace = desk.workspace;
    const mia = await desk.member('Mia', 'MANAGER', ['EMEA']);
    await desk.hears('1', 'Confirming Address', minutes(-100));
    await record(told([gid('h')], 'Shipped', minutes(-50)));
    const gone = (await find('h')).id;
    await desk.asks(mia, '1');
    await record(told([number('1'), gid('h')], 'Shipped', minutes(-50)));
    expect(await desk.requests('1')).toMatchObject([{ state: 'OVERTAKEN' }]);
    // A click on a card of the one that is gone is decided about the other.
    expect(await db.store.cancels.decide(workspace, { send: gone }, undefined, NOW, ({ send }) => ({ result: send.number }))).toBe('1');
  });

  describe('with all that hangs on them', () => {
    let older: SendId;
    let younger: SendId;
    const item = (n: number) => itemId(`0198a000-0000-7000-8000-00000000000${n}`);
    const card = async (send: SendId, shows: 'send:' | 'ask:'): Promise<void> => {
      await db.query(`INSERT INTO living_messages (workspace_id, id, mailbox_id, subject, send_id, channel, ts, posted_at, shown)
        SELECT $1, gen_random_uuid(), id, $2, $3, 'D1', '1.1', $4, 'x' FROM mailboxes WHERE workspace_id = $1 AND address = $5`, [workspace, `${shows}${send}`, send, NOW, `member:${sam}`]);
    };
    const placed = (sendId: SendId, run: number, n: number) => db.store.notices.place(workspace, `member:${sam}`, [{ sendId, run, sort: 'routine', place: 'card', fold: undefined, item: item(n) }], NOW);
    const remind = (id: SendId, day: string) => db.store.outbox.add(workspace, [{ to: { member: sam }, body: { kind: 'remind' }, key: `remind:${id}:${day}`, sendId: id, dueAt: NOW }], NOW);
    const toldRuns = async (): Promise<unknown[]> => (await db.store.notices.toldOf(workspace, `member:${sam}`, [older])).map(({ run }) => run).toSorted();
    const run = async (): Promise<number | undefined> => (await db.store.notices.running(workspace, EVERYTHING, [younger]))[0]?.run;
    beforeEach(async () => {
      await record(told([own('A')], 'Order Received', minutes(-60)), told([gid('g')], 'Order Received', minutes(-60)));
      [older, younger] = [(await find('A')).id, (await find('g')).id];
    });

    it('mutes, reminders, messages and alerts go over, each once', async () => {
      await remind(older, '2026-12-01');
      for (const day of ['2026-12-01', '2026-12-02']) await remind(younger, day);
      await db.store.notices.mute(workspace, sam, younger, true);
      for (const send of [older, younger]) await card(send, 'send:');
      await card(younger, 'ask:');
      await db.store.stale.snooze(workspace, older, { until: minutes(1000) }, NOW);
      await db.store.stale.snooze(workspace, younger, { until: minutes(2000) }, NOW);
      await db.store.stale.take(workspace, younger, sam, NOW);
      await record(both());
      expect(await items('remind')).toMatchObject([
        { send_id: older, key: `remind:${older}:2026-12-01`, state: 'WAITING' }, { state: 'DROPPED' }, { send_id: older, key: `remind:${older}:2026-12-02`, state: 'WAITING' },
      ]);
      expect(await db.store.notices.mutedAmong(workspace, sam, [older])).toEqual(new Set([older]));
      expect(await only(`SELECT subject, send_id FROM living_messages WHERE workspace_id = $1 ORDER BY subject = 'send:${older}' DESC, subject`)).toEqual([
        { subject: `send:${older}`, send_id: older }, { subject: `ask:${younger}`, send_id: older }, { subject: `send:${younger}`, send_id: older },
      ]);
      expect((await items('refresh')).filter(({ state }) => state === 'WAITING')).toHaveLength(3);
      expect(await db.store.stale.alertsOf(workspace, [older])).toMatchObject([{ snoozedUntil: minutes(2000), taken: { by: sam } }]);
    });

    it('a card of the one that goes becomes the other’s where that has none', async () => {
      await remind(older, '2026-12-01');
      await card(younger, 'send:');
      await record(both());
      expect(await only('SELECT subject FROM living_messages WHERE workspace_id = $1')).toEqual([{ subject: `send:${older}` }]);
    });

    it('what was told of the status that both are in is told, whichever of them was in it', async () => {
      await placed(older, 1, 1);
      await record(told([gid('g')], 'Shipped', minutes(-10)));
      await placed(younger, 1, 2);
      await placed(younger, 2, 3);
      const before = (await items('news')).length;
      await record(both());
      expect(await find('A')).toMatchObject({ status: { name: 'SHIPPED' } });
      expect(await items('news')).toHaveLength(before);
      expect(await run()).toBe(4);
      expect(await toldRuns()).toEqual([1, 2, 4]);
      // What waits of that run is that of the run as it is called now: whoever delivers it finds it told.
      expect((await items('news')).filter(({ body }) => JSON.stringify(body).includes('"run":4') || JSON.stringify(body).includes('"run": 4'))).toHaveLength(1);
      await record(told([gid('g')], 'Delivered', minutes(-5)));
      expect((await items('news')).map(({ key }) => key)).toContain(`news:${older}:5`);
    });

    it('told of both, it stands once; an alert that waits for both is told once', async () => {
      await placed(older, 1, 1);
      await placed(younger, 1, 2);
      await db.query(`INSERT INTO stale_alerts (workspace_id, send_id, run, raised_at) SELECT workspace_id, id, status_run, $2 FROM sends WHERE workspace_id = $1`, [workspace, NOW]);
      for (const sendId of [older, younger]) await db.store.outbox.add(workspace, [{ to: { member: sam }, body: { kind: 'stale', run: 1 }, key: `stale:${sendId}:1`, sendId, dueAt: NOW }], NOW);
      await record(both());
      expect(await toldRuns()).toEqual([3]);
      expect(await items('stale')).toMatchObject([{ send_id: older, state: 'WAITING', body: { run: 3 } }, { state: 'DROPPED' }]);
      expect(await db.store.stale.alertsOf(workspace, [older])).toHaveLength(1);
    });

    it('a post under way of the one that goes is finished as the other’s', async () => {
      await remind(younger, '2026-11-20');
      const [held] = await db.store.outbox.claim(workspace, NOW, 1);
      const first = held?.items.find(({ body }) => body.kind === 'remind');
      if (!held || !first) throw new Error('nothing waits');
      await db.store.outbox.begin(held, [first.id], item(9), { subject: `send:${younger}`, sendId: younger }, NOW);
      await record(both());
      const [again] = await db.store.outbox.claim(workspace, minutes(60), 1);
      expect(again?.items.find(({ id }) => id === first.id)?.begun?.plan).toMatchObject({ sendId: older });
    });

    it('nothing of an erased recipient comes back by the other', async () => {
      await record(told([own('A')], 'Order Received', minutes(-60), { recipientName: 'Jane Park', recipientEmail: 'jane@acme.example' }));
      await record(told([gid('g')], 'Order Received', minutes(-60), { recipientName: 'Jane', recipientEmail: 'j@acme.example' }));
      await db.store.forgetting.recipient(workspace, 'j@acme.example', { actor: 'operator', door: 'CLI', at: NOW });
      await record({ ...both(), recipientName: 'Jane Park' });
      expect(await find('A')).toMatchObject({ recipient: { name: undefined, email: undefined } });
      await record(told([own('A')], 'Shipped', minutes(-10), { recipientName: 'Jane Park' }));
      expect(await find('g')).toMatchObject({ status: { name: 'SHIPPED' }, recipient: { name: undefined } });
    });
  });

  it('has a rule for every table that refers to a send', async () => {
    const found = await db.query(`SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f' AND confrelid = 'sends'::regclass ORDER BY 1`);
    expect(found.map(({ name }) => name)).toEqual(MOVED.toSorted());
  });

  it('by two instances at once, while both are told of: one is left, and nothing that was told is lost', async () => {
    const other: Store = db.url === undefined ? db.store : await openStore({ databaseUrl: db.url, dataDir: '', owner: 'a test' });
    const stores = [db.store, other];
    const sends = Array.from({ length: 12 }, (_, i) => i);
    for (const i of sends) await record(told([own(`A${i}`)], 'Order Received', minutes(-300)), told([gid(`g${i}`)], 'Order Received', minutes(-290)));
    const saying = sends.flatMap((i) => [
      told([own(`A${i}`), gid(`g${i}`)], 'Order Received', minutes(-300)), told([gid(`g${i}`), own(`A${i}`)], 'Order Received', minutes(-300)),
      told([gid(`g${i}`)], 'Shipped', minutes(-200)), told([own(`A${i}`)], 'Fulfillment Issue', minutes(-250)),
    ]);
    const outcomes = await Promise.all(saying.map((each, i) => stores[i % 2]?.recorder.record(workspace, [each], { source: 'API', now: NOW, dryRun: false })));
    expect(outcomes.flat().filter((each) => each?.result === 'new')).toEqual([]);
    const [counted] = await only(`SELECT (SELECT count(*)::int FROM sends WHERE workspace_id = $1) AS sends, (SELECT sum(count)::int FROM team_counts WHERE workspace_id = $1) AS counted,
      (SELECT count(*)::int FROM merged_sends WHERE workspace_id = $1) AS merged, (SELECT count(*)::int FROM observations WHERE workspace_id = $1) AS heard`);
    expect(counted).toEqual({ sends: 12, counted: 12, merged: 12, heard: 48 });
    if (other !== db.store) await other.close();
  });
});
