import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts';
import { NO_FILTER, type Filter } from '../../src/domain/query/filter.ts';
import type { Send } from '../../src/domain/send.ts';
import { DAY, isStale, needsSender, attentionWindows, staleWindows, type Thresholds } from '../../src/domain/staleness.ts';
import { parseStatus } from '../../src/domain/status.ts';
import { reaches, type Reach } from '../../src/domain/visibility.ts';
import type { PageRequest, Page, SendRecord } from '../../src/usecases/ports.ts';
import { memberId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const now = new Date('2026-11-01T12:00:00Z');
const everything: Reach = { everything: true };
const thresholds: Thresholds = {
  ORDER_RECEIVED: { days: 6.5, byKind: { Amazon: 10 } }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} },
};
const STATUSES = ['Shipped', 'Order Received', 'Fulfillment Issue', 'Confirming Address', 'Bounced', 'Delivered', 'Undeliverable'];
const PEOPLE = ['sam', 'eve', 'max'];
const TEAMS = ['EMEA', 'APAC', undefined];

/** 84 sends over people, teams, statuses and ages; several share a second, so that order must not depend on time alone. */
const worldly = (n: number): SendRecord => ({
  names: [{ scheme: 'number', value: String(1000 + n) }],
  senderEmail: `${PEOPLE[n % 3]}@corp.example`,
  senderName: `${PEOPLE[n % 3]} Lee`,
  kind: n % 5 === 0 ? 'Amazon' : n % 7 === 0 ? 'eGifts USA' : 'Inventoried Sends',
  recipientName: n % 10 === 0 ? 'Zoë Müller-100%' : `Recipient ${n}`,
  recipientCompany: n % 4 === 0 ? 'Acme_Co' : 'Globex',
  campaign: { name: n % 6 === 0 ? 'Q4 Thank You' : 'Launch' },
  cost: { cents: n * 100, currency: 'USD' },
  test: n % 11 === 0,
  createdAt: new Date(now.getTime() - Math.floor(n / 3) * DAY),
  observations: [{ status: parseStatus(STATUSES[n % 7] ?? ''), at: new Date(now.getTime() - (n % 12) * DAY - 3_600_000), approximate: false }],
  ...(TEAMS[Math.floor(n / 3) % 3] === undefined ? {} : { team: TEAMS[Math.floor(n / 3) % 3] ?? '' }),
});

describe.each(databases)('reading sends, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let all: readonly Send[];
  let me: MemberId;
  const list = (reach: Reach, filter: Partial<Filter> = {}, page: PageRequest = { size: 100 }) =>
    db.store.sends.list(workspace, reach, { ...NO_FILTER, ...filter }, me, page);
  const numbers = (page: Page<Send>) => page.items.map(({ number }) => number);
  const expected = (keep: (send: Send) => boolean) => all.filter(keep).map(({ number }) => number);

  beforeAll(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    const other = (await db.store.workspaces.create('Other', 'T2')).id;
    const options = { source: 'CSV', now, dryRun: false };
    await db.store.recorder.record(workspace, Array.from({ length: 84 }, (_, n) => worldly(n)), options);
    await db.store.recorder.record(other, [worldly(1), worldly(2)], options);
    const [first] = (await db.store.sends.list(workspace, everything, NO_FILTER, everyone, { size: 1 })).items;
    if (!first) throw new Error('no sends');
    me = first.sender.id;
    all = (await list(everything)).items;
  });
  afterAll(() => db.drop());

  const reachesOf = (): Reach[] => {
    const teams = [...new Set(all.flatMap(({ team }) => team?.id ?? []))];
    const own = me;
    return [
      everything,
      { everything: false, own, teams: [] },
      { everything: false, own: undefined, teams: [] },
      { everything: false, own, teams: 'every' },
      { everything: false, own: undefined, teams },
      ...teams.map((team): Reach => ({ everything: false, own, teams: [team] })),
    ];
  };
  const inside = (reach: Reach) => (send: Send) => reaches(reach, { senderId: send.sender.id, teamId: send.team?.id });

  it('lists exactly what lies within a reach, newest first', async () => {
    expect(all).toHaveLength(84);
    const inOrder = all.toSorted((a, b) => b.listedAt.getTime() - a.listedAt.getTime() || (a.id < b.id ? 1 : -1));
    expect(all.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
    for (const reach of reachesOf()) expect(numbers(await list(reach))).toEqual(expected(inside(reach)));
  });

  it('counts exactly what lies within a reach, kept and capped', async () => {
    for (const reach of reachesOf()) {
      const wanted = tally(all.filter(inside(reach)));
      expect(await db.store.sends.counts(workspace, reach)).toEqual(wanted);
      const total = all.filter(inside(reach)).length;
      expect(await db.store.sends.countMatching(workspace, reach, NO_FILTER, me, 1000)).toEqual({ count: total, more: false });
      expect(await db.store.sends.countMatching(workspace, reach, NO_FILTER, me, 5)).toEqual({ count: Math.min(total, 5), more: total > 5 });
    }
  });

  it('pages forth and back without losing or repeating a row', async () => {
    for (const reach of reachesOf()) {
      const whole = expected(inside(reach));
      const pages: string[][] = [];
      let page = await list(reach, {}, { size: 10 });
      for (;;) {
        pages.push(numbers(page));
        if (!page.next) break;
        page = await list(reach, {}, { size: 10, after: page.next });
      }
      expect(pages.flat()).toEqual(whole);
      const back: string[][] = [numbers(page)];
      while (page.previous) {
        page = await list(reach, {}, { size: 10, before: page.previous });
        back.unshift(numbers(page));
      }
      expect(back).toEqual(pages);
    }
  });

  it.each<[string, Partial<Filter>, (send: Send) => boolean]>([
    ['statuses', { statuses: ['SHIPPED', 'BOUNCED'] }, ({ status }) => status.name === 'SHIPPED' || status.name === 'BOUNCED'],
    ['families and kinds', { kinds: [{ family: 'EGIFT' }, { kind: 'Amazon' }] }, ({ family, kind }) => family === 'EGIFT' || kind === 'Amazon'],
    ['recipients without accents', { to: ['zoe muller'] }, ({ recipient }) => recipient.name?.startsWith('Zoë') ?? false],
    ['recipients only, not campaigns', { to: ['thank'] }, () => false],
    ['texts taken literally', { text: ['100%', 'acme_co'] }, ({ recipient }) => recipient.name?.includes('100%') === true && recipient.company === 'Acme_Co'],
    ['texts that are only a pattern', { text: ['acme%co'] }, () => false],
    ['free text over campaign and number', { text: ['thank', '1006'] }, ({ number }) => number === '1006'],
    ['senders by part of a name', { from: [{ text: 'eve' }] }, ({ sender }) => sender.email === 'eve@corp.example'],
    ['senders nobody has', { from: [{ text: 'nobody' }] }, () => false],
    ['teams', { teams: ['eme'] }, ({ team }) => team?.name === 'EMEA'],
    ['campaigns', { campaigns: ['q4', 'nothing'] }, ({ campaign }) => campaign?.name === 'Q4 Thank You'],
    ['tests only', { test: 'only' }, ({ test }) => test],
    ['no tests', { test: 'no' }, ({ test }) => !test],
    ['days', { since: new Date(now.getTime() - 10 * DAY), until: new Date(now.getTime() - 5 * DAY) },
      ({ listedAt }) => listedAt >= new Date(now.getTime() - 10 * DAY) && listedAt < new Date(now.getTime() - 5 * DAY)],
    ['costs', { cost: { min: 1000, max: 2000 } }, ({ cost }) => cost !== undefined && cost.cents >= 1000 && cost.cents <= 2000],
    ['several at once', { statuses: ['SHIPPED'], teams: ['emea'], test: 'no' }, (send) => send.status.name === 'SHIPPED' && send.team?.name === 'EMEA' && !send.test],
  ])('filters by %s', async (_, filter, keep) => {
    expect(numbers(await list(everything, filter))).toEqual(expected(keep));
  });

  it('filters by me', async () => {
    expect(numbers(await list(everything, { from: [{ me: true }] }))).toEqual(expected(({ sender }) => sender.id === me));
  });

  it('finds what is stale, worst first, forth and back, by the same rule as the cards', async () => {
    const windows = staleWindows(now, thresholds);
    for (const reach of reachesOf()) {
      const stale = all.filter((send) => inside(reach)(send) && isStale(send, now, thresholds)).map(({ number }) => number);
      const found: string[] = [];
      let page = await db.store.sends.inWindows(workspace, reach, windows, NO_FILTER, me, { size: 3 });
      for (;;) {
        found.push(...numbers(page));
        if (!page.next) break;
        page = await db.store.sends.inWindows(workspace, reach, windows, NO_FILTER, me, { size: 3, after: page.next });
      }
      expect(found.toSorted()).toEqual(stale.toSorted());
      const back = numbers(page);
      while (page.previous) {
        page = await db.store.sends.inWindows(workspace, reach, windows, NO_FILTER, me, { size: 3, before: page.previous });
        back.unshift(...numbers(page));
      }
      expect(back).toEqual(found);
      expect(await db.store.sends.countInWindows(workspace, reach, windows, NO_FILTER, me, 100)).toEqual({ count: stale.length, more: false });
    }
  });

  it('finds what needs its sender, the longest waiting first', async () => {
    const windows = attentionWindows(now, thresholds);
    for (const reach of reachesOf()) {
      const needing = all.filter((send) => inside(reach)(send) && needsSender(send, now, thresholds));
      const found = await db.store.sends.needing(workspace, reach, windows, 100);
      expect(found.map(({ number }) => number).toSorted()).toEqual(needing.map(({ number }) => number).toSorted());
      expect(found.map(({ since }) => since.getTime())).toEqual(found.map(({ since }) => since.getTime()).toSorted((a, b) => a - b));
    }
  });

  it('never shows a send of another workspace', async () => {
    const [theirs] = (await db.store.sends.list((await db.store.workspaces.bySlackId('T2'))?.id ?? workspace, everything, NO_FILTER, me, { size: 1 })).items;
    if (!theirs) throw new Error('the other workspace is empty');
    expect(await db.store.sends.details(workspace, everything, theirs.id)).toBeUndefined();
    expect(all.map(({ id }) => id)).not.toContain(theirs.id);
    const found = await db.store.sends.lookUp(workspace, everything, '1001', 5);
    expect(found.map(({ id }) => id)).toEqual(all.filter(({ number }) => number === '1001').map(({ id }) => id));
  });

  it('looks up only within a reach', async () => {
    for (const reach of reachesOf()) {
      for (const send of all.slice(0, 12)) {
        const found = await db.store.sends.lookUp(workspace, reach, send.number, 5);
        expect(found.map(({ id }) => id)).toEqual(inside(reach)(send) ? [send.id] : []);
        expect((await db.store.sends.details(workspace, reach, send.id))?.id).toBe(inside(reach)(send) ? send.id : undefined);
      }
    }
  });
});

const everyone = memberId('00000000-0000-0000-0000-000000000000');
const tally = (sends: readonly Send[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status } of sends) counts[status.name] = (counts[status.name] ?? 0) + 1;
  return counts;
};
