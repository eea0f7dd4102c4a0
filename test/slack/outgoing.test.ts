import { afterEach, describe, expect, it } from 'vitest';
import type { StatusName } from '../../src/domain/status.ts';
import type { Fault, Person } from '../../src/sandbox/slack/index.ts';
import { ACTIONS, encodeSend } from '../../src/slack/ids.ts';
import type { NewItem } from '../../src/usecases/ports/outbox.ts';
import type { SendRecord } from '../../src/usecases/ports.ts';
import { memberId, sendId } from '../support/builders.ts';
import { quickest } from '../support/databases.ts';
import { emailOf, type Environment, type FrontDoor, numbered, openFrontDoor, TODAY } from './frontDoor.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const health = (key: string, over: Partial<NewItem> = {}): NewItem => ({
  to: { operations: true }, key, body: { kind: 'source-health', source: 'the API', well: false, since: TODAY, reason: 'It refuses our token.' }, dueAt: TODAY, ...over,
});
const said = (person: Person): string[] => person.sees().map(({ visible }) => visible);

describe.each([quickest])('what leaves by itself, on $name', ({ open }) => {
  let door: FrontDoor;
  const start = async (settings: Environment = {}, how: Parameters<typeof openFrontDoor>[2] = {}): Promise<FrontDoor> => (door = await openFrontDoor(await open(), settings, how));
  afterEach(() => door.close());
  const add = (...items: NewItem[]): Promise<void> => door.store.outbox.add(door.workspaceId, items, door.now());
  const calls = (method: string): number => door.slack.calls.filter((call) => call.method === method).length;
  const state = () => door.store.outbox.state(door.workspaceId);
  /** News of a send of Sam Lee's, as a webhook brings it. */
  const becomes = async (name: Exclude<StatusName, 'UNKNOWN' | 'ON_HOLD'>, over: Partial<SendRecord> = {}): Promise<void> => {
    const record = numbered(1234, { createdAt: door.now(), observations: [{ status: { name }, at: door.now(), approximate: false }], ...over });
    await door.store.recorder.record(door.workspaceId, [record], { source: 'webhook', now: door.now(), dryRun: false });
  };
  const send = async () => {
    const [found] = await door.store.sends.lookUp(door.workspaceId, { everything: true }, '1234', 1);
    if (!found) throw new Error('no send 1234');
    return found;
  };

  describe('for operations', () => {
    it('goes to each Admin where there is no operations channel, and once', async () => {
      await start();
      const admins = [await door.member('Ana Ruiz', 'ADMIN'), await door.member('Tom Berg', 'ADMIN')];
      await add(health('a'));
      await door.delivered();
      await add(health('a'));
      await door.delivered();
      for (const admin of admins) expect(said(admin)).toEqual([expect.stringContaining('Nothing comes from the API')]);
    });

    it('goes to the operations channel, and to the Admins where it can’t', async () => {
      await start({ OPS_CHANNEL: 'C0000000' });
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      await add(health('a'));
      await door.delivered();
      expect(said(ana)).toEqual([expect.stringContaining('Nothing comes from the API')]);
      expect(door.slack.calls.some(({ method, error }) => method === 'chat.postMessage' && error === 'channel_not_found')).toBe(true);
    });

    it('is told as it is by then', async () => {
      await start();
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      await add(health('a'), health('b', { body: { kind: 'source-health', source: 'the API', well: true, since: TODAY, reason: '' } }));
      await door.delivered();
      expect(said(ana)).toEqual([expect.stringContaining('the API works again')]);
    });
  });

  describe('a send’s card', () => {
    it('is one message: edited to how it stands, with what is new in its thread', async () => {
      await start();
      const sam = await door.member('Sam Lee');
      await becomes('SHIPPED');
      await door.delivered();
      await door.forward(HOUR);
      await becomes('UNDELIVERABLE');
      await door.delivered();
      const [card, reply, ...more] = door.slack.state.messages.all;
      expect(more).toEqual([]);
      expect(card).toMatchObject({ edited: true, threadTs: undefined, text: expect.stringContaining('could not be delivered') });
      expect(reply).toMatchObject({ threadTs: card?.ts, broadcast: true });
      expect(said(sam)).toHaveLength(2);
      expect(JSON.stringify(card?.metadata)).toMatch(/^\{"event_type":"send_tracker","event_payload":\{"id":"[0-9a-f-]{36}"\}\}$/);
    });

    it('is brought up to date when something of the send changes that is no news, and left alone when nothing it shows does', async () => {
      await start();
      const sam = await door.member('Sam Lee');
      await becomes('SHIPPED');
      await door.delivered();
      await door.forward(HOUR);
      await becomes('SHIPPED', { observations: [], tracking: { carrier: 'UPS', number: '1Z999AA10123456784' } });
      await door.delivered();
      expect(said(sam)).toEqual([expect.stringContaining('1Z999AA10123456784')]);
      const edits = calls('chat.update');
      await becomes('SHIPPED', { observations: [], sentVia: 'API' });
      await door.delivered();
      expect([calls('chat.update'), (await state()).waiting]).toEqual([edits, 0]);
    });

    it('tells what overtook what, once', async () => {
      await start();
      const sam = await door.member('Sam Lee');
      await becomes('SHIPPED');
      await door.store.outbox.pause(door.workspaceId, new Date(TODAY.getTime() + HOUR), 'a test');
      await door.forward(60 * SECOND);
      await becomes('UNDELIVERABLE');
      await door.forward(HOUR);
      expect(said(sam)).toEqual([expect.stringContaining('could not be delivered')]);
      expect(calls('chat.postMessage')).toBe(1);
    });

    it('older than 30 days is left alone, but its buttons answer with a fresh card; a younger one is refreshed in place', async () => {
      await start();
      const sam = await door.member('Sam Lee');
      await becomes('SHIPPED');
      await door.delivered();
      const [card] = sam.sees();
      if (!card) throw new Error('no card');
      const refresh = { on: card, action_id: ACTIONS.refresh, value: encodeSend('refresh', (await send()).id) };
      await sam.clicks(refresh);
      expect(sam.sees()).toHaveLength(1);
      await door.forward(31 * DAY);
      const before = said(sam);
      await becomes('DELIVERED', { observations: [{ status: { name: 'DELIVERED' }, at: door.now(), approximate: false }] });
      await door.delivered();
      expect(said(sam)).toEqual(before);
      const fresh = await sam.clicks(refresh);
      expect([fresh.visible.includes('Delivered'), fresh.ephemeral]).toEqual([true, true]);
      await card.press('Details');
      await sam.modalFilled('Delivered');
      expect(said(sam)[0]).toBe(before[0]);
    });

    it('is posted anew where it was taken away', async () => {
      await start();
      const sam = await door.member('Sam Lee');
      await becomes('SHIPPED');
      await door.delivered();
      const [card] = door.slack.state.messages.all;
      if (card) door.slack.state.messages.remove(card);
      await door.forward(HOUR);
      await becomes('UNDELIVERABLE');
      await door.delivered();
      expect(said(sam)).toEqual([expect.stringContaining('could not be delivered')]);
      expect(await state()).toMatchObject({ waiting: 0, dead: 0 });
    });

    it('shows nothing any more to whom it is no longer theirs to see', async () => {
      await start();
      await door.member('Sam Lee');
      const mia = await door.member('Mia Chen', 'MANAGER', ['EMEA']);
      await becomes('SHIPPED');
      const { store, workspaceId } = door;
      const { id } = await send();
      const [row] = await members('Mia Chen');
      await add({ to: { member: memberId(row ?? '') }, key: 'x', body: { kind: 'news', run: 1, late: false }, sendId: id, dueAt: TODAY });
      await door.delivered();
      expect(said(mia)).toEqual([expect.stringContaining('Jane Park')]);
      await store.members.save(workspaceId, [{ email: emailOf('Mia Chen'), name: undefined, role: 'SENDER', teams: [] }], { dryRun: false, by: { actor: 'operator', door: 'CLI', at: door.now() } });
      await becomes('SHIPPED', { observations: [], tracking: { carrier: 'UPS', number: '1Z999AA10123456784' } });
      await door.delivered();
      expect(said(mia)[0]).toContain('no longer yours to see');
      for (const text of said(mia)) expect(text).not.toContain('Jane Park');
    });
  });

  const members = async (name: string): Promise<string[]> => {
    const found = await door.store.people.byEmail(door.workspaceId, emailOf(name));
    return found ? [found.id] : [];
  };

  describe('a card shared in a channel', () => {
    it('lives there without anything of people, and answers each in their own right', async () => {
      await start();
      const sam = await door.member('Sam Lee');
      const eve = await door.member('Eve Stone');
      await sam.types('/sends whoami');
      await becomes('ORDER_RECEIVED');
      const gifts = door.slack.channel({ name: 'gifts', members: [sam, eve], withBot: true });
      const [by] = await members('Sam Lee');
      await add({ to: { channel: gifts.id }, key: 'share:1', body: { kind: 'share', by: memberId(by ?? ''), channel: gifts.id }, sendId: (await send()).id, dueAt: TODAY });
      await door.delivered();
      expect(eve.sees(gifts)).toHaveLength(1);
      await door.forward(HOUR);
      await becomes('SHIPPED');
      await door.delivered();
      const [card, ...more] = eve.sees(gifts);
      if (!card) throw new Error('no card');
      expect(more).toEqual([]);
      expect(card.visible).toContain('Shipped');
      for (const personal of ['Jane', 'Acme', 'Sam', 'Mug', 'Springfield', 'Thank you, Jane']) expect(card.visible).not.toContain(personal);
      expect((await eve.presses(card, 'Show card')).visible).not.toContain('Jane');
      const own = await sam.presses(card, 'Show card');
      expect([own.visible.includes('Jane Park'), own.ephemeral]).toEqual([true, true]);
    });

    it('is not posted for somebody who may not see the send', async () => {
      await start();
      const eve = await door.member('Eve Stone');
      await eve.types('/sends whoami');
      await becomes('SHIPPED');
      const gifts = door.slack.channel({ name: 'gifts', members: [eve], withBot: true });
      const [by] = await members('Eve Stone');
      await add({ to: { channel: gifts.id }, key: 'share:1', body: { kind: 'share', by: memberId(by ?? ''), channel: gifts.id }, sendId: (await send()).id, dueAt: TODAY });
      await door.delivered();
      expect(eve.sees(gifts)).toEqual([]);
    });
  });

  describe('where the sender can’t be reached', () => {
    const manager = () => door.member('Mia Chen', 'MANAGER', ['EMEA']);
    it('goes to the managers of the team, marked', async () => {
      await start();
      const [sam, mia] = [await door.member('Sam Lee'), await manager()];
      await sam.types('/sends whoami');
      sam.user.deleted = true;
      await door.forward(6 * 60 * SECOND);
      await becomes('UNDELIVERABLE');
      await door.delivered();
      expect(said(mia)).toEqual([expect.stringMatching(/^For Sam Lee, whom I can’t reach in Slack[^]*could not be delivered/)]);
      expect(said(sam)).toEqual([]);
      await door.forward(HOUR);
      await becomes('DELIVERED');
      await door.delivered();
      expect(said(mia)[0]).toMatch(/^For Sam Lee, whom I can’t reach in Slack[^]*arrived/);
    });

    it('goes to the manager when Slack knows no such person, and to the sender as soon as it does', async () => {
      await start();
      const mia = await manager();
      await becomes('UNDELIVERABLE');
      await door.delivered();
      expect(said(mia)).toHaveLength(1);
      const sam = await door.member('Sam Lee');
      await becomes('UNDELIVERABLE', numbered(1235, { createdAt: door.now(), observations: [{ status: { name: 'UNDELIVERABLE' }, at: door.now(), approximate: false }] }));
      await door.delivered();
      expect([said(sam).length, said(mia).length]).toEqual([1, 1]);
    });

    it('goes to the Admins without a manager', async () => {
      await start();
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      await becomes('UNDELIVERABLE');
      await door.delivered();
      expect(said(ana)).toEqual([expect.stringMatching(/^For Sam Lee, whom I can’t reach in Slack[^]*could not be delivered/)]);
    });

    it('goes to the operations channel without a manager, with nothing of the recipient in it', async () => {
      await start({ OPS_CHANNEL: 'C0OPERATIONS' });
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      const { state } = door.slack;
      state.channels.set('C0OPERATIONS', { id: 'C0OPERATIONS', name: 'ops', kind: 'public', members: new Set([ana.id, door.slack.app.botUserId]), shared: false, archived: false });
      await becomes('UNDELIVERABLE');
      await door.delivered();
      const [told, ...more] = ana.sees('C0OPERATIONS').map(({ visible }) => visible);
      expect([more, said(ana)]).toEqual([[], []]);
      expect(told).toMatch(/whose sender I can’t reach[^]*#1234/);
      for (const personal of ['Sam', 'Jane', 'Acme', 'Springfield', 'Mug']) expect(told).not.toContain(personal);
    });

    it('is a dead letter when there is nobody at all, which operations hear of and can try again', async () => {
      await start();
      await becomes('UNDELIVERABLE');
      await door.delivered();
      expect(await state()).toMatchObject({ dead: 1 });
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      await door.forward(11 * 60 * SECOND);
      expect(said(ana)).toEqual([expect.stringContaining('One message could not be delivered')]);
      const sam = await door.member('Sam Lee');
      expect(await door.store.outbox.retryDead(door.workspaceId, 'all', door.now())).toBe(1);
      await door.delivered();
      expect([said(ana).length + said(sam).length, (await state()).dead]).toEqual([2, 0]);
    });
  });

  describe('when Slack fails', () => {
    it('waits as long as Slack says, and no longer', async () => {
      await start();
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      door.slack.misbehave({ on: 'chat.postMessage', fails: { kind: 'rate limited', retryAfter: 30 }, times: 1 });
      await add(health('a'));
      await door.delivered();
      await door.forward(29 * SECOND);
      expect(said(ana)).toEqual([]);
      await door.forward(SECOND);
      expect(said(ana)).toHaveLength(1);
      expect(calls('chat.postMessage')).toBe(2);
    });

    it('one conversation that is limited holds up no other; a limit met where nothing was said lately is everybody’s', async () => {
      await start();
      const [sam, eve] = [await door.member('Sam Lee'), await door.member('Eve Stone')];
      const to = async (name: string): Promise<NewItem['to']> => ({ member: memberId((await members(name))[0] ?? '') });
      const text = (source: string): NewItem['body'] => ({ kind: 'source-health', source, well: false, since: TODAY, reason: '' });
      await add(health('1', { to: await to('Sam Lee'), body: text('One') }));
      await door.delivered();
      door.slack.misbehave({ on: 'chat.postMessage', fails: { kind: 'rate limited', retryAfter: 20 }, times: 1 });
      await add(health('2', { to: await to('Sam Lee'), body: text('Two') }));
      await door.delivered();
      await add(health('3', { to: await to('Eve Stone'), body: text('Three') }));
      await door.delivered();
      expect([said(sam).length, said(eve).length]).toEqual([1, 1]);
      await door.forward(20 * SECOND);
      expect(said(sam)).toHaveLength(2);
      await door.forward(60 * SECOND);
      door.slack.misbehave({ on: 'chat.postMessage', fails: { kind: 'rate limited', retryAfter: 20 }, times: 1 });
      await add(health('4', { to: await to('Sam Lee'), body: text('Four') }));
      await door.delivered();
      await add(health('5', { to: await to('Eve Stone'), body: text('Five') }));
      await door.delivered();
      expect([said(sam).length, said(eve).length]).toEqual([2, 1]);
      await door.forward(20 * SECOND);
      expect([said(sam).length, said(eve).length]).toEqual([3, 2]);
    });

    const FAULTS: [string, Fault][] = [
      ['503 and did it', { kind: 'http', status: 503, done: true }], ['503 and did not', { kind: 'http', status: 503 }], ['a reset, done', { kind: 'reset', done: true }],
      ['a reset, not done', { kind: 'reset' }], ['half the JSON', { kind: 'half the json' }], ['internal_error', { kind: 'refused', error: 'internal_error' }],
      ['silence, and did it', { kind: 'silence', done: true }], ['silence, and did not', { kind: 'silence' }], ['half the body', { kind: 'half the body' }],
    ];
    it.each(FAULTS)('%s: it is said once all the same', async (_name, fails) => {
      await start({}, { patience: 200 });
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      door.slack.misbehave({ on: 'chat.postMessage', fails, times: 1 });
      await add(health('a'));
      await door.delivered();
      await door.forward(60 * SECOND);
      expect(said(ana)).toHaveLength(1);
      expect(await state()).toMatchObject({ waiting: 0, dead: 0 });
    });

    it('a token that is not accepted stops everything and loses nothing', async () => {
      await start();
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      door.slack.misbehave({ on: 'chat.postMessage', fails: { kind: 'refused', error: 'token_revoked' } });
      await add(health('a'));
      await door.delivered();
      await add(health('b', { body: { kind: 'source-health', source: 'CSV', well: false, since: TODAY, reason: '' } }));
      await door.delivered();
      expect(calls('chat.postMessage')).toBe(1);
      expect((await state()).paused?.why).toBe('token_revoked');
      door.slack.behave();
      await door.forward(6 * 60 * SECOND);
      expect(said(ana)).toHaveLength(2);
    });

    it('what Slack refuses is given up at once, and holds up nothing behind it', async () => {
      await start();
      const ana = await door.member('Ana Ruiz', 'ADMIN');
      const [id] = await members('Ana Ruiz');
      door.slack.misbehave({ on: 'chat.postMessage', fails: { kind: 'refused', error: 'msg_too_long' }, times: 1 });
      const to = { member: memberId(id ?? '') };
      await add(health('a', { to }), health('b', { to, body: { kind: 'source-health', source: 'CSV', well: false, since: TODAY, reason: '' } }));
      await door.delivered();
      expect(said(ana)).toEqual([expect.stringContaining('CSV')]);
      expect(await state()).toMatchObject({ dead: 1 });
      expect((await door.store.outbox.dead(door.workspaceId, 5)).map(({ outcome }) => outcome)).toEqual(['Slack does not take it: msg_too_long']);
    });

    it('for a day it is given up, not before, with pauses that grow', async () => {
      await start();
      await door.member('Ana Ruiz', 'ADMIN');
      door.slack.misbehave({ on: 'chat.postMessage', fails: { kind: 'refused', error: 'service_unavailable' } });
      const [id] = await members('Ana Ruiz');
      await add(health('a', { to: { member: memberId(id ?? '') } }));
      for (let hour = 0; hour < 23; hour++) for (let quarter = 0; quarter < 4; quarter++) await door.forward(HOUR / 4);
      expect(await state()).toMatchObject({ waiting: 1, dead: 0 });
      expect(calls('chat.postMessage')).toBeLessThan(120);
      for (let quarter = 0; quarter < 8; quarter++) await door.forward(HOUR / 4);
      expect(await state()).toMatchObject({ dead: 1 });
    });
  });

  it('shows on /metrics what waits, what left and what could not', async () => {
    await start();
    await door.member('Ana Ruiz', 'ADMIN');
    await add(health('a'), health('later', { dueAt: new Date(TODAY.getTime() + HOUR) }));
    await door.delivered();
    const text = await (await fetch(door.url.replace('/slack/events', '/metrics'))).text();
    for (const line of ['outbox_waiting 1', 'outbox_oldest_seconds 0', 'outbox_dead 0', 'outbox_paused 0', 'outbox_messages_total{what="sent"} 1']) expect(text).toContain(`send_tracker_${line}`);
  });

  it('knows a send only as long as there is one', async () => {
    await start();
    await door.member('Sam Lee');
    const [id] = await members('Sam Lee');
    await add({ to: { member: memberId(id ?? '') }, key: 'n', body: { kind: 'news', run: 1, late: false }, sendId: sendId('0198a000-0000-7000-8000-0000000000ff'), dueAt: TODAY });
    await door.delivered();
    expect([calls('chat.postMessage'), (await state()).waiting]).toEqual([0, 0]);
  });
});
