import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId, SendId, WorkspaceId } from '../../src/domain/ids.ts';
import { STATUSES_THAT_ASK, STATUS_NAMES } from '../../src/domain/notice/events.ts';
import { DEFAULT_PREFERENCES } from '../../src/domain/notice/preferences.ts';
import { attentionWindows } from '../../src/domain/staleness.ts';
import { statusOf } from '../../src/domain/status.ts';
import type { Placed } from '../../src/usecases/ports/notices.ts';
import type { ItemId } from '../../src/usecases/ports/outbox.ts';
import { writeDigests } from '../../src/usecases/writeDigests.ts';
import { memberId, sendId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { emailOf, numbered } from '../slack/frontDoor.ts';
import { z } from 'zod';

const NOW = new Date('2026-11-20T12:00:00Z');
const HOUR = 3600_000;
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);
const EVERYTHING = { everything: true } as const;
const THRESHOLDS = { ORDER_RECEIVED: { days: 7, byKind: {} }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} } };
const item = (n: number): ItemId => z.custom<ItemId>().parse(`0198a000-0000-7000-8000-00000000000${n}`);

describe.each(databases)('notices on $name', ({ open }) => {
  let database: TestDatabase;
  let workspace: WorkspaceId;
  let sam: MemberId;
  let ids: SendId[];
  const notices = () => database.store.notices;

  const tell = (number: number, status: string, hoursAgo: number, now = NOW) => database.store.recorder.record(
    workspace, [numbered(number, { observations: [{ status: statusOf(status, ''), at: ago(hoursAgo), approximate: false }], campaign: { name: number < 10 ? 'Q4' : 'Q1' } })],
    { source: 'webhook', now, dryRun: false },
  );

  beforeAll(async () => {
    database = await open();
    workspace = (await database.store.workspaces.create('W', 'T0NOTICES')).id;
    for (let number = 1; number <= 4; number++) await tell(number, number === 4 ? 'UNDELIVERABLE' : 'SHIPPED', 2);
    await tell(11, 'DELIVERED', 3);
    const found = await database.query('SELECT id, sender_id FROM sends WHERE workspace_id = $1 ORDER BY number::int', [workspace]);
    ids = found.map(({ id }) => sendId(String(id)));
    sam = memberId(String(found[0]?.['sender_id']));
  });
  afterAll(() => database.drop());

  it('keep what a member chose, and have the defaults until then', async () => {
    expect(await notices().settings(workspace, sam)).toEqual({ preferences: DEFAULT_PREFERENCES, zone: 'UTC' });
    await notices().learnZone(workspace, sam, 'Asia/Tokyo');
    const preferences = { events: { shipped: 'digest', stale: 'off' }, quiet: { from: 1320, to: 420 }, morning: 450, digest: false } as const;
    await notices().saveSettings(workspace, sam, { preferences, zone: 'Europe/Berlin' });
    expect(await notices().settings(workspace, sam)).toEqual({ preferences, zone: 'Europe/Berlin' });
    await notices().saveSettings(workspace, sam, { preferences: DEFAULT_PREFERENCES, zone: 'UTC' });
  });

  it('know which sends are muted', async () => {
    const [first, second] = ids;
    if (!first || !second) throw new Error('no sends');
    await notices().mute(workspace, sam, first, true);
    await notices().mute(workspace, sam, first, true);
    expect(await notices().mutedAmong(workspace, sam, ids)).toEqual(new Set([first]));
    await notices().mute(workspace, sam, first, false);
    expect(await notices().mutedAmong(workspace, sam, ids)).toEqual(new Set());
  });

  it('remember where each run was told: the first decision stands, but a card may join a message of many', async () => {
    const address = `member:${sam}`;
    const [first, second] = ids;
    if (!first || !second) throw new Error('no sends');
    const card: Placed = { sendId: first, run: 1, sort: 'routine', place: 'card', fold: undefined, item: item(1) };
    await notices().place(workspace, address, [card], ago(0.1));
    await notices().place(workspace, address, [{ ...card, fold: 'wave:a', item: item(2) }, { ...card, sendId: second, place: 'fold', fold: 'wave:a', item: item(3) }], NOW);
    await notices().place(workspace, address, [{ ...card, fold: 'wave:b' }], NOW);
    expect(await notices().toldOf(workspace, address, [first])).toEqual([{ ...card, fold: 'wave:a' }]);
    expect(await notices().toldOf(workspace, 'operations', [first])).toEqual([]);
    const { told, folds } = await notices().toldLately(workspace, address, ago(1));
    expect(told).toHaveLength(2);
    expect(folds).toEqual([{ id: 'wave:a', sort: 'wave', openedAt: ago(0.1), grewAt: NOW }]);
    expect((await notices().toldLately(workspace, address, NOW)).told).toEqual([]);
  });

  it('count and page a message of many as its sends stand now, within what its reader may see', async () => {
    const name = { address: 'member:x', fold: 'wave:c' };
    await notices().place(workspace, name.address, ids.map((sendId, i): Placed => ({ sendId, run: 1, sort: 'routine', place: 'fold', fold: name.fold, item: item(i) })), NOW);
    expect(await notices().foldSummary(workspace, EVERYTHING, name)).toEqual({ counts: { SHIPPED: 3, UNDELIVERABLE: 1, DELIVERED: 1 }, campaign: undefined });
    expect(await notices().foldSummary(workspace, { everything: false, own: undefined, teams: [] }, name)).toEqual({ counts: {}, campaign: undefined });
    const first = await notices().foldPage(workspace, EVERYTHING, name, STATUS_NAMES, { size: 3 });
    const second = await notices().foldPage(workspace, EVERYTHING, name, STATUS_NAMES, { size: 3, ...(first.next && { after: first.next }) });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id))).toEqual(new Set(ids));
    const back = await notices().foldPage(workspace, EVERYTHING, name, STATUS_NAMES, { size: 3, ...(second.previous && { before: second.previous }) });
    expect(back.items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id));
    expect((await notices().foldPage(workspace, EVERYTHING, name, STATUSES_THAT_ASK, { size: 3 })).items.map(({ number }) => number)).toEqual(['4']);
  });

  it('forget what was told long ago', async () => {
    await notices().forgetTold(ago(0.05));
    expect((await notices().toldLately(workspace, `member:${sam}`, ago(1))).told.map(({ fold }) => fold)).toEqual(['wave:a']);
  });

  it('name the campaign of a message of many where all are of one', async () => {
    const name = { address: 'member:x', fold: 'wave:d' };
    await notices().place(workspace, name.address, ids.slice(0, 3).map((sendId): Placed => ({ sendId, run: 7, sort: 'routine', place: 'fold', fold: name.fold, item: item(1) })), NOW);
    expect(await notices().foldSummary(workspace, EVERYTHING, name)).toEqual({ counts: { SHIPPED: 3 }, campaign: 'Q4' });
  });

  it('know what moved in a time, by status, without what was muted', async () => {
    const mine = { everything: false, own: sam, teams: [] } as const;
    const period = { from: ago(1), to: NOW };
    const counts = () => notices().movedCounts(workspace, mine, sam, ['SHIPPED', 'DELIVERED'], period);
    expect(await counts()).toEqual({ SHIPPED: 3, DELIVERED: 1 });
    expect(await notices().movedCounts(workspace, mine, sam, ['SHIPPED'], { from: NOW, to: new Date(NOW.getTime() + HOUR) })).toEqual({});
    const [first] = ids;
    if (!first) throw new Error('no sends');
    await notices().mute(workspace, sam, first, true);
    expect(await counts()).toEqual({ SHIPPED: 2, DELIVERED: 1 });
    expect(await notices().moved(workspace, mine, sam, ['SHIPPED', 'DELIVERED'], period, 2)).toHaveLength(2);
    await notices().mute(workspace, sam, first, false);
  });

  describe('the morning’s summaries', () => {
    const written = async () => (await database.query(
      "SELECT o.key, o.body FROM outbox o JOIN mailboxes m ON m.id = o.mailbox_id WHERE o.workspace_id = $1 AND o.kind = 'digest' AND m.address = $2 ORDER BY o.seq", [workspace, `member:${sam}`],
    )).map(({ key, body }) => ({ key, body }));
    const write = (now: string) => writeDigests({ ...database.store, thresholds: THRESHOLDS })(new Date(now));

    it('are written in the morning, once a day, by however many at once and whatever restarts', async () => {
      await write('2026-11-21T08:59:59Z');
      expect(await written()).toEqual([]);
      await Promise.all([write('2026-11-21T09:00:00Z'), write('2026-11-21T09:00:00Z'), write('2026-11-21T09:00:01Z')]);
      await write('2026-11-21T09:15:00Z');
      expect((await written()).map(({ key }) => key)).toEqual(['digest:2026-11-21']);
    });

    it('begin where the last one ended', async () => {
      await write('2026-11-22T09:30:00Z');
      expect(await written()).toMatchObject([{}, { key: 'digest:2026-11-22', body: { from: expect.stringMatching(/^2026-11-21T09:00:0/), to: '2026-11-22T09:30:00.000Z' } }]);
    });

    it('are written for nobody for whom there is nothing', async () => {
      await database.store.members.save(workspace, [{ email: emailOf('Ida Holm'), name: 'Ida Holm', role: 'SENDER', teams: [] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: NOW } });
      await write('2026-11-23T09:00:00Z');
      expect(await database.query("SELECT m.address FROM outbox o JOIN mailboxes m ON m.id = o.mailbox_id WHERE o.key = 'digest:2026-11-23'")).toEqual([{ address: `member:${sam}` }]);
    });

    it('go by each member’s own morning, and not at all to who wants none', async () => {
      await notices().saveSettings(workspace, sam, { preferences: { ...DEFAULT_PREFERENCES, morning: 7 * 60 }, zone: 'America/New_York' });
      await write('2026-11-24T11:59:00Z');
      expect(await written()).toHaveLength(3);
      await write('2026-11-24T12:00:00Z');
      expect(await written()).toHaveLength(4);
      await notices().saveSettings(workspace, sam, { preferences: { ...DEFAULT_PREFERENCES, digest: false }, zone: 'America/New_York' });
      await write('2026-11-25T15:00:00Z');
      expect(await written()).toHaveLength(4);
    });

    it('need not look at more than their own rows: nobody is looked at twice a day', async () => {
      const windows = attentionWindows(NOW, THRESHOLDS);
      const due = { zone: 'UTC', morning: 540, day: '2026-11-26', now: new Date('2026-11-26T09:00:00Z'), windows };
      expect(await notices().writeDigests(workspace, due, 1)).toBe(1);
      expect(await notices().writeDigests(workspace, due, 10)).toBe(0);
    });
  });
});
