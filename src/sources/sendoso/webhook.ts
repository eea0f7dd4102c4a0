import { isUtf8 } from 'node:buffer';
import { toSecond } from '../../domain/observations.ts';
import { isWholeSend, sameEvent, statusOfEvent } from '../../domain/sendEvents.ts';
import type { News } from '../../usecases/ports/deliveries.ts';
import { bad, good, type Reading } from '../reading.ts';
import { idText, moment, nameText, objectSchema } from './schemas.ts';
import { toRecord } from './toRecord.ts';

const notUnderstood = (why: string): Reading<News> => good({ form: 'not-understood', why });

/**
 * Reads a delivery's body. `event`: what its path or its secret says it is about; the body may say so itself (`type`, `event`, `event_type`), and must
 * not contradict. Refused only when it is not JSON in UTF-8: what else cannot be understood is news of that form.
 */
export const readWebhook = (body: Uint8Array, event: string | undefined, now: Date): Reading<News> => {
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const envelope = objectSchema.safeParse(parsed.value);
  if (!envelope.success) return notUnderstood('is not an object');
  const told = [event, ...['type', 'event', 'event_type'].map((field) => nameText.safeParse(envelope.data[field]).data)].filter((name) => name !== undefined && name !== '');
  const [name] = told;
  if (name === undefined) return notUnderstood('names no event');
  if (told.some((other) => other !== undefined && !sameEvent(name, other))) return notUnderstood('names two events');
  const data = objectSchema.safeParse(envelope.data['data']).data ?? envelope.data;
  return isWholeSend(name) ? wholeSend(data, now) : update(name, data, now);
};

const parseJson = (body: Uint8Array): Reading<unknown> => {
  if (!isUtf8(body)) return bad('is not UTF-8');
  try {
    return good(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch {
    return bad('is not JSON');
  }
};

const wholeSend = (data: unknown, now: Date): Reading<News> => {
  const send = toRecord(data, now);
  return send.ok ? good({ form: 'send', ...send.value }) : notUnderstood(send.reason);
};

/** `{send_gid, status_changed_at}`. A time that is missing or cannot be read makes the update one without its time. */
const update = (event: string, data: Readonly<Record<string, unknown>>, now: Date): Reading<News> => {
  const status = statusOfEvent(event);
  if (!status) return notUnderstood('names an event that is not known');
  const gid = idText.safeParse(data['send_gid']).data;
  if (gid === undefined || gid === '') return notUnderstood('names no send');
  const at = moment.safeParse(data['status_changed_at']).data;
  return good({
    form: 'update',
    record: { names: [{ scheme: 'provider', value: gid }], observations: [{ status, at: toSecond(at ?? now), approximate: at === undefined }] },
  });
};
