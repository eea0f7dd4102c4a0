import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId, WorkspaceId } from '../../src/domain/ids.ts';
import { type Filter, NO_FILTER } from '../../src/domain/query/filter.ts';
import { matches } from '../../src/domain/query/matches.ts';
import type { StatusName } from '../../src/domain/status.ts';
import { foldText } from '../../src/domain/text.ts';
import { factsOf } from '../../src/store/subscriptions/channelNews.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { slackUserId } from '../slack/slackUserId.ts';
import { record, TODAY } from '../slack/frontDoor.ts';

const PEOPLE = ['Sam Lee', 'Zoë Ñúñez', 'Kenji 佐藤', '100% O’Neil_'];
const COMPANIES = ['Acme', 'R&D 50%', 'Mug\\Co', 'Åse_Line'];
const TEAMS = ['EMEA', 'APAC', 'Field Marketing'];
const CAMPAIGNS = ['Q4 Thank You', 'Wine Club', 'Q4'];
const STATUSES = ['SHIPPED', 'DELIVERED', 'UNDELIVERABLE', 'REDEEMED', 'ORDER_RECEIVED'] as const;
const at = (day: number): Date => new Date(Date.UTC(2026, 10, day));
const pick = <T>(values: readonly T[], i: number): T => values[i % values.length] ?? values[0] ?? (() => { throw new Error('nothing to pick'); })();

/** Sends that differ in everything a filter looks at, some with gaps. */
const sends: SendRecord[] = Array.from({ length: 60 }, (_, i) => {
  const { team: _t, campaign: _c, cost: _cost, ...said } = record({
    names: [{ scheme: 'number', value: String(100 + i) }], senderName: pick(PEOPLE, i), senderEmail: `p${i % 4}@corp.example`, recipientName: `${pick(PEOPLE, i + 1)} ${i}`, recipientCompany: pick(COMPANIES, i),
    kind: pick(['eGifts USA', 'Amazon', 'Sendoso Choice', 'Odd Kind'], i >> 1), gift: pick(['Mug', 'Coffee', 'Tea 50%'], i), createdAt: at(1 + (i % 20)), test: i % 3 === 0,
    observations: [{ status: { name: pick(STATUSES, i) }, at: at(1 + (i % 20)), approximate: false }],
  });
  return { ...said, ...(i % 5 > 0 && { team: pick(TEAMS, i) }), ...(i % 7 > 0 && { campaign: { name: pick(CAMPAIGNS, i) } }), ...(i % 4 > 0 && { cost: { cents: 500 * (i % 9), currency: 'USD' } }) };
});

const some = <T>(...values: T[]) => fc.subarray(values, { maxLength: 2 });
const texts = (...values: string[]) => some(...values.map(foldText));
const filter: fc.Arbitrary<Filter> = fc.record({
  statuses: some<StatusName>(...STATUSES, 'UNKNOWN'), kinds: some<Filter['kinds'][number]>({ family: 'EGIFT' }, { family: 'PHYSICAL' }, { kind: 'Amazon' }, { kind: 'Odd Kind' }),
  to: texts('Zoë', '50%', '_', 'mug\\', 'acme', 'sam lee 1', '佐藤', 'mug'), from: some<Filter['from'][number]>({ me: true }, { text: 'lee' }, { text: foldText('O’Neil_') }, { slackUser: slackUserId('U0SAM') }),
  campaigns: texts('q4', 'wine', 'thank you', '%'), teams: texts('emea', 'a', 'marketing'), test: fc.constantFrom('any' as const, 'any' as const, 'only' as const, 'no' as const),
  since: fc.option(fc.constantFrom(at(5), at(12)), { nil: undefined }), until: fc.option(fc.constantFrom(at(9), at(18)), { nil: undefined }),
  cost: fc.record({ min: fc.option(fc.constantFrom(0, 1000), { nil: undefined }), max: fc.option(fc.constantFrom(2500, 4000), { nil: undefined }) }), text: texts('mug', '1', 'corp.example', 'coffee', '50%', 'Åse', 'q4'),
}).chain((whole) => {
  // Most filters narrow by a few things: by all at once, nothing is left to compare.
  const keys = ['statuses', 'kinds', 'to', 'from', 'campaigns', 'teams', 'test', 'since', 'until', 'cost', 'text'] as const;
  return fc.subarray([...keys], { minLength: 1, maxLength: 3 }).map((kept): Filter => Object.assign({ ...NO_FILTER }, ...kept.map((key) => ({ [key]: whole[key] }))));
});

describe.each(databases)('a filter means the same in plain code as in SQL, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let me: MemberId;
  beforeAll(async () => {
    db = await open();
    workspace = (await db.store.workspaces.create('Corp', 'T1')).id;
    await db.store.recorder.record(workspace, sends, { source: 'CSV', now: TODAY, dryRun: false });
    await db.store.members.tie(workspace, 'p1@corp.example', slackUserId('U0SAM'), 'Zoë', TODAY);
    me = (await db.store.people.byEmail(workspace, 'p2@corp.example'))?.id ?? me;
  });
  afterAll(() => db.drop());

  it('for any filter', async () => {
    const everything = { everything: true } as const;
    const all = await db.store.sends.list(workspace, everything, NO_FILTER, me, { size: 100 });
    const facts = await factsOf({ $queryRaw: ({ text, values }) => db.query(text, values), $executeRaw: async () => 0 }, workspace, all.items.map(({ id }) => id));
    expect(facts).toHaveLength(sends.length);
    let compared = 0;
    await fc.assert(fc.asyncProperty(filter, async (asked) => {
      const { items } = await db.store.sends.list(workspace, everything, asked, me, { size: 100 });
      const fitting = facts.filter((each) => matches(asked, each.facts, me)).map(({ id }) => id);
      compared += items.length;
      expect(fitting.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
    }), { numRuns: 300 });
    expect(compared).toBeGreaterThan(300);
  });
});
