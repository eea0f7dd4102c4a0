import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { SEED } from '../support/seed.ts';
import { aSecret, signed } from '../support/webhooks.ts';
import { emailOf, type FrontDoor, numbered, openFrontDoor, TODAY } from '../slack/frontDoor.ts';

const SECRET = aSecret('fuzz');
const BODIES = 10_000;
const AT_ONCE = 50;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', ' ', '\0', '\uFEFFx', '\uD800', '‮x', '<!channel>', 'x'.repeat(600), '__proto__', 'constructor', 'null', 'Shipped', 'send.shipped', 'shipped', 'Delivered', 'T-1', '7', 'gid-7', 'sam@corp.example', '-5.0', '12.50', '2026-11-19T10:00:00Z', '2099-01-01T00:00:00Z', '0000-00-00', '1e999'),
);
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(7, -1, 0, 1e308, 1_795_075_200, Number.MAX_SAFE_INTEGER));
const anything = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 3 }), fc.array(text, { maxLength: 3 }), fc.constant({}));
const or = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: anything });
const loose = (shape: Record<string, fc.Arbitrary<unknown>>) => fc.record(Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, or(value)])), { requiredKeys: [] });

const gid = fc.integer({ min: 1, max: 300 }).map((n) => `gid-${n}`);
const status = fc.oneof(fc.constantFrom('Shipped', 'Delivered', 'Used', 'Abducted', 'send.out_of_stock', 'Address Confirmation - Cancelled'), text);
const time = fc.oneof(fc.date({ noInvalidDate: true }).map((at) => at.toISOString()), fc.constantFrom('2026-11-19T10:00:00Z', '2026-11-30T10:00:00-08:00', '2026-02-31T00:00:00Z'));
const event = fc.constantFrom('send.shipped', 'shipped', 'delivered', 'send.updated', 'teleported', '%', '%E0%A4%A', '..', '');
const update = loose({ send_gid: gid, status_changed_at: time, type: event, event: text });
const person = loose({ id: number, name: text, email: fc.constantFrom(emailOf('Sam Lee'), ' SAM.LEE@CORP.EXAMPLE ', 'nobody', ''), team_name: text, address: text, company_name: text });
const send = loose({
  id: fc.integer({ min: 1, max: 300 }), send_gid: gid, type: text, status, currency: fc.constantFrom('USD', 'eur', 'X'), current_total_cost: fc.constantFrom('5.0', '-5', 5, 1e30), created_at: time,
  touch: loose({ id: number, name: text }), recipient: person, sender: person, sent_via: text, status_updates: fc.array(loose({ status, occurred_at: time }), { maxLength: 5 }),
  message: text, gift: text, test: fc.boolean(), tracking: loose({ carrier: text, number: text, url: text }),
});
const json = fc.oneof(update, fc.record({ type: fc.constantFrom('send.updated', 'send.shipped'), data: fc.oneof(send, update) }), send, anything).map((value) => JSON.stringify(value) ?? '');
const body = fc.oneof(
  { weight: 12, arbitrary: json.map((it) => Buffer.from(it)) },
  // Cut short, or with a byte changed.
  { weight: 2, arbitrary: fc.tuple(json, fc.double({ min: 0, max: 1, noNaN: true })).map(([it, part]) => Buffer.from(it).subarray(0, Math.floor(part * it.length))) },
  { weight: 2, arbitrary: fc.tuple(json, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([it, place, byte]) => { const bytes = Buffer.from(it); if (bytes.length > 0) bytes[place % bytes.length] = byte; return bytes; }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constantFrom('['.repeat(50_000), '{"a":'.repeat(5000), '1'.repeat(10_000), `{"send_gid":"${'x'.repeat(100_000)}","type":"shipped"}`).map((it) => Buffer.from(it)) },
);
const path = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 3, arbitrary: event.filter((name) => name !== '' && name !== '..').map((name) => `/${name}`) });
const delivery = fc.record({ body, path, id: fc.oneof({ weight: 9, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constantFrom('msg_1', 'msg_2') }), forged: fc.integer({ min: 0, max: 19 }).map((n) => n === 0) });

describe(`whatever comes by webhook (seed ${SEED})`, () => {
  let db: TestDatabase;
  let door: FrontDoor;
  beforeAll(async () => {
    db = await quickest.open();
    door = await openFrontDoor(db, { SENDOSO_WEBHOOK_SECRET: SECRET });
    await door.sends(...Array.from({ length: 100 }, (_, n) => numbered(n + 1, { names: [{ scheme: 'number', value: String(n + 1) }, { scheme: 'provider', value: `gid-${n + 1}` }] })));
  });
  afterAll(() => door.close());

  it(`${BODIES.toLocaleString('en-US')} bodies: each has its answer, and none of them is a crash`, async () => {
    const url = `http://127.0.0.1:${door.app.port}/webhooks/sendoso`;
    const statuses = new Map<number, number>();
    const cases = fc.sample(delivery, { numRuns: BODIES, seed: SEED });
    for (let next = 0; next < cases.length; next += AT_ONCE) {
      await Promise.all(cases.slice(next, next + AT_ONCE).map(async ({ body: bytes, path: where, id, forged }) => {
        const { status: answered } = await fetch(`${url}${where}`, { method: 'POST', body: bytes, headers: signed(forged ? aSecret('forged') : SECRET, bytes, { id, at: TODAY }) });
        statuses.set(answered, (statuses.get(answered) ?? 0) + 1);
      }));
    }
    expect([...statuses.keys()].toSorted()).toEqual([200, 400, 401]);
    expect(statuses.get(200)).toBeGreaterThan(BODIES / 2);
    // What was acknowledged is there: every signed and readable delivery's id.
    const [kept] = await db.query('SELECT count(*)::int AS ids FROM webhook_deliveries');
    expect(kept?.['ids']).toBeGreaterThan(BODIES / 2);
    const outcomes = await db.query('SELECT DISTINCT outcome FROM webhook_deliveries ORDER BY 1');
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['not-understood', 'taken', 'waiting']));
  }, 300_000);

  it('leaves sends that can still be shown', async () => {
    const ana = door.slack.user({ name: 'Ana Ruiz', email: emailOf('Ana Ruiz') });
    let page = await ana.types('/sends all');
    for (let n = 0; n < 40 && page.buttons.some(({ label }) => label === 'Next'); n++) page = await page.press('Next');
    expect(page.visible).not.toContain('omething broke');
    expect(door.slack.invalid).toEqual([]);
    const [counted] = await db.query('SELECT (SELECT sum(count)::int FROM team_counts) AS counted, (SELECT count(*)::int FROM sends) AS sends');
    expect(counted?.['counted']).toBe(counted?.['sends']);
  });
});
