import { describe, expect, it } from 'vitest';
import { toRecord } from '../../../src/sources/sendoso/toRecord.ts';

const now = new Date('2026-11-20T12:00:00Z');
/** The documented example. */
const example = {
  id: 2, send_gid: 'Z2lkOi8vc2VuZG9zby9TZW5kLzE', type: 'Inventoried Sends', subtype: 'Custom', currency: 'USD', current_total_cost: '5.0',
  status: 'Address Confirmation - Cancelled', created_at: '2022-12-21T23:37:22-08:00', touch: { id: 25, name: 'Triggered inventory' },
  recipient: { name: 'Ada Park', email: 'ada@example.com', company_name: 'Example' },
  sender: { id: 123, name: 'Sam Lee', email: 'sam@example.com', team_id: 7, team_name: 'Marketing Ops' }, sent_via: 'Salesforce Trigger',
  status_updates: [
    { status: 'Confirming Address', occurred_at: '2022-12-22T05:42:27-08:00' },
    { status: 'Address Confirmation - Cancelled', occurred_at: '2022-12-27T09:00:05-08:00' },
  ],
};
const read = (value: unknown) => {
  const reading = toRecord(value, now);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.value;
};

describe('a send of the API', () => {
  it('is read as documented', () => {
    expect(read(example)).toEqual({
      unread: [],
      record: {
        names: [{ scheme: 'number', value: '2' }, { scheme: 'provider', value: 'Z2lkOi8vc2VuZG9zby9TZW5kLzE' }],
        kind: 'Inventoried Sends', cost: { cents: 500, currency: 'USD' }, createdAt: new Date('2022-12-22T07:37:22Z'), campaign: { name: 'Triggered inventory' },
        recipientName: 'Ada Park', recipientEmail: 'ada@example.com', recipientCompany: 'Example', senderName: 'Sam Lee', senderEmail: 'sam@example.com',
        team: 'Marketing Ops', sentVia: 'Salesforce Trigger',
        observations: [
          { status: { name: 'CONFIRMING_ADDRESS' }, at: new Date('2022-12-22T13:42:27Z'), approximate: false },
          { status: { name: 'CONFIRMATION_CANCELED' }, at: new Date('2022-12-27T17:00:05Z'), approximate: false },
          { status: { name: 'CONFIRMATION_CANCELED' }, at: now, approximate: true },
        ],
      },
    });
  });

  it('may say more than the API documents', () => {
    const more = { tracking: { carrier: 'UPS', number: '1Z999', url: 'https://www.ups.com/track?tracknum=1Z999' }, recipient: { address: '1 Main St' }, message: 'Thank you', gift: 'Mug', test: true };
    expect(read({ ...example, ...more }).record).toMatchObject({
      tracking: more.tracking, recipientAddress: '1 Main St', message: 'Thank you', gift: 'Mug', test: true,
    });
  });

  it('may say less: what is missing says nothing', () => {
    expect(read({ send_gid: 'g', recipient: null, sender: {}, status_updates: null, type: '' })).toEqual({ record: { names: [{ scheme: 'provider', value: 'g' }], observations: [] }, unread: [] });
  });

  it('is let through with fields nobody knows yet', () => {
    expect(read({ ...example, shiny: { new: [1] }, recipient: { ...example.recipient, mood: 'good' } })).toEqual(read(example));
  });

  it('loses only the fields that cannot be read, and they are named', () => {
    const odd = {
      ...example, current_total_cost: '-5.0', created_at: 'yesterday', type: 7, sender: { ...example.sender, email: 'nobody' }, recipient: 'Ada', test: 'perhaps',
      status_updates: [example.status_updates[0], 'Shipped', { status: 'Delivered', occurred_at: '2022-12-30' }],
    };
    const { record, unread } = read(odd);
    expect(unread).toEqual(['created_at', 'current_total_cost', 'recipient', 'sender.email', 'status_updates', 'status_updates.occurred_at', 'test', 'type']);
    expect(record).toMatchObject({ names: [{ value: '2' }, {}], campaign: { name: 'Triggered inventory' }, sentVia: 'Salesforce Trigger' });
    expect(record.observations).toEqual([
      { status: { name: 'CONFIRMING_ADDRESS' }, at: new Date('2022-12-22T13:42:27Z'), approximate: false },
      { status: { name: 'DELIVERED' }, at: now, approximate: true },
      { status: { name: 'CONFIRMATION_CANCELED' }, at: now, approximate: true },
    ]);
    for (const field of ['cost', 'createdAt', 'kind', 'senderEmail', 'recipientName', 'test']) expect(record).not.toHaveProperty(field);
  });

  it('keeps an unknown status as it came', () => {
    expect(read({ ...example, status: 'Abducted', status_updates: [] }).record.observations).toEqual([{ status: { name: 'UNKNOWN', raw: 'Abducted' }, at: now, approximate: true }]);
  });

  it('reads e-mail addresses with capitals and spaces as the addresses they are', () => {
    const { record } = read({ ...example, sender: { email: ' Sam.LEE@Example.COM ' }, recipient: { email: 'ADA@example.com ' } });
    expect(record).toMatchObject({ senderEmail: 'sam.lee@example.com', recipientEmail: 'ada@example.com' });
  });

  it.each([[5, 500], ['5', 500], ['1234.5', 123_450], ['0.005', 1], [0, 0]])('reads a cost of %o as %i cents', (cost, cents) => {
    expect(read({ ...example, current_total_cost: cost }).record.cost).toEqual({ cents, currency: 'USD' });
  });

  it.each(['1,234.50', 'free', Number.MAX_SAFE_INTEGER, -1, '1e5'])('reads no cost from %o', (cost) => {
    expect(read({ ...example, current_total_cost: cost })).toMatchObject({ unread: ['current_total_cost'] });
  });

  it('reads Unix times, in seconds or milliseconds', () => {
    const at = new Date('2026-11-01T00:00:00Z');
    for (const time of [at.getTime() / 1000, at.getTime()]) {
      expect(read({ send_gid: 'g', status_updates: [{ status: 'Sent', occurred_at: time }] }).record.observations).toEqual([{ status: { name: 'SENT' }, at, approximate: false }]);
    }
  });

  it.each([
    [{ id: 'A-17' }, { scheme: 'id', value: 'A-17' }], [{ id: '0017' }, { scheme: 'number', value: '17' }], [{ id: 'T-1' }, { scheme: 'id', value: 'T-1' }],
    [{ id: 1.5, send_gid: 'g' }, { scheme: 'provider', value: 'g' }],
  ])('is known by the id in %o', (send, name) => {
    expect(read(send).record.names).toEqual([name]);
  });

  it('holds nothing that the database could not', () => {
    const { record } = read({ ...example, gift: '\uFEFFMu\0g \uD800', type: '\0', id: 'a\0' });
    expect(record).toMatchObject({ gift: 'Mug \uFFFD', names: [{ value: 'a' }, {}] });
  });

  it.each([[[], 'is not an object'], ['send', 'is not an object'], [{}, 'has neither id nor send_gid'], [{ id: {}, send_gid: '' }, 'has neither id nor send_gid'],
    [{ id: 1, status_updates: Array.from({ length: 501 }, () => ({})) }, 'has 501 status updates; 500 are the most'],
  ])('%o is refused: it %s', (value, reason) => {
    expect(toRecord(value, now)).toEqual({ ok: false, reason });
  });

  it.each(['confirm_by', 'confirmation_expires_at', 'expires_at'])('reads until when an address can be confirmed, as %s', (field) => {
    const read = toRecord({ ...example, [field]: '2026-06-09T12:00:00Z' }, new Date());
    expect(read).toMatchObject({ ok: true, value: { record: { confirmBy: new Date('2026-06-09T12:00:00Z') }, unread: [] } });
  });
});
