import { createHmac, randomUUID } from 'node:crypto';

/** The two families of headers that the same scheme goes by. */
export type Family = 'svix' | 'webhook';

/** `v1,…` over `{id}.{timestamp}.{body}`, by the base64 part of a `whsec_…` secret. */
export const signWebhook = (secret: string, id: string, timestamp: number, body: string): string => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
};

export type Delivery = {
  /** Where it goes; the event may be the last part of the path. */
  url: string;
  secret: string;
  body: unknown;
  id?: string;
  /** When it was signed. */
  at: Date;
  family?: Family;
};

/** Posts a signed webhook once; what comes back is the receiver's answer. A retry is the same delivery with the same `id`. */
export const deliver = ({ url, secret, body, id = `msg_${randomUUID()}`, at, family = 'svix' }: Delivery): Promise<Response> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = Math.floor(at.getTime() / 1000);
  return fetch(url, {
    method: 'POST', body: text,
    headers: {
      'content-type': 'application/json',
      [`${family}-id`]: id, [`${family}-timestamp`]: String(timestamp), [`${family}-signature`]: signWebhook(secret, id, timestamp, text),
    },
  });
};

/** The body reported for status events: the send and the time, without the event, which the URL names. */
export const statusEvent = (gid: string, changedAt: string): { send_gid: string; status_changed_at: string } => ({ send_gid: gid, status_changed_at: changedAt });
