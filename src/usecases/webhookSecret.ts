/** A key that webhooks are signed with, and the event that what it signs is about; undefined: any. */
export type WebhookSecret = { key: Uint8Array; event: string | undefined };

/** In bytes: a shorter key keeps nobody out. */
const SHORTEST = 16;

/** The key in `whsec_…` (base64, as Standard Webhooks has it); undefined when there is none in it. */
export const webhookKey = (text: string): Uint8Array | undefined => {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const key = Buffer.from(base64, 'base64');
  return key.length >= SHORTEST ? key : undefined;
};

/** `whsec_…`, several separated by commas; `shipped=whsec_…` binds one to its event. Undefined when one of them is none. */
export const webhookSecrets = (text: string): WebhookSecret[] | undefined => {
  const secrets = text.split(',').map((part) => part.trim()).filter(Boolean).map((part) => {
    const [, event, secret = ''] = /^(?:([A-Za-z_.]+)\s*=\s*)?(whsec_.*)$/.exec(part) ?? [];
    return { key: webhookKey(secret), event };
  });
  const read = secrets.flatMap(({ key, event }) => (key ? [{ key, event }] : []));
  return read.length === secrets.length && read.length > 0 ? read : undefined;
};
