import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkspaceId } from '../../src/domain/ids.ts';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import { KINDS, parseKind } from '../../src/domain/send.ts';
import { HOLDS, KNOWN_STATUSES, parseStatus } from '../../src/domain/status.ts';
import { foldEmail } from '../../src/domain/text.ts';
import { readSendId } from '../../src/sources/csv/cells.ts';
import { openSends } from '../../src/sources/csv/read.ts';
import { sendsCsv } from '../../src/sources/csv/write.ts';
import { LONG } from '../../src/sources/texts.ts';
import { exportSends } from '../../src/usecases/exportSends.ts';
import { importSends } from '../../src/usecases/importSends.ts';
import type { SendName, SendRecord } from '../../src/usecases/ports.ts';
import { bytesOf } from '../support/bytes.ts';
import { databases, type TestDatabase } from '../support/databases.ts';

const now = new Date('2026-06-01T12:00:00Z');

const unit = fc.constantFrom(
  '=', '+', '-', '@', '\t', '\r', '\n', '\r\n', "'", '"', ',', ';', ' ', '~', '#', '|', '\\', 'a', 'Z', '7', '＝', '＠', '\u0001', '\u001b', '\u007f', '\u0085', '\u00a0',
  '\u2028', '\u202E', 'שלום', '😀', 'é', 'e\u0301', '\uFEFF', '漢', '%', '&amp;', '<b>',
);
/** Texts as doors bring them: anything but nothing. The embedded database takes a byte order mark from the start of a text. */
const nasty = fc.string({ unit, maxLength: 12 }).filter((text) => text.trim() !== '' && !text.startsWith('\uFEFF'));
const longest = fc.constant(`=${'😀"\r\n\'é;,'.repeat(LONG)}`).map((text) => [...text].slice(0, LONG).join(''));

const time = fc.integer({ min: Date.UTC(2024, 0), max: now.getTime() });
const status = fc.oneof(
  fc.constantFrom(...KNOWN_STATUSES, ...Object.keys(HOLDS)).map(parseStatus),
  fc.constantFrom('AMAZON_FULFILLING', 'AMAZON_SHIPPED', 'ORDER_RECEIVED').map(parseStatus),
  nasty.map(parseStatus),
);
const observation = fc.record({ status, at: time.map((ms) => new Date(Math.floor(ms / 1000) * 1000)), approximate: fc.boolean() });

const told = fc.record(
  {
    senderName: nasty,
    kind: fc.oneof(fc.constantFrom(...Object.keys(KINDS)), nasty).map(parseKind),
    campaign: fc.record({ name: fc.oneof(fc.constantFrom('Q4', 'q4 ', '=Q4'), nasty), state: fc.constantFrom('ACTIVE', 'ARCHIVED', 'DELETED') }, { requiredKeys: ['name'] }),
    team: fc.oneof(fc.constantFrom('EMEA', '@EMEA'), nasty),
    recipientName: nasty, recipientCompany: nasty, recipientAddress: nasty, message: fc.oneof({ weight: 9, arbitrary: nasty }, { weight: 1, arbitrary: longest }),
    recipientEmail: fc.oneof(fc.constantFrom('jane@x.example', '=cmd|@x.example', 'not an address'), nasty).map(foldEmail).filter((email) => email !== ''),
    gift: nasty, sentVia: nasty, test: fc.boolean(),
    cost: fc.record({ cents: fc.integer({ min: 0, max: 1_000_000_000 }), currency: fc.constantFrom('USD', 'JPY', 'KWD', 'XTS') }),
    createdAt: time.map((ms) => new Date(ms)),
    tracking: fc.record({ carrier: nasty, number: fc.oneof(fc.constantFrom('1Z 999', '1z999', 'TBA1', '+1'), nasty), url: nasty }, { requiredKeys: [] }).filter((each) => Object.keys(each).length > 0),
  },
  { requiredKeys: [] },
);
/** What a send is known by: each way in turn, of a text as doors read it. */
const namesOf = (way: number, index: number, said: string): SendName[] => {
  const id = readSendId(`${said}k${index}`);
  const provider: SendName = { scheme: 'provider', value: `${said}p${index}`.trim() };
  const number: SendName = { scheme: 'number', value: String(index + 1) };
  if (!id.ok) return [provider];
  return [[number], [number, provider], [id.value], [id.value, provider], [provider], [number, id.value], [{ scheme: 'tracker' as const, value: `T-${500 - index}` }]][way] ?? [];
};
const send = fc.record({
  way: fc.integer({ min: 0, max: 6 }), said: nasty, email: fc.constantFrom('sam@corp.example', '+eve@corp.example', "o'neil@corp.example"),
  news: fc.array(fc.record({ told, observations: fc.array(observation, { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 4 }),
});
const world = fc.array(send, { minLength: 1, maxLength: 5 }).map((sends): SendRecord[] =>
  sends.flatMap(({ way, said, email, news }, index) =>
    news.map(({ told: fields, observations }) => ({ names: namesOf(way, index, said), senderEmail: email, observations, ...fields })),
  ),
);

describe.each(databases)('sends out and in again, on $name', ({ open }) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());

  const tracker = async (records: readonly SendRecord[] = []): Promise<WorkspaceId> => {
    const { id } = await db.store.workspaces.create(`Corp ${randomUUID()}`, undefined);
    await db.store.recorder.record(id, records, { source: 'API', now, dryRun: false });
    return id;
  };
  const exported = (workspace: WorkspaceId): Promise<Buffer> =>
    buffer(Readable.from(exportSends({ sends: db.store.sends })({ operatorOf: workspace }, NO_FILTER)).pipe(sendsCsv()));
  const imported = async (workspace: WorkspaceId, file: Buffer) => {
    const run = importSends({ recorder: db.store.recorder, workspaces: db.store.workspaces, openSheet: openSends, clock: () => now });
    const { rows, new: created, changed, unchanged, problems } = await run({ file: bytesOf(file, 997), dryRun: false, workspace: async () => workspace });
    return { rows, new: created, changed, unchanged, problems };
  };
  const rowsOf = async (workspace: WorkspaceId): Promise<number> => Number((await db.query('SELECT count(*) AS rows FROM sends WHERE workspace_id = $1', [workspace]))[0]?.['rows']);

  it('changes nothing where it came from, and makes an equal tracker of an empty one, whatever people wrote', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (records) => {
        const origin = await tracker(records);
        const file = await exported(origin);
        const rows = await rowsOf(origin);
        expect(await imported(origin, file)).toEqual({ rows, new: 0, changed: 0, unchanged: rows, problems: [] });
        expect((await exported(origin)).equals(file)).toBe(true);
        const other = await tracker();
        expect(await imported(other, file)).toEqual({ rows, new: rows, changed: 0, unchanged: 0, problems: [] });
        expect((await exported(other)).toString()).toBe(file.toString());
        expect(await imported(other, file)).toEqual({ rows, new: 0, changed: 0, unchanged: rows, problems: [] });
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  const at = (day: number, name: string, approximate = false) => ({ status: parseStatus(name), at: new Date(Date.UTC(2026, 4, day)), approximate });
  const aRecord = (said: Partial<SendRecord>): SendRecord => ({ names: [{ scheme: 'number', value: '1' }], senderEmail: 'sam@corp.example', observations: [at(1, 'Shipped')], ...said });
  const only = async (workspace: WorkspaceId) => (await db.store.sends.lookUp(workspace, { everything: true }, '1', 2))[0];

  it('keeps the parcel that cards show, though the status began before it was named', async () => {
    const origin = await tracker([
      aRecord({}),
      aRecord({ observations: [at(2, 'Shipped')], tracking: { number: 'FIRST' } }),
      aRecord({ observations: [at(3, 'Shipped')], tracking: { number: 'SECOND' } }),
    ]);
    const file = await exported(origin);
    expect(file.toString()).toContain('2026-05-01T00:00:00Z');
    expect(await imported(origin, file)).toMatchObject({ unchanged: 1 });
    expect(await only(origin)).toMatchObject({ tracking: { number: 'SECOND' } });
  });

  it('never makes a parcel to the warehouse one to the recipient', async () => {
    const toWarehouse = aRecord({ observations: [at(1, 'Amazon Shipped')], tracking: { number: 'TBA1' } });
    const [shipped, received] = [await tracker([toWarehouse]), await tracker([toWarehouse, aRecord({ observations: [at(2, 'Order Received')] })])];
    const other = await tracker();
    await imported(other, await exported(shipped));
    expect(await only(other)).toMatchObject({ tracking: { number: 'TBA1', toWarehouse: true } });
    const file = await exported(received);
    expect(file.toString()).not.toContain('TBA1');
    await imported(received, file);
    expect(await only(received)).toMatchObject({ status: { name: 'ORDER_RECEIVED' }, tracking: { number: 'TBA1', toWarehouse: true } });
  });

  it('erases nothing by an empty cell', async () => {
    const full = aRecord({
      kind: 'Amazon', campaign: { name: 'Q4', state: 'ARCHIVED' }, team: 'EMEA', senderName: 'Sam Lee', recipientName: 'Jane', recipientEmail: 'jane@x.example',
      recipientCompany: 'X', recipientAddress: '1 Main St', message: 'Thank you', gift: 'Mug', cost: { cents: 100, currency: 'EUR' }, sentVia: 'API', test: true,
      createdAt: new Date('2026-04-01T00:00:00Z'), tracking: { carrier: 'UPS', number: '1Z9', url: 'https://ups.example/1Z9' },
    });
    const origin = await tracker([full]);
    const file = await exported(origin);
    const [header = ''] = file.toString().split('\r\n');
    const cells = new Map([['Send ID', '1'], ['Status', 'Shipped'], ['Status Since', '2026-05-01T00:00:00Z'], ['Sender Email', 'sam@corp.example']]);
    const bare = `${header}\r\n${header.replace('\uFEFF', '').split(',').map((name) => cells.get(name) ?? '').join(',')}\r\n`;
    expect(await imported(origin, Buffer.from(bare))).toMatchObject({ unchanged: 1, problems: [] });
    expect((await exported(origin)).equals(file)).toBe(true);
  });
});
