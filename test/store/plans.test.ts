import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { NO_FILTER, type Filter } from '../../src/domain/query/filter.ts';
import { STATUS_NAMES } from '../../src/domain/notice/events.ts';
import { attentionWindows, returnedWindows, staleWindows, type Thresholds } from '../../src/domain/staleness.ts';
import type { Reach } from '../../src/domain/visibility.ts';
import { generateWorld } from '../../src/sandbox/world/world.ts';
import { writeSendsCsv } from '../../src/sandbox/world/writeCsv.ts';
import { openSends } from '../../src/sources/csv/read.ts';
import { factsOf } from '../../src/store/subscriptions/channelNews.ts';
import { importSends } from '../../src/usecases/importSends.ts';
import type { Store } from '../../src/usecases/ports.ts';
import { exportId, memberId, requestId, sendId, teamId } from '../support/builders.ts';
import type { TestDatabase } from '../support/databases.ts';
import { onPostgres, watch, type Watched } from '../support/readWhole.ts';

/** How many sends the plans are made for; the plans at 1,000,000 are the same (PLANS_SENDS=1000000 takes some minutes). */
const SENDS = Number(process.env['PLANS_SENDS'] ?? 100_000);
const SEEDED = 2_000;
const now = new Date('2026-11-01T12:00:00Z');
/** As the migration makes it. */
const INDEX = `CREATE INDEX sends_search_idx ON sends USING gin
  ((ARRAY[sender_id, team_id, CASE WHEN team_id IS NOT NULL THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid END]), search_text gin_trgm_ops)`;
const thresholds: Thresholds = {
  ORDER_RECEIVED: { days: 7, byKind: { Amazon: 10 } }, FULFILLMENT_ISSUE: { days: 3, byKind: {} }, CONFIRMING_ADDRESS: { days: 5, byKind: {} },
};

/** Many more sends like those there are, each with its own number, text and age; the indexes are built as they would have grown. */
const multiply = (times: number): string[] => [
  'DROP INDEX sends_search_idx',
  `INSERT INTO sends SELECT more.* FROM sends s, generate_series(1, ${times}) g, jsonb_populate_record(s, jsonb_build_object(
    'id', gen_random_uuid(), 'number', s.number || '-' || g, 'listed_at', s.listed_at - g * interval '7 minutes', 'created_at', NULL,
    'status_since', s.status_since - g * interval '7 minutes', 'moved_at', CASE WHEN g % 3 = 0 THEN s.listed_at - g * interval '7 minutes' END, 'search_text', s.search_text || ' ' || md5(s.number || g))) more`,
  INDEX,
  "INSERT INTO send_names SELECT workspace_id, number, 'number', id FROM sends ON CONFLICT DO NOTHING",
  "INSERT INTO trackings SELECT workspace_id, id, 'TRACK' || number, number, NULL, NULL, false, listed_at FROM sends ON CONFLICT DO NOTHING",
  `INSERT INTO told SELECT workspace_id, 'member:' || sender_id, id, 1, 'routine', 'fold', 'wave:' || left(id::text, 4), id, listed_at FROM sends`,
  // As if every send had been asked about once, and some of them still are.
  `INSERT INTO cancel_requests (workspace_id, id, send_id, kind, gateway, state, requester_id, asked_at, next_at, remind_at)
    SELECT workspace_id, gen_random_uuid(), id, 'CANCEL', 'webhook', CASE WHEN right(number, 2) = '17' THEN 'SENDING' ELSE 'REFUSED' END, sender_id, listed_at,
      CASE WHEN right(number, 2) = '17' THEN listed_at + interval '10 years' END, CASE WHEN right(number, 2) = '17' THEN listed_at + interval '10 years' END FROM sends`,
  `INSERT INTO exports (workspace_id, id, member_id, question, with_address, state, created_at, ended_at, remove_at)
    SELECT workspace_id, gen_random_uuid(), sender_id, '', false, CASE WHEN right(number, 2) = '17' THEN 'DONE' ELSE 'REMOVED' END, listed_at, listed_at,
      CASE WHEN right(number, 2) = '17' THEN listed_at + interval '10 years' END FROM sends`,
  'ANALYZE',
];

/** More people than there are, one in a hundred on hold, and an audit of what they did. */
const PEOPLE: readonly string[] = [
  `INSERT INTO members (workspace_id, id, email, name, search_text, slack_user_id, tie_suspended_at)
    SELECT w.id, gen_random_uuid(), 'p' || g || '@corp.example', md5(g::text), md5(g::text) || ' p' || g || '@corp.example',
      CASE WHEN g % 100 = 0 THEN 'U' || g END, CASE WHEN g % 100 = 0 THEN now() END FROM workspaces w, generate_series(1, 20000) g`,
  `INSERT INTO audit (workspace_id, id, at, actor, actor_member_id, door, verb, send_id, member_id)
    SELECT w.id, gen_random_uuid(), now() - g * interval '1 minute', 'person', m.id, 'card', 'cancel-requested', s.id, m.id FROM workspaces w, generate_series(1, 5) g,
      (SELECT id FROM sends ORDER BY id LIMIT 5000) s, (SELECT id FROM members ORDER BY id LIMIT 3) m`,
  'VACUUM ANALYZE',
];

describe.runIf(inject('postgres'))(`every list and lookup has its index, at ${SENDS} sends on PostgreSQL`, () => {
  let db: TestDatabase;
  let watched: Watched;
  let store: Store;
  let workspace: WorkspaceId;

  beforeAll(async () => {
    db = await onPostgres();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    const file = new PassThrough();
    const written = writeSendsCsv(generateWorld({ seed: 7, sends: SEEDED, now }), file, { history: false }).then(() => file.end());
    await importSends({ recorder: db.store.recorder, workspaces: db.store.workspaces, openSheet: openSends, clock: () => now })({
      file, dryRun: false, workspace: async () => workspace,
    });
    await written;
    for (const statement of multiply(SENDS / SEEDED - 1)) await db.query(statement);
    watched = watch(db);
    ({ store } = watched);
  }, 600_000);
  afterAll(async () => {
    await watched.close();
    await db.drop();
  });

  const readWhole: Watched['readWhole'] = (work) => watched.readWhole(work);
  const page = { size: 10 };
  const deep = { size: 10, after: { at: new Date('2025-06-01T00:00:00Z'), id: sendId('80000000-0000-7000-8000-000000000000') } };
  const filtered = (filter: Partial<Filter>): Filter => ({ ...NO_FILTER, ...filter });
  const windows = staleWindows(now, thresholds);
  const everything: Reach = { everything: true };
  const lastDay = { from: new Date(now.getTime() - 24 * 3600_000), to: now };

  it.each<[string, (reaches: { mine: Reach; manager: Reach }) => Promise<unknown>]>([
    ['/send N', () => store.sends.lookUp(workspace, everything, '1234', 6)],
    ['/send N as a Sender', ({ mine }) => store.sends.lookUp(workspace, mine, '1234', 6)],
    ['twenty recipients out of a message', ({ mine }) => store.sends.list(workspace, mine, filtered({ to: Array.from({ length: 20 }, (_, i) => `jane park ${i}`) }), someone, { size: 20 })],
    ['what subscriptions look at in sends that moved', () => factsOf(watched.client, workspace, [sendId('80000000-0000-7000-8000-000000000000')])],
    ['/send of a tracking number', ({ manager }) => store.sends.lookUp(workspace, manager, 'TRACK1234', 6)],
    ['details', () => store.sends.details(workspace, everything, sendId('80000000-0000-7000-8000-000000000000'))],
    ['what a decision about a cancel is made from', () => store.cancels.decide(workspace, { send: sendId('80000000-0000-7000-8000-000000000000') }, someone, now, () => ({ result: 0 }))],
    ['an export to write', () => store.exports.claim(now, 1000)],
    ['an export', () => store.exports.find(workspace, exportId('80000000-0000-7000-8000-000000000000'))],
    ['files to remove', () => store.exports.toRemove(now, 50)],
    ['exports long over', () => store.exports.purge(new Date(0))],
    ['figures of a Sender', () => store.stats.figures(workspace, { everything: false, own: someone, teams: [] }, NO_FILTER, someone, { now, cap: 50_000, campaigns: 8 })],
    ['a cancel request', () => store.cancels.get(workspace, requestId('80000000-0000-7000-8000-000000000000'))],
    ['the managers of a send', () => store.cancels.managersOf(workspace, sendId('80000000-0000-7000-8000-000000000000'))],
    ['the next call of the cancel endpoint', () => store.cancels.takeCall(now, 1000)],
    ['the reminders that are due', () => store.cancels.remind(now, 100, () => {
      throw new Error('none is due');
    })],
    ['/sends mine', ({ mine }) => store.sends.list(workspace, mine, NO_FILTER, someone, page)],
    ['a deep page of mine', ({ mine }) => store.sends.list(workspace, mine, NO_FILTER, someone, deep)],
    ['/sends all', () => store.sends.list(workspace, everything, NO_FILTER, someone, page)],
    ['a deep page of all', () => store.sends.list(workspace, everything, NO_FILTER, someone, deep)],
    ['/sends all of a Manager', ({ manager }) => store.sends.list(workspace, manager, NO_FILTER, someone, deep)],
    ['the counts of all', () => store.sends.counts(workspace, everything)],
    ['the counts of a Manager', ({ manager }) => store.sends.counts(workspace, manager)],
    ['a rare free text', () => store.sends.list(workspace, everything, filtered({ text: ['zanzibar'] }), someone, page)],
    ['the count of a rare free text', () => store.sends.countMatching(workspace, everything, filtered({ text: ['zanzibar'] }), someone, 1000)],
    ['a rare recipient', ({ manager }) => store.sends.list(workspace, manager, filtered({ to: ['zanzibar'] }), someone, page)],
    ['a status', () => store.sends.list(workspace, everything, filtered({ statuses: ['BOUNCED'] }), someone, page)],
    ['a person', () => store.sends.list(workspace, everything, filtered({ from: [{ text: 'joan' }] }), someone, page)],
    ['tests only', () => store.sends.list(workspace, everything, filtered({ test: 'only' }), someone, page)],
    ['the money in what is stuck', () => store.stats.moneyIn(workspace, everything, windows, 1000)],
    ['the money in what is stuck or came back to a Manager’s teams', ({ manager }) => store.stats.moneyIn(workspace, manager, [...windows, ...returnedWindows(now)], 1000)],
    ['/sends stale', () => store.sends.inWindows(workspace, everything, windows, NO_FILTER, someone, page)],
    ['/sends stale of a Sender', ({ mine }) => store.sends.inWindows(workspace, mine, windows, NO_FILTER, someone, page)],
    ['/sends needs all', () => store.sends.inWindows(workspace, everything, attentionWindows(now, thresholds).map((window) => ({ ...window, days: 0 })), NO_FILTER, someone, page)],
    ['the count of what needs somebody', () => store.sends.countInWindows(workspace, everything, attentionWindows(now, thresholds), NO_FILTER, someone, 1000)],
    ['what needs me first', ({ mine }) => store.sends.needing(workspace, mine, attentionWindows(now, thresholds), 5)],
    ['what moved of mine', ({ mine }) => store.notices.moved(workspace, mine, someone, STATUS_NAMES, lastDay, 5)],
    ['how much moved of mine', ({ mine }) => store.notices.movedCounts(workspace, mine, someone, STATUS_NAMES, lastDay)],
    ['how much moved of a Manager’s', ({ manager }) => store.notices.movedCounts(workspace, manager, someone, STATUS_NAMES, lastDay)],
    ['what somebody was told lately', () => store.notices.toldLately(workspace, `member:${someone}`, lastDay.from)],
    ['what somebody was told of some sends', () => store.notices.toldOf(workspace, `member:${someone}`, [sendId('80000000-0000-7000-8000-000000000000')])],
    ['a message of many', () => store.notices.foldSummary(workspace, everything, { address: `member:${someone}`, fold: 'wave:1234' })],
    ['a page of a message of many', ({ mine }) => store.notices.foldPage(workspace, mine, { address: `member:${someone}`, fold: 'wave:1234' }, STATUS_NAMES, page)],
    ['some sends with their runs', ({ manager }) => store.notices.running(workspace, manager, [sendId('80000000-0000-7000-8000-000000000000')])],
    ['what became late', () => store.stale.raise(workspace, windows, now, { limit: 10, many: false })],
    ['what was snoozed until now', () => store.stale.wake(workspace, now, 10)],
    ['the managers of what stays very long', () => store.stale.tellManagers(workspace, windows, '2026-11-01', now)],
    ['campaigns to choose from', () => store.suggestions.search(workspace, everything, 'campaign', '', 90)],
    ['campaigns by name', () => store.suggestions.search(workspace, everything, 'campaign', 'zanzibar', 90)],
    ['campaigns to choose from of a Sender', ({ mine }) => store.suggestions.search(workspace, mine, 'campaign', '', 90)],
    ['campaigns by name of a Manager', ({ manager }) => store.suggestions.search(workspace, manager, 'campaign', 'zanzibar', 90)],
    ['campaigns that were chosen', ({ mine }) => store.suggestions.byIds(workspace, mine, 'campaign', ['80000000-0000-7000-8000-000000000000'])],
    ['what somebody follows', () => store.notices.followedAmong(workspace, someone, [sendId('80000000-0000-7000-8000-000000000000')])],
    ['names in a message', ({ mine }) => store.search.each(workspace, mine, ['1234', 'TRACK1234', 'nobody-7'], 6)],
    ['rare words in a message', () => store.search.having(workspace, everything, [['zanzibar', 'welcome']], 20)],
    ['ways to read mistyped words', () => store.search.having(workspace, everything, [['zanzibar', 'welcome'], ['zanzibar', 'wellness'], ['zanzibra', 'welcome']], 20)],
    ['rare words of a Sender', ({ mine }) => store.search.having(workspace, mine, [['zanzibar', 'welcome']], 20)],
    ['rare words of a Manager', ({ manager }) => store.search.having(workspace, manager, [['zanzibar', 'welcome']], 20)],
    ['campaigns of a year, by words, of a Sender', ({ mine }) => store.search.having(workspace, mine, [['q1', '2025']], 20)],
    ['campaigns of a year, by words, of a Manager', ({ manager }) => store.search.having(workspace, manager, [['q1', '2025']], 20)],
    ['words like mistyped ones, of a Manager', ({ manager }) => store.search.alike(workspace, manager, ['wlecome', 'zanzibra'], ['welcome', 'zanzibar'])],
    ['words of whom sent it', ({ manager }) => store.search.sentBy(workspace, manager, [['joan']], 20)],
    ['words like mistyped ones', () => store.search.alike(workspace, everything, ['wlecome', 'zanzibra'], ['welcome', 'zanzibar'])],
    ['whose summary is due', async () => {
      await store.notices.mornings(workspace);
      await store.notices.writeDigests(workspace, { zone: 'UTC', morning: 540, day: '2026-11-01', now, windows: attentionWindows(now, thresholds) }, 10);
    }],
  ])('%s', async (_, work) => {
    const [sender] = await db.query('SELECT sender_id AS id FROM sends GROUP BY 1 ORDER BY count(*) LIMIT 1');
    const [team] = await db.query('SELECT team_id AS id FROM sends WHERE team_id IS NOT NULL GROUP BY 1 ORDER BY count(*) LIMIT 1');
    const own = memberId(String(sender?.['id']));
    const reaches: { mine: Reach; manager: Reach } = {
      mine: { everything: false, own, teams: [] }, manager: { everything: false, own, teams: [teamId(String(team?.['id']))] },
    };
    expect(await readWhole(() => work(reaches))).toEqual([]);
  });

  it('finds by words what is far back, within the reach of who asks', async () => {
    const [old, other] = await db.query("SELECT DISTINCT ON (sender_id) id, sender_id, regexp_replace(search_text, '^.* ', '') AS word FROM (SELECT * FROM sends ORDER BY listed_at LIMIT 500) oldest");
    const ask = async (reach: Reach) => (await store.search.having(workspace, reach, [[String(old?.['word'])]], 20)).map(({ id }) => id);
    const of = (sender: unknown): Reach => ({ everything: false, own: memberId(String(sender)), teams: [] });
    expect(await ask(everything)).toEqual([old?.['id']]);
    expect(await ask(of(old?.['sender_id']))).toEqual([old?.['id']]);
    expect(await ask(of(other?.['sender_id']))).toEqual([]);
  });

  describe('with many people and a long audit', () => {
    beforeAll(async () => {
      for (const statement of PEOPLE) await db.query(statement);
    }, 120_000);

    it.each<[string, () => Promise<unknown>]>([
      ['/sends people', () => store.people.search(workspace, { text: '', onHold: false }, {}, 10)],
      ['a page of people', () => store.people.search(workspace, { text: '', onHold: false }, { after: someone }, 10)],
      ['people by name', () => store.people.search(workspace, { text: 'zanzibar', onHold: false }, {}, 10)],
      ['people to choose from', () => store.suggestions.search(workspace, everything, 'person', '', 90)],
      ['people to choose from by name', () => store.suggestions.search(workspace, everything, 'person', 'zanzibar', 90)],
      ['people to choose from of a Manager', () => store.suggestions.search(workspace, { everything: false, own: someone, teams: 'every' }, 'person', '', 90)],
      ['people on hold', () => store.people.search(workspace, { text: '', onHold: true }, {}, 10)],
      ['a person by address', () => store.people.byEmail(workspace, 'p77@corp.example')],
      ['the history of a send', () => store.audit.ofSend(workspace, sendId('80000000-0000-7000-8000-000000000000'), 40)],
      ['the audit since a day', () => store.audit.page(workspace, { since: new Date('2026-11-01T00:00:00Z') }, { size: 1000, after: undefined })],
      ['the audit of a member', () => store.audit.page(workspace, { member: someone }, { size: 1000, after: undefined })],
      ['what went to somebody', () => store.forgetting.recipient(workspace, 'nobody@zanzibar.example', { actor: 'operator', door: 'CLI', at: now })],
      ['what is old enough to be forgotten', () => store.forgetting.old(workspace, new Date(0), { size: 1000, after: undefined }, { actor: 'tracker', door: 'job', at: now })],
    ])('%s', async (_, work) => {
      expect(await readWhole(work)).toEqual([]);
    });
  });
});

const someone = memberId('00000000-0000-0000-0000-000000000000');
