import { z } from 'zod';
import { toSecond, type Observation } from '../../domain/observations.ts';
import { parseKind } from '../../domain/send.ts';
import { parseStatus } from '../../domain/status.ts';
import type { SendName, SendRecord } from '../../usecases/ports.ts';
import { bad, good, type Reading } from '../reading.ts';
import { cents, currency, flag, idText, link, longText, moment, nameText, objectSchema, recipientEmail, senderEmail, shortText } from './schemas.ts';

/** A send as the provider tells it, read. `unread`: the fields (by our own words for them, never their contents) that said something we could not take. */
export type ReadSend = { record: SendRecord; unread: readonly string[] };

/** Until when the recipient can confirm the address, as somebody may say it: the provider documents no such field. */
export const CONFIRM_BY = ['confirm_by', 'confirmation_expires_at', 'address_confirmation_expires_at', 'expires_at'] as const;

/** Sends with more updates than this are not read: no send has them, and each costs its row. */
const MOST_UPDATES = 500;

/**
 * Reads one send of the API, or of a `send.updated` webhook, which may say more. Tolerant: fields not known are passed over, missing ones say
 * nothing, one that cannot be read is left out and named. Refused only without a name, for then it could be any send. Whether it
 * names its sender is the recorder's business: a send that is known needs none.
 */
export const toRecord = (value: unknown, now: Date): Reading<ReadSend> => {
  const parsed = objectSchema.safeParse(value);
  if (!parsed.success) return bad('is not an object');
  const send = new Fields(parsed.data, '');
  const names = namesOf(send);
  if (names.length === 0) return bad('has neither id nor send_gid');
  const updates = send.list('status_updates');
  if (updates.length > MOST_UPDATES) return bad(`has ${updates.length} status updates; ${MOST_UPDATES} are the most`);
  const record: SendRecord = {
    names,
    observations: [...updates.flatMap((update) => observationOf(update, now)), ...currentOf(send, now)],
    ...senderOf(send.object('sender')),
    ...recipientOf(send.object('recipient')),
    ...campaignOf(send.object('touch')),
    ...trackingOf(send.object('tracking')),
    ...costOf(send),
    ...told('kind', send.take('type', shortText.transform(parseKind))),
    ...told('sentVia', send.take('sent_via', shortText)),
    ...told('createdAt', send.take('created_at', moment)),
    ...told('confirmBy', CONFIRM_BY.map((field) => send.take(field, moment)).find((at) => at !== undefined)),
    ...told('message', send.take('message', longText)),
    ...told('gift', send.take('gift', shortText)),
    ...told('test', send.take('test', flag)),
  };
  return good({ record, unread: send.unread() });
};

/** The fields of one object, and which of them could not be read. */
class Fields {
  constructor(
    private readonly values: Readonly<Record<string, unknown>>, private readonly path: string, private readonly failed = new Set<string>(),
  ) {}

  /** What a field says; undefined when it says nothing, or nothing that can be read. */
  take<T>(field: string, schema: z.ZodType<T>): T | undefined {
    const value = this.values[field];
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    this.failed.add(`${this.path}${field}`);
    return undefined;
  }

  object(field: string): Fields {
    return new Fields(this.take(field, objectSchema) ?? {}, `${this.path}${field}.`, this.failed);
  }

  list(field: string): Fields[] {
    const items = this.take(field, z.array(z.unknown())) ?? [];
    return items.flatMap((item) => {
      const parsed = objectSchema.safeParse(item);
      if (parsed.success) return [new Fields(parsed.data, `${this.path}${field}.`, this.failed)];
      this.failed.add(`${this.path}${field}`);
      return [];
    });
  }

  unread(): string[] {
    return [...this.failed].toSorted();
  }
}

/** A field of a record, or nothing at all. */
const told = <Key extends keyof SendRecord>(key: Key, value: SendRecord[Key] | undefined): Partial<SendRecord> => (value === undefined ? {} : { [key]: value });

/** `send_gid` is the provider's key; `id` is what people type. Neither can be derived from the other. */
const namesOf = (send: Fields): SendName[] => {
  const id = send.take('id', idText);
  const gid = send.take('send_gid', nameText);
  return [
    ...(id === undefined ? [] : [/^\d+$/.test(id) ? { scheme: 'number' as const, value: id.replace(/^0+(?=\d)/, '') } : { scheme: 'id' as const, value: id }]),
    ...(gid === undefined ? [] : [{ scheme: 'provider' as const, value: gid }]),
  ];
};

/** An update whose time cannot be read was still heard of. */
const observationOf = (update: Fields, now: Date): Observation[] => {
  const status = update.take('status', nameText);
  if (status === undefined) return [];
  const at = update.take('occurred_at', moment);
  return [{ status: parseStatus(status), at: toSecond(at ?? now), approximate: at === undefined }];
};

/** The status beside the updates comes without its time; where an update says the same, that one counts. */
const currentOf = (send: Fields, now: Date): Observation[] => {
  const status = send.take('status', nameText);
  return status === undefined ? [] : [{ status: parseStatus(status), at: toSecond(now), approximate: true }];
};

const senderOf = (sender: Fields): Partial<SendRecord> => ({
  ...told('senderEmail', sender.take('email', senderEmail)),
  ...told('senderName', sender.take('name', shortText)),
  ...told('team', sender.take('team_name', shortText)),
});

const recipientOf = (recipient: Fields): Partial<SendRecord> => ({
  ...told('recipientName', recipient.take('name', shortText)),
  ...told('recipientEmail', recipient.take('email', recipientEmail)),
  ...told('recipientCompany', recipient.take('company_name', shortText)),
  ...told('recipientAddress', recipient.take('address', longText)),
});

const campaignOf = (touch: Fields): Partial<SendRecord> => {
  const name = touch.take('name', shortText);
  return name === undefined ? {} : { campaign: { name } };
};

const trackingOf = (tracking: Fields): Partial<SendRecord> => {
  const [carrier, number, url] = [tracking.take('carrier', shortText), tracking.take('number', shortText), tracking.take('url', link)];
  if (number === undefined && url === undefined) return {};
  return { tracking: { ...(carrier !== undefined && { carrier }), ...(number !== undefined && { number }), ...(url !== undefined && { url }) } };
};

/** Without a word about its currency an amount is in US dollars. */
const costOf = (send: Fields): Partial<SendRecord> => {
  const [amount, code] = [send.take('current_total_cost', cents), send.take('currency', currency)];
  return amount === undefined ? {} : { cost: { cents: amount, currency: code ?? 'USD' } };
};
