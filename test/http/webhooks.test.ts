import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { webhookJobs } from '../../src/jobs/webhooks.ts';
import { createLog } from '../../src/log.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { readWebhook } from '../../src/sources/sendoso/webhook.ts';
import type { Store } from '../../src/usecases/ports.ts';
import { retrySetAside } from '../../src/usecases/retrySetAside.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { aSecret, signed, type Signing } from '../support/webhooks.ts';
import { emailOf, type FrontDoor, openFrontDoor, openSlack, record, SECRET as SLACK_SECRET, TODAY } from '../slack/frontDoor.ts';

const [SECRET, ROTATED, BOUND] = [aSecret('now'), aSecret('before'), aSecret('of shipped')];
const SETTINGS = { SENDOSO_WEBHOOK_SECRET: `${SECRET}, ${ROTATED}, shipped=${BOUND}` };

type Said = Partial<Signing> & { path?: string; secret?: string; headers?: Record<string, string>; sentBody?: string | Uint8Array };

describe('webhooks, at the front door', () => {
  let db: TestDatabase;
  let door: FrontDoor;
  let base: string;
  let sam: Person;
  const logged: string[] = [];
  beforeAll(async () => {
    db = await quickest.open();
    const log = createLog('silent');
    log.warn = (fields: unknown, message?: unknown) => void logged.push(JSON.stringify({ fields, message }));
    log.error = log.warn;
    door = await openFrontDoor(db, SETTINGS, { log });
    base = `http://127.0.0.1:${door.app.port}`;
    sam = await door.member('Sam Lee');
    await door.sends(record({ names: [{ scheme: 'number', value: '1234' }, { scheme: 'provider', value: 'gid-1234' }] }));
  });
  afterAll(() => door.close());

  const post = async (body: unknown, { path = '/webhooks/sendoso', secret = SECRET, headers = {}, sentBody, ...signing }: Said = {}) => {
    const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const response = await fetch(`${base}${path}`, { method: 'POST', body: sentBody ?? text, headers: { ...signed(secret, text, { at: TODAY, ...signing }), ...headers } });
    return { status: response.status, text: (await response.text()).trim() };
  };
  const card = async (number: string) => (await sam.types(`/send ${number}`)).visible;
  const changed = (day: number, gid = 'gid-1234') => ({ send_gid: gid, status_changed_at: `2026-11-${day}T10:00:00Z` });
  const counted = async (outcome: string) => {
    const text = await (await fetch(`${base}/metrics`)).text();
    return Number(new RegExp(`send_tracker_webhooks_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  };

  it('show what they say on the card, whatever headers and secret they come under', async () => {
    expect(await card('1234')).toContain('Shipped');
    expect(await post(changed(19), { path: '/webhooks/sendoso/delivered', family: 'webhook', secret: ROTATED })).toEqual({ status: 200, text: 'changed' });
    expect(await card('1234')).toContain('Delivered');
  });

  it('tell how long ago the provider was last heard, in every answer; by themselves, silence is not what makes data old', async () => {
    await door.store.workspaces.markSourceRead(door.workspaceId, 'CSV', new Date(TODAY.getTime() - 3600_000));
    for (const typed of ['/send 1234', '/sends whoami', '/sends mine', '/send 999']) expect((await sam.types(typed)).visible).toMatch(/Data as of .*Last heard from the provider/);
    await door.store.workspaces.markSourceRead(door.workspaceId, 'CSV', TODAY);
    const source = (await door.store.sources.all(door.workspaceId)).find(({ name }) => name === 'webhook');
    expect(source).toMatchObject({ heardAt: TODAY, readAt: undefined, dueAt: undefined });
    expect(await card('1234')).not.toContain('Last heard');
  });

  it('that are older turn nothing back', async () => {
    expect(await post(changed(17), { path: '/webhooks/sendoso/send.order_received' })).toEqual({ status: 200, text: 'changed' });
    expect(await card('1234')).toContain('Delivered');
  });

  it('name their event in the path or in the body, and their workspace in the path or not', async () => {
    for (const path of ['/webhooks/sendoso', `/webhooks/${door.workspaceId}/sendoso`, `/webhooks/${door.slack.team.id}/sendoso`]) {
      expect(await post({ type: 'send.delivered', ...changed(19) }, { path })).toEqual({ status: 200, text: 'unchanged' });
      expect(await post(changed(19), { path: `${path}/delivered` })).toEqual({ status: 200, text: 'unchanged' });
    }
  });

  it('are done once, however often they are sent', async () => {
    const before = await counted('duplicate');
    expect(await post(changed(20), { path: '/webhooks/sendoso/undeliverable', id: 'msg_1' })).toEqual({ status: 200, text: 'changed' });
    expect(await post(changed(21), { path: '/webhooks/sendoso/delivered', id: 'msg_1' })).toEqual({ status: 200, text: 'duplicate' });
    expect(await counted('duplicate')).toBe(before + 1);
  });

  it('of a send not known yet wait for it', async () => {
    expect(await post(changed(19, 'gid-late'), { path: '/webhooks/sendoso/shipped' })).toEqual({ status: 200, text: 'waiting' });
    await door.sends(record({ names: [{ scheme: 'number', value: '1300' }, { scheme: 'provider', value: 'gid-late' }], tracking: {}, observations: [{ status: { name: 'ORDER_RECEIVED' }, at: new Date('2026-11-12T10:00:00Z'), approximate: false }] }));
    expect(await card('1300')).toContain('Shipped');
  });

  it('may be bound to an event by their secret', async () => {
    expect(await post(changed(19, 'gid-bound'), { secret: BOUND })).toEqual({ status: 200, text: 'waiting' });
    expect(await post(changed(19, 'gid-bound'), { secret: BOUND, path: '/webhooks/sendoso/send.shipped' })).toEqual({ status: 200, text: 'waiting' });
    expect(await post(changed(19, 'gid-bound'), { secret: BOUND, path: '/webhooks/sendoso/delivered' })).toMatchObject({ status: 401 });
    expect(await post({ type: 'send.delivered', ...changed(19, 'gid-bound') }, { secret: BOUND })).toEqual({ status: 200, text: 'set aside: not-understood' });
  });

  it('bring whole sends, from any platform', async () => {
    const data = {
      id: 'A-17', type: 'Amazon', status: 'Shipped', status_updates: [{ status: 'Shipped', occurred_at: '2026-11-19T08:00:00Z' }], current_total_cost: '-3', shiny: true,
      sender: { id: 4, name: 'Sam Lee', email: ' SAM.LEE@corp.example ', team_name: 'EMEA' }, recipient: { name: 'Ada <b>', email: 'ADA@Example.com', address: '7 Hill Rd' },
      message: 'Well done', gift: 'Book', test: true, tracking: { carrier: 'UPS', number: '1Z999AA10123456784' },
    };
    expect(await post({ type: 'send.updated', data }, { family: 'webhook' })).toEqual({ status: 200, text: 'new' });
    expect(await post({ type: 'send.updated', data: { ...data, sender: { ...data.sender, id: 5, email: 'sam.lee@CORP.example' }, id: 'A-18' } })).toEqual({ status: 200, text: 'new' });
    const seen = await card('A-17');
    for (const word of ['Ada', 'Book', 'Shipped', '1Z999AA10123456784', 'TEST']) expect(seen).toContain(word);
    expect(seen).not.toContain('-3');
    // Two senders with one address are one person here.
    expect(await db.query("SELECT count(*)::int AS n FROM members WHERE email = 'sam.lee@corp.example'")).toEqual([{ n: 1 }]);
    const metrics = await (await fetch(`${base}/metrics`)).text();
    expect(metrics).toContain('send_tracker_webhook_unread_fields_total{field="current_total_cost"} 2');
  });

  it('keep an unknown status as it came, and say so once', async () => {
    const data = { id: 'A-19', status: 'Abducted by Aliens', sender: { email: emailOf('Sam Lee') } };
    expect(await post({ type: 'send.updated', data })).toEqual({ status: 200, text: 'new' });
    expect(await post({ type: 'send.updated', data })).toEqual({ status: 200, text: 'unchanged' });
    expect(await card('A-19')).toContain('Abducted by Aliens');
    expect(logged.filter((line) => line.includes('Abducted'))).toHaveLength(1);
  });

  it('about the future are kept aside', async () => {
    expect(await post({ send_gid: 'gid-1234', status_changed_at: '2026-12-24T10:00:00Z' }, { path: '/webhooks/sendoso/refunded' })).toEqual({ status: 200, text: 'changed' });
    expect(await card('1234')).not.toContain('Refunded');
  });

  it('of an event nobody knows are stored, and do not use up their id', async () => {
    expect(await post(changed(19), { path: '/webhooks/sendoso/teleported', id: 'msg_2' })).toEqual({ status: 200, text: 'set aside: not-understood' });
    expect(await post(changed(19), { path: '/webhooks/sendoso', id: 'msg_2' })).toEqual({ status: 200, text: 'set aside: not-understood' });
    expect(await post(changed(19), { path: '/webhooks/sendoso/delivered', id: 'msg_2' })).toEqual({ status: 200, text: 'unchanged' });
    expect(await post(changed(19), { path: '/webhooks/sendoso/delivered', id: 'msg_2' })).toEqual({ status: 200, text: 'duplicate' });
  });

  it.each<[string, unknown, Said, number, string]>([
    ['forged', changed(22), { secret: aSecret('forged') }, 401, 'the signature does not fit'],
    ['changed on the way', changed(22), { sentBody: JSON.stringify({ ...changed(22), send_gid: 'gid-9' }) }, 401, 'the signature does not fit'],
    ['re-serialised on the way', changed(22), { sentBody: JSON.stringify(changed(22), null, 1) }, 401, 'the signature does not fit'],
    ['cut short on the way', changed(22), { sentBody: JSON.stringify(changed(22)).slice(0, 20) }, 401, 'the signature does not fit'],
    ['replayed later', changed(22), { at: new Date(TODAY.getTime() - 301_000) }, 401, 'the timestamp is more than five minutes away'],
    ['of a fast clock', changed(22), { at: new Date(TODAY.getTime() + 301_000) }, 401, 'the timestamp is more than five minutes away'],
    ['without a signature', changed(22), { headers: { 'svix-signature': '' } }, 401, 'the signature does not fit'],
    ['signed and no JSON', '{"send_gid":', { path: '/webhooks/sendoso/shipped' }, 400, 'the body is not JSON'],
    ['signed and not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), { path: '/webhooks/sendoso/shipped' }, 400, 'the body is not UTF-8'],
    ['empty', '', { path: '/webhooks/sendoso/shipped' }, 400, 'the body is not JSON'],
    ['of another workspace', changed(22), { path: '/webhooks/T0NOBODY/sendoso/shipped' }, 404, 'there is no such workspace here'],
    ['enormous', 'x'.repeat(1_000_001), {}, 413, 'more than 1,000,000 bytes'],
  ])('%s are refused, with a ref that the log has once and nothing of the contents', async (_, body, said, status, text) => {
    logged.length = 0;
    const answer = await post(body, said);
    expect(answer).toEqual({ status, text: expect.stringMatching(new RegExp(`^${text} \\(ref [0-9a-f]{6}\\)$`)) });
    const ref = /ref ([0-9a-f]{6})/.exec(answer.text)?.[1] ?? 'none';
    expect(logged.filter((line) => line.includes(ref))).toHaveLength(1);
    expect(logged.join('')).not.toMatch(/gid-|send_gid|xxx/);
    expect(await card('1234')).not.toContain('Nov 22');
  });

  it('of exactly a million bytes are taken', async () => {
    const body = JSON.stringify({ type: 'send.delivered', ...changed(19), padding: '' });
    expect(await post(body.replace('"padding":""', `"padding":"${'x'.repeat(1_000_000 - body.length)}"`))).toEqual({ status: 200, text: 'unchanged' });
  });

  it('that never end are cut off', async () => {
    const request = http.request(`${base}/webhooks/sendoso`, { method: 'POST', headers: { ...signed(SECRET, '', { at: TODAY }), 'transfer-encoding': 'chunked' } });
    request.on('error', () => undefined);
    const answered = new Promise<number | undefined>((resolve) => void request.once('response', ({ statusCode }) => resolve(statusCode)));
    const closed = new Promise<void>((resolve) => void request.once('close', () => resolve()));
    const pour = (): void => {
      if (!request.destroyed) request.write(Buffer.alloc(256 * 1024, 120), pour);
    };
    pour();
    expect(await answered).toBe(413);
    await closed;
  });

  it('that break off do no harm', async () => {
    const before = await counted('broken-off');
    const socket = net.connect(door.app.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /webhooks/sendoso HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc');
    await new Promise((resolve) => void setTimeout(resolve, 50));
    socket.destroy();
    for (let i = 0; i < 100 && (await counted('broken-off')) === before; i++) await new Promise((resolve) => void setTimeout(resolve, 20));
    expect(await counted('broken-off')).toBe(before + 1);
  });

  it('are for POST only, and to be found only with a secret', async () => {
    expect((await fetch(`${base}/webhooks/sendoso`)).status).toBe(405);
    expect((await fetch(`${base}/webhooks/sendoso/shipped/extra`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${base}/webhooks//sendoso`, { method: 'POST' })).status).toBe(404);
    const { slack, env } = await openSlack('HTTP');
    const own: Store = { ...db.store, close: async () => undefined };
    const app = await startApp({ config: readConfig(env), store: own, clock: () => TODAY, log: createLog('silent') });
    expect((await fetch(`http://127.0.0.1:${app.port}/webhooks/sendoso`, { method: 'POST' })).status).toBe(404);
    await app.connected;
    await app.stop();
    await slack.stop();
  });

  it('that could not be taken are read again every hour: once they can be they are, once, and what still can’t stays', async () => {
    const future = { type: 'send.updated', data: { id: 'A-30', status_updates: [{ status: 'Shipped', occurred_at: '2026-11-21T08:00:00Z' }], sender: { email: emailOf('Sam Lee') } } };
    expect(await post(future, { id: 'msg_future' })).toEqual({ status: 200, text: 'set aside: nothing-due' });
    expect(await post({ type: 'send.teleported' }, { id: 'msg_odd' })).toEqual({ status: 200, text: 'set aside: not-understood' });
    // As a version before this one would have left it.
    const body = JSON.stringify({ type: 'send.shipped', send_gid: 'gid-late', status_changed_at: '2026-11-18T10:00:00Z' });
    await door.store.deliveries.take(door.workspaceId, [{ id: 'msg_old', event: undefined, body, news: { form: 'not-understood', why: 'is from tomorrow' } }], TODAY);
    const [again] = webhookJobs({ ...door.store, retry: retrySetAside({ ...door.store, read: readWebhook, clock: door.now }), forgotten: () => undefined });
    const aside = async () => (await door.store.deliveries.setAside(door.workspaceId, { size: 50, after: undefined })).map(({ id }) => id).filter((id) => ['msg_future', 'msg_odd', 'msg_old'].includes(id));
    await again?.run(door.now());
    expect(await aside()).toEqual(['msg_future', 'msg_odd']);
    await door.forward(24 * 3600_000);
    await again?.run(door.now());
    expect(await aside()).toEqual(['msg_odd']);
    expect(await card('A-30')).toContain('Shipped');
    expect(await post(future, { id: 'msg_future', at: door.now() })).toEqual({ status: 200, text: 'duplicate' });
    await again?.run(door.now());
    expect(await db.query("SELECT id FROM webhook_deliveries WHERE id LIKE 'msg_old%' OR id = 'msg_future' ORDER BY id")).toEqual([{ id: 'msg_future' }, { id: 'msg_old' }]);
  });
});

describe('webhooks that cannot be stored', () => {
  it('are answered 503, once with a ref, and taken when they are sent again', async () => {
    const db = await quickest.open();
    let broken = true;
    const deliveries: Store['deliveries'] = {
      ...db.store.deliveries,
      take: (...args) => (broken ? Promise.reject(new Error('jane@acme.example')) : db.store.deliveries.take(...args)),
    };
    const logged: string[] = [];
    const log = createLog('silent');
    log.error = (fields: unknown, message?: unknown) => void logged.push(JSON.stringify({ fields, message }));
    const door = await openFrontDoor({ ...db, store: { ...db.store, deliveries } }, SETTINGS, { log });
    const send = () => {
      const body = JSON.stringify({ type: 'send.updated', data: { id: 1, status: 'Shipped', sender: { email: emailOf('Sam Lee') } } });
      return fetch(`http://127.0.0.1:${door.app.port}/webhooks/sendoso`, { method: 'POST', body, headers: signed(SECRET, body, { at: TODAY, id: 'msg_1' }) });
    };
    expect((await send()).status).toBe(503);
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toContain('jane');
    broken = false;
    expect((await send()).status).toBe(200);
    await door.close();
  });
});

describe('the example in the README', () => {
  it('works exactly as it is written', async () => {
    const readme = await readFile(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
    const [, script = ''] = /```sh\n(SECRET="whsec_[^]*?)```/.exec(readme) ?? [];
    const db = await quickest.open();
    const { slack, env } = await openSlack('HTTP');
    const config = readConfig({ ...env, SENDOSO_WEBHOOK_SECRET: SECRET });
    const app = await startApp({ config, store: db.store, clock: () => new Date(), log: createLog('silent') });
    await app.connected;
    slack.connect(`http://127.0.0.1:${app.port}/slack/events`, SLACK_SECRET);
    // What people put in for themselves: the secret they configured, and where their bot is.
    const ours = script.replace(/^SECRET=.*$/m, `SECRET=${SECRET}`).replace('http://localhost:3000', `http://127.0.0.1:${app.port}`);
    expect(ours).not.toBe(script);
    expect((await promisify(execFile)('bash', ['-euc', ours])).stdout).toBe('new\n');
    const ana = slack.user({ name: 'Ana Ruiz', email: emailOf('Ana Ruiz') });
    expect((await ana.types('/send ORDER-17')).visible).toContain('Jane Park');
    await app.stop();
    await slack.stop();
  });
});
