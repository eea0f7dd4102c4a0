import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SendId, WorkspaceId } from '../../src/domain/ids.ts';
import { NO_FILTER } from '../../src/domain/query/filter.ts';
import { forgetOld } from '../../src/usecases/forgetOld.ts';
import type { Doer } from '../../src/usecases/ports/audit.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import { memberId } from '../support/builders.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { numbered, TODAY } from '../slack/frontDoor.ts';

const by: Doer = { actor: 'operator', door: 'CLI', at: TODAY };
const JANE = 'jane@acme.example';
const everything = { everything: true } as const;
const someone = memberId('00000000-0000-0000-0000-000000000000');
const PERSONAL = /Jane|Acme|jane@|Main St|Thank you/i;

describe.each(databases)('forgetting a recipient, on $name', ({ open }) => {
  let db: TestDatabase;
  let workspace: WorkspaceId;
  let next = 0;
  beforeAll(async () => {
    db = await open();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    workspace = (await db.store.workspaces.create('Corp', `T${next++}`)).id;
  });

  const record = (records: SendRecord[], where = workspace) => db.store.recorder.record(where, records, { source: 'CSV', now: TODAY, dryRun: false });
  const details = async (number: number, where = workspace) => {
    const [send] = await db.store.sends.lookUp(where, everything, String(number), 1);
    return send && db.store.sends.details(where, everything, send.id);
  };
  const row = async (number: number) => JSON.stringify(await db.query('SELECT to_jsonb(s) AS row FROM sends s WHERE workspace_id = $1 AND number = $2', [workspace, String(number)]));
  const found = async (text: string) => (await db.store.sends.list(workspace, everything, { ...NO_FILTER, text: [text] }, someone, { size: 10 })).items.map(({ number }) => number);

  it('erases all of them in every send they got, keeps the sends, and touches nobody else', async () => {
    await record([numbered(1), numbered(2, { recipientEmail: ' Jane@Acme.example ' }), numbered(3, { recipientName: 'Tom', recipientEmail: 'xjane@acme.example' })]);
    const elsewhere = (await db.store.workspaces.create('Other', `T${next++}`)).id;
    await record([numbered(1)], elsewhere);
    expect(await db.store.forgetting.recipient(workspace, 'JANE@acme.example', by)).toBe(2);
    for (const number of [1, 2]) {
      expect(await details(number)).toMatchObject({ recipient: { name: undefined, email: undefined, company: undefined }, address: undefined, message: undefined, gift: 'Mug', status: { name: 'SHIPPED' } });
      expect((await row(number)).replace('Q4 Thank You', '').replace('q4 thank you', '')).not.toMatch(PERSONAL);
    }
    expect(await details(3)).toMatchObject({ recipient: { name: 'Tom', email: 'xjane@acme.example' } });
    expect(await details(1, elsewhere)).toMatchObject({ recipient: { name: 'Jane Park' } });
    expect(await found('jane')).toEqual(['3']);
    expect(await found('mug')).toHaveLength(3);
    expect(await db.store.forgetting.recipient(workspace, JANE, by)).toBe(0);
  });

  it('keeps it in the audit, send by send, without the address, anywhere in the database', async () => {
    await record([numbered(11), numbered(12)]);
    await db.store.forgetting.recipient(workspace, JANE, by);
    const entries = await db.store.audit.page(workspace, {}, { size: 10, after: undefined });
    expect(entries).toMatchObject([{ verb: 'forgotten', actor: 'operator', after: { why: 'REQUEST' } }, { verb: 'forgotten' }]);
    const kept = await db.query('SELECT to_jsonb(f) AS row FROM forgotten_recipients f WHERE workspace_id = $1', [workspace]);
    expect(JSON.stringify([entries, kept])).not.toMatch(/jane/i);
  });

  it.each<[string, Partial<SendRecord> & { mute?: true }]>([
    ['the same file again', {}],
    ['a newer update with a corrected name', { recipientName: 'Jane Parker', observations: [{ status: { name: 'DELIVERED' }, at: new Date('2026-11-20T08:00:00Z'), approximate: false }] }],
    ['an update that gives no e-mail', { mute: true }],
    ['another address of theirs', { recipientEmail: 'jane@home.example' }],
  ])('stays so after %s', async (_, { mute, ...said }) => {
    await record([numbered(21)]);
    await db.store.forgetting.recipient(workspace, JANE, by);
    const { recipientEmail: _email, ...withoutEmail } = numbered(21, said);
    const [outcome] = await record([mute ? withoutEmail : numbered(21, said)]);
    expect(outcome?.result).toBe(said.observations ? 'changed' : 'unchanged');
    expect((await row(21)).replace('Q4 Thank You', '').replace('q4 thank you', '')).not.toMatch(/Jane|Acme|Main St|Thank you/i);
    expect(await details(21)).toMatchObject({ status: { name: said.observations ? 'DELIVERED' : 'SHIPPED' } });
  });

  it('meets sends from before that come in only later, but not new ones', async () => {
    await db.store.forgetting.recipient(workspace, JANE, by);
    const later = new Date(TODAY.getTime() + 5 * 24 * 3600_000);
    await record([numbered(31)]);
    await db.store.recorder.record(workspace, [numbered(32, { createdAt: later, observations: [{ status: { name: 'SENT' }, at: later, approximate: false }] })], { source: 'API', now: later, dryRun: false });
    await record([numbered(31, { recipientEmail: 'jane@home.example' })]);
    expect(await details(31)).toMatchObject({ recipient: { name: undefined, email: undefined } });
    expect(await details(32)).toMatchObject({ recipient: { name: 'Jane Park', email: JANE } });
  });

  it('meets a send that names them only now, with what was known of it before', async () => {
    const { recipientEmail: _, ...nameOnly } = numbered(41);
    await record([nameOnly]);
    await db.store.forgetting.recipient(workspace, JANE, by);
    expect(await details(41)).toMatchObject({ recipient: { name: 'Jane Park' } });
    await record([numbered(41)]);
    expect(await details(41)).toMatchObject({ recipient: { name: undefined, email: undefined, company: undefined } });
  });

  it('takes along what a source said in fields that nobody knows, and keeps no more of it', async () => {
    await record([numbered(61), numbered(62, { recipientEmail: 'tom@acme.example' })]);
    const said = [61, 62].map((number) => ({ name: { scheme: 'number' as const, value: String(number) }, fields: { delivered_to: 'Jane Park' } }));
    const kept = () => db.query('SELECT s.number FROM unknown_fields u JOIN sends s ON s.id = u.send_id WHERE u.workspace_id = $1 ORDER BY 1', [workspace]);
    await db.store.syncs.keepUnknown(workspace, 'API', said);
    await db.store.forgetting.recipient(workspace, JANE, by);
    expect(await kept()).toEqual([{ number: '62' }]);
    await db.store.syncs.keepUnknown(workspace, 'API', said);
    expect(await kept()).toEqual([{ number: '62' }]);
  });

  it('loses no race against batches that are under way', async () => {
    const batches = Array.from({ length: 8 }, (_, i) => record(Array.from({ length: 20 }, (_each, j) => numbered(5000 + i * 20 + j))));
    await Promise.all([...batches.slice(0, 4), db.store.forgetting.recipient(workspace, JANE, by), ...batches.slice(4)]);
    const [left] = await db.query('SELECT count(*)::int AS left FROM sends WHERE workspace_id = $1 AND (recipient_email IS NOT NULL OR recipient_name IS NOT NULL)', [workspace]);
    expect(left).toEqual({ left: 0 });
  });

  it('after so many days without news happens by itself, page by page, once', async () => {
    const old = { createdAt: new Date('2024-01-01T00:00:00Z'), observations: [{ status: { name: 'DELIVERED' }, at: new Date('2024-02-01T00:00:00Z'), approximate: false }] } as const;
    await record([numbered(61, old), numbered(62, { ...old, createdAt: new Date('2026-11-01T00:00:00Z') }), numbered(63)]);
    await record([numbered(64, { ...old, recipientEmail: 'kim@acme.example' })]);
    expect(await forgetOld(db.store, 365)(TODAY)).toBe(2);
    expect(await forgetOld(db.store, 365)(TODAY)).toBe(0);
    const named = await Promise.all([61, 62, 63, 64].map(async (number) => (await details(number))?.recipient.name));
    expect(named).toEqual([undefined, 'Jane Park', 'Jane Park', undefined]);
    let after: SendId | undefined;
    for (let pages = 0; pages < 5; pages++) {
      const { next: last } = await db.store.forgetting.old(workspace, TODAY, { size: 1, after }, by);
      after = last ?? after;
    }
    expect((await details(63))?.recipient.name).toBeUndefined();
    expect((await db.store.audit.page(workspace, {}, { size: 10, after: undefined })).map(({ after: then }) => then?.['why'])).toContain('RETENTION');
  });
});
