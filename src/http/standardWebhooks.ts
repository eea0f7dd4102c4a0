import { createHmac, timingSafeEqual } from 'node:crypto';
import type http from 'node:http';
import type { WebhookSecret } from '../usecases/webhookSecret.ts';

// The scheme of Standard Webhooks (standardwebhooks.com), which is Svix's under neutral header names. Written out here because the published libraries
// verify the body as decoded text, not its bytes, and ask the machine's clock.

/** What came, as it came. */
export type SignedRequest = { headers: http.IncomingHttpHeaders; body: Uint8Array };

export type Verification =
  | { valid: true; id: string; secret: WebhookSecret }
  | { valid: false; why: 'headers-missing' | 'too-old' | 'signature' };

/** A delivery may be so old, or so much ahead of our clock; in seconds. */
const TOLERANCE = 5 * 60;
const ID = /^[\x21-\x7e]{1,255}$/;
const FAMILIES = ['svix', 'webhook'];

/** Whether one of the secrets signed these very bytes, within five minutes of `now`. */
export const verifyWebhook = ({ headers, body }: SignedRequest, secrets: readonly WebhookSecret[], now: Date): Verification => {
  const family = FAMILIES.find((each) => headers[`${each}-signature`] !== undefined);
  const [id = '', timestamp = '', signatures = ''] = ['id', 'timestamp', 'signature'].map((name) => String(headers[`${family}-${name}`] ?? ''));
  if (family === undefined || !ID.test(id) || !/^\d{1,12}$/.test(timestamp)) return { valid: false, why: 'headers-missing' };
  const given = signatures.split(' ').flatMap((each) => (each.startsWith('v1,') ? [Buffer.from(each.slice(3), 'base64')] : []));
  const secret = secrets.find(({ key }) => {
    const right = signatureOf(key, id, timestamp, body);
    return given.some((each) => each.length === right.length && timingSafeEqual(each, right));
  });
  if (!secret) return { valid: false, why: 'signature' };
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE) return { valid: false, why: 'too-old' };
  return { valid: true, id, secret };
};

const signatureOf = (key: Uint8Array, id: string, timestamp: string, body: Uint8Array): Buffer =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();

/** The headers under which a body is sent, for those who send. */
export const signWebhook = (key: Uint8Array, id: string, at: Date, body: Uint8Array): Record<string, string> => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signatureOf(key, id, timestamp, body).toString('base64')}` };
};
