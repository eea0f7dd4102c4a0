import { createHmac, randomUUID } from 'node:crypto';

/** A secret as the provider shows it. */
export const aSecret = (word: string): string => `whsec_${Buffer.from(word.padEnd(24, '.')).toString('base64')}`;

export type Signing = { id?: string; at: Date; family?: 'svix' | 'webhook' };

/** The headers of a delivery, computed here from the scheme's description and not by the product. */
export const signed = (secret: string, body: string | Uint8Array, { id = `msg_${randomUUID()}`, at, family = 'svix' }: Signing): Record<string, string> => {
  const timestamp = Math.floor(at.getTime() / 1000);
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]);
  const signature = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(content).digest('base64');
  return { [`${family}-id`]: id, [`${family}-timestamp`]: String(timestamp), [`${family}-signature`]: `v1,${signature}`, 'content-type': 'application/json' };
};
