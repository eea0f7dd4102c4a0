import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { UserFacingError } from './errors.ts';

const CIPHER = 'aes-256-gcm';
const FORM = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps secrets at rest. `place`: what a secret belongs to; sealed for one place it opens in no other. */
export type Sealer = {
  seal(secret: string, place: string): string;
  /** Throws a `UserFacingError` when the key is another one, or the text was changed. */
  open(sealed: string, place: string): string;
};

/** AES-256-GCM; `key`: 32 bytes. */
export const createSealer = (key: Uint8Array): Sealer => ({
  seal: (secret, place) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return `${FORM}.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`;
  },
  open: (sealed, place) => {
    try {
      const [form, text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      if (form !== FORM) throw new Error('sealed in a form this version does not know');
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch (error) {
      throw new UserFacingError('What was stored under TOKEN_ENCRYPTION_KEY can’t be opened: the key is not the one it was stored with.', { cause: error });
    }
  },
});
