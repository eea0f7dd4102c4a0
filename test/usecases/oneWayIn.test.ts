import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { parseStatus, statusLabel } from '../../src/domain/status.ts';
import { openSends } from '../../src/sources/csv/read.ts';
import { toRecord } from '../../src/sources/sendoso/toRecord.ts';
import { readWebhook } from '../../src/sources/sendoso/webhook.ts';
import { openStore } from '../../src/store/open.ts';
import { importSends } from '../../src/usecases/importSends.ts';
import type { SendRecord, Store } from '../../src/usecases/ports.ts';
import { takeDelivery } from '../../src/usecases/takeDelivery.ts';
import { bytesOf } from '../support/bytes.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const now = new Date('2026-11-20T12:00:00Z');
/** ONE_WAY_IN=400 looks further. */
const RUNS = Number(process.env['ONE_WAY_IN'] ?? 40);
const everything = { everything: true } as const;

// ── What is true: sends that go their way, and what is true of them at each step. ──
type Step = { status: string; at: Date; cost: string; recipient: string; gift: string; sender: string; tracking: string | undefined };
/** `twice`: those who know it by one name, and those who know it by the other, are heard before anybody who knows both. */
type Truth = { index: number; numbered: boolean; twice: boolean; steps: readonly Step[] };

const STATUSES = ['Sent', 'Opened', 'Redeemed', 'Confirming Address', 'Order Received', 'Fulfillment Issue', 'Shipped', 'Delivered', 'Undeliverable', 'Refunded', 'Lost in Space'];
/** One parcel replaced by another, once, at most. */
const tracked = (steps: readonly Step[], replacedFrom: number): Step[] =>
  steps.map((step, i) => ({ ...step, tracking: i === 0 ? undefined : i < replacedFrom ? '1Z999AA10123456784' : '1Z5R89106803574597' }));
const step = fc.record({
  status: fc.constantFrom(...STATUSES), wait: fc.integer({ min: 1, max: 5_000 }), cost: fc.constantFrom('5.00', '7.50', '0.00'), recipient: fc.constantFrom('Jane Park', 'Jane Parker', 'J. Park'),
  gift: fc.constantFrom('Mug', 'Cap'), sender: fc.constantFrom('sam@corp.example', 'lea@corp.example'),
});
const truth = fc.record({ numbered: fc.boolean(), twice: fc.boolean(), steps: fc.array(step, { minLength: 1, maxLength: 5 }), replacedFrom: fc.integer({ min: 1, max: 6 }) }).map(({ numbered, twice, steps, replacedFrom }) => {
  let minute = Date.UTC(2026, 8, 1) / 60_000;
  const dated = steps.map(({ wait, ...said }): Step => ({ ...said, at: new Date((minute += wait) * 60_000), tracking: undefined }))
    // A row of a CSV tells the start of a status: here each step is another status than the one before.
    .filter(({ status }, i, all) => all[i - 1]?.status !== status);
  return { numbered, twice, steps: tracked(dated, replacedFrom) };
});

// ── What sources say of it: parts of the truth, at some step. ──
type Part = { send: number; step: number; door: 'API' | 'whole' | 'update' | 'CSV' | 'hand' | 'undated' | 'by its id' | 'by its gid'; fields: readonly boolean[]; times: number };
const part = fc.record({
  send: fc.nat(), step: fc.nat(), door: fc.constantFrom('API', 'whole', 'update', 'CSV', 'hand', 'undated', 'by its id', 'by its gid'), fields: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), times: fc.integer({ min: 1, max: 2 }),
});
const world = fc.record({ truths: fc.array(truth, { minLength: 1, maxLength: 4 }), parts: fc.array(part, { maxLength: 30 }), order: fc.infiniteStream(fc.nat()), lanes: fc.integer({ min: 1, max: 4 }) });

const numberOf = ({ index, numbered }: Truth): string => (numbered ? String(100 + index) : `A-${index}`);
const gidOf = ({ index }: Truth): string => `gid-${index}`;

/** The provider's object for a send at a step, with some of its fields. */
const objectOf = (send: Truth, upTo: number, [cost, recipient, gift, tracking]: readonly boolean[]) => {
  const at = send.steps[upTo];
  if (!at) throw new Error('no such step');
  return {
    id: send.numbered ? 100 + send.index : `A-${send.index}`, send_gid: gidOf(send), type: 'Inventoried Sends', status: at.status, created_at: '2026-08-01T00:00:00Z',
    sender: { email: at.sender, name: at.sender, team_name: 'EMEA' }, touch: { name: 'Q4' }, status_updates: send.steps.slice(0, upTo + 1).map((each) => ({ status: each.status, occurred_at: each.at.toISOString() })),
    ...(cost && { current_total_cost: at.cost, currency: 'USD' }), ...(recipient && { recipient: { name: at.recipient } }), ...(gift && { gift: at.gift }),
    ...(tracking && at.tracking && { tracking: { number: at.tracking } }),
  };
};
/** Those who know a send by one of its names, and those who know it by the other, can't know that it is one: it is two until somebody names both. */
const namesIn = (send: Truth, door: Part['door']): [string, string] => {
  if (door === 'by its gid') return ['', gidOf(send)];
  return [numberOf(send), door === 'by its id' || send.index % 2 === 1 ? '' : gidOf(send)];
};
const csvOf = (send: Truth, door: Part['door'], at: Step, [cost, recipient, gift, tracking]: readonly boolean[]): string => [
  'Send ID,Provider ID,Status,Status Since,Sender Email,Sender Name,Team,Cost,Recipient Name,Gift,Tracking Number',
  [...namesIn(send, door), at.status, at.at.toISOString(), at.sender, at.sender, 'EMEA', cost ? at.cost : '', recipient ? at.recipient : '', gift ? at.gift : '', tracking ? (at.tracking ?? '') : ''].join(','),
].join('\n');

type Doors = { store: Store; workspace: WorkspaceId };

/** Has a source tell a part of the truth. */
const tell = async ({ store, workspace }: Doors, send: Truth, { step: upTo, door, fields, times }: Part): Promise<void> => {
  const at = send.steps[upTo];
  if (!at) throw new Error('no such step');
  const take = takeDelivery({ deliveries: store.deliveries, read: readWebhook, clock: () => now });
  const id = randomUUID();
  const deliver = async (event: string | undefined, body: object): Promise<void> => {
    for (let i = 0; i < times; i++) await take(workspace, { id, event, body: Buffer.from(JSON.stringify(body)) });
  };
  const record = async (source: string, records: readonly SendRecord[]): Promise<void> => {
    const outcomes = await store.recorder.record(workspace, records, { source, now, dryRun: false });
    expect(outcomes.filter(({ result }) => result === 'refused')).toEqual([]);
  };
  if (door === 'whole') return deliver(undefined, { type: 'send.updated', data: objectOf(send, upTo, fields) });
  // Events are named after statuses; one that is nobody's status has no event.
  if (door === 'update') return parseStatus(at.status).name === 'UNKNOWN' ? undefined : deliver(at.status, { send_gid: gidOf(send), status_changed_at: at.at.toISOString() });
  if (door !== 'API' && door !== 'hand') {
    const file = door !== 'undated' ? csvOf(send, door, at, fields) : `Send ID,Status,Sender Email\n${numberOf(send)},${at.status},${send.steps.at(-1)?.sender}`;
    const report = await importSends({ recorder: store.recorder, workspaces: store.workspaces, openSheet: openSends, clock: () => now })({ file: bytesOf(file), dryRun: false, workspace: async () => workspace });
    expect(report.problems).toEqual([]);
    return undefined;
  }
  const reading = toRecord(objectOf(send, upTo, fields), now);
  if (!reading.ok) throw new Error(reading.reason);
  return record(door, Array.from({ length: times }, () => reading.value.record));
};

/** Everything told once, whole and in order: what every way of telling it must end in. */
const inFull = (truths: readonly Truth[]): Part[] =>
  truths.flatMap((send) => send.steps.map((_, upTo): Part => ({ send: send.index, step: upTo, door: 'API', fields: [true, true, true, true], times: 1 })));

const BY_ONE_NAME = ['by its id', 'by its gid', 'by its gid', 'by its id'] as const;
const byOneName = (truths: readonly Truth[]): Part[] => truths.filter(({ twice }) => twice).flatMap((send) =>
  BY_ONE_NAME.map((door, i): Part => ({ send: send.index, step: (send.index + i) % send.steps.length, door, fields: [i !== 1, i !== 2, true, i > 0], times: 1 })));

describe.each(databases)('whatever way the same world comes in, on $name', ({ open }) => {
  let db: TestDatabase;
  let other: Store;
  beforeAll(async () => {
    db = await open();
    other = db.url === undefined ? db.store : await openStore({ databaseUrl: db.url, dataDir: '', owner: 'a test' });
  });
  afterAll(async () => {
    if (other !== db.store) await other.close();
    await db.drop();
  });

  const kept = async (workspace: WorkspaceId, truths: readonly Truth[]): Promise<unknown[]> => {
    const all: unknown[] = [];
    for (const truth of truths) {
      const found = await db.store.sends.lookUp(workspace, everything, gidOf(truth), 5);
      const [send] = found;
      const details = send && (await db.store.sends.details(workspace, everything, send.id));
      if (!details || found.length > 1) throw new Error(`${gidOf(truth)} is known ${found.length} times`);
      const { id: _id, sender, team, campaign, names, trackings, history, number, ...rest } = details;
      all.push({
        ...rest, number: truth.numbered ? number : 'T', sender: sender.email, team: team?.name, campaign: campaign?.name,
        // A number of our own is given by who comes first, and kept.
        names: names.filter(({ scheme }) => scheme !== 'tracker').map(({ scheme, value }) => `${scheme} ${value}`).toSorted(),
        trackings: trackings.map((each) => each.number).toSorted(),
        history: history.map(({ status, at, approximate }) => `${statusLabel(status)} ${at.toISOString()} ${approximate}`).toSorted(),
      });
    }
    return all;
  };
  const tracker = async (): Promise<WorkspaceId> => (await db.store.workspaces.create(`Corp ${randomUUID()}`, undefined)).id;

  it('shuffled, repeated, in parts, through every door and two instances at once: it ends in the same state', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ truths: drawn, parts, order, lanes }) => {
        const truths = drawn.map((each, index): Truth => ({ ...each, index }));
        const straight = await tracker();
        for (const each of inFull(truths)) await tell({ store: db.store, workspace: straight }, truths[each.send] ?? never(), each);

        const crooked = await tracker();
        const told = parts.map((each): Part => {
          const send = truths[each.send % truths.length] ?? never();
          return { ...each, send: send.index, step: each.step % send.steps.length };
        });
        const shuffled = [...told, ...inFull(truths)].map((each) => ({ each, at: order.next().value ?? 0 })).toSorted((a, b) => a.at - b.at).map(({ each }) => each);
        const lane = async (n: number): Promise<void> => {
          for (const each of [...byOneName(truths), ...shuffled].filter((_, i) => i % lanes === n)) await tell({ store: n % 2 === 0 ? db.store : other, workspace: crooked }, truths[each.send] ?? never(), each);
        };
        await Promise.all(Array.from({ length: lanes }, (_, n) => lane(n)));
        expect(await kept(crooked, truths)).toEqual(await kept(straight, truths));
        expect(await db.query('SELECT 1 FROM waiting_updates WHERE workspace_id = $1', [crooked])).toEqual([]);
        const [counts] = await db.query(`SELECT (SELECT coalesce(sum(count), 0)::int FROM team_counts WHERE workspace_id = $1) AS counted,
          (SELECT count(*)::int FROM sends WHERE workspace_id = $1) AS sends`, [crooked]);
        expect(counts).toEqual({ counted: truths.length, sends: truths.length });
      }),
      { numRuns: RUNS },
    );
    // Those who tell of a send by one of its names only have made two of it, which were found to be one.
    expect(await db.query('SELECT 1 FROM merged_sends LIMIT 1')).toHaveLength(1);
  }, 240_000);
});

const never = (): never => {
  throw new Error('no such send');
};
