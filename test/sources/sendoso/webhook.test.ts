import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../../src/sources/sendoso/webhook.ts';

const now = new Date('2026-11-20T12:00:00Z');
const at = new Date('2026-11-19T10:00:00Z');
const update = { send_gid: 'gid-1', status_changed_at: '2026-11-19T10:00:00Z' };
const read = (body: unknown, event?: string) => readWebhook(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), event, now);
const updateOf = (status: object, over: object = {}) => ({
  ok: true, value: { form: 'update', record: { names: [{ scheme: 'provider', value: 'gid-1' }], observations: [{ status, at, approximate: false, ...over }] } },
});
const SHIPPED = { name: 'SHIPPED' };

describe('the body of a webhook', () => {
  it.each([
    ['the path', update, 'shipped'], ['the path, in full', update, 'send.shipped'], ['its type', { ...update, type: 'send.shipped' }, undefined],
    ['its event', { ...update, event: 'shipped' }, undefined], ['its event_type', { ...update, event_type: 'send.shipped' }, undefined],
    ['both', { ...update, type: 'send.shipped' }, 'shipped'], ['its type, the rest in data', { type: 'send.shipped', data: update }, undefined],
  ])('says of which event it is by %s', (_, body, event) => {
    expect(read(body, event)).toEqual(updateOf(SHIPPED));
  });

  it('tells a hold with its reason', () => {
    expect(read(update, 'suspicious_email')).toEqual(updateOf({ name: 'ON_HOLD', hold: 'suspicious_email' }));
  });

  it.each([[undefined], ['soon'], [{}], [null]])('with the time %o is an update without its time', (status_changed_at) => {
    expect(read({ ...update, status_changed_at }, 'shipped')).toEqual(updateOf(SHIPPED, { at: now, approximate: true }));
  });

  it.each(['send.updated', 'updated'])('of %s is a whole send', (type) => {
    const data = { id: 7, status: 'Shipped', sender: { email: 'sam@corp.example' }, current_total_cost: '-1' };
    expect(read({ type, data })).toMatchObject({ ok: true, value: { form: 'send', unread: ['current_total_cost'], record: { names: [{ scheme: 'number', value: '7' }], senderEmail: 'sam@corp.example' } } });
    expect(read(data, type)).toMatchObject({ value: { form: 'send' } });
  });

  it.each([
    ['an event nobody knows', { ...update, type: 'send.teleported' }, undefined, 'names an event that is not known'], ['no event', update, undefined, 'names no event'],
    ['an event of another type', { ...update, type: 7 }, undefined, 'names no event'], ['two events', { ...update, type: 'send.shipped' }, 'delivered', 'names two events'],
    ['no send', { type: 'send.shipped' }, undefined, 'names no send'], ['a send of another type', { type: 'send.shipped', send_gid: ['x'] }, undefined, 'names no send'],
    ['a list', [update], 'shipped', 'is not an object'], ['a number', '7', 'shipped', 'is not an object'], ['null', 'null', 'shipped', 'is not an object'],
    ['a whole send without a name', { type: 'send.updated', data: { status: 'Shipped' } }, undefined, 'has neither id nor send_gid'],
    ['a whole send on the path of an event', { type: 'send.updated', data: { id: 1 } }, 'shipped', 'names two events'],
  ])('with %s is not understood', (_, body, event, why) => {
    expect(read(body, event)).toEqual({ ok: true, value: { form: 'not-understood', why } });
  });

  it.each([['{"send_gid":"gi', 'is not JSON'], ['', 'is not JSON'], ['send_gid=1', 'is not JSON']])('%o is refused: it %s', (body, reason) => {
    expect(read(body, 'shipped')).toEqual({ ok: false, reason });
  });

  it('that is no UTF-8 is refused', () => {
    expect(readWebhook(Buffer.from([0x22, 0xff, 0x22]), 'shipped', now)).toEqual({ ok: false, reason: 'is not UTF-8' });
  });
});
