import { z } from 'zod';
import { isPattern } from './jobs/pattern.ts';

/** How the provider lets us in, as configured. `key`: what its tokens are sealed with. */
export type ProviderAccess =
  | { kind: 'token'; token: string }
  | { kind: 'refresh'; client: { id: string; secret: string }; refreshToken: string; key: Uint8Array };
/** Undefined access: the API is not read. */
export type ProviderConfig = { provider: { apiUrl: string; access: ProviderAccess | undefined }; crons: { sync: string; sweep: string } };

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Tokens travel to this address. */
const apiUrl = z
  .url('must be a URL')
  .refine((text) => URL.canParse(text) && (new URL(text).protocol === 'https:' || LOCAL.has(new URL(text).hostname)), 'must begin with https://')
  .default('https://app.sendoso.com/api/v3');

/** When something is done by the clock: five fields, or six with seconds in front. */
export const cron = (otherwise: string) => z.string().refine(isPattern, `must be a cron pattern, like ${otherwise}`).default(otherwise);

const KEY_BYTES = 32;
const key = z.string().transform((text, context): Uint8Array => {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (bytes.length === KEY_BYTES) return bytes;
  context.addIssue('must be 32 random bytes in base64 or hex, as "openssl rand -base64 32" makes them');
  return z.NEVER;
});

const CHAIN = ['SENDOSO_CLIENT_ID', 'SENDOSO_CLIENT_SECRET', 'SENDOSO_REFRESH_TOKEN', 'TOKEN_ENCRYPTION_KEY'] as const;
const WHY: Readonly<Record<(typeof CHAIN)[number], string>> = {
  SENDOSO_CLIENT_ID: 'is missing: with a refresh token it takes the client it was given to',
  SENDOSO_CLIENT_SECRET: 'is missing: with a refresh token it takes the client it was given to',
  SENDOSO_REFRESH_TOKEN: 'is missing: with a client it takes the refresh token from its authorization',
  TOKEN_ENCRYPTION_KEY: 'is missing: the provider’s tokens change and are stored, sealed with it; "openssl rand -base64 32" makes one',
};

/** The settings for reading the provider's API: all of one way in, or none. */
export const providerSchema = z
  .object({
    SENDOSO_API_URL: apiUrl,
    SENDOSO_ACCESS_TOKEN: z.string().optional(),
    SENDOSO_CLIENT_ID: z.string().optional(),
    SENDOSO_CLIENT_SECRET: z.string().optional(),
    SENDOSO_REFRESH_TOKEN: z.string().optional(),
    TOKEN_ENCRYPTION_KEY: key.optional(),
    SYNC_CRON: cron('*/5 * * * *'),
    SWEEP_CRON: cron('23 3 * * *'),
  })
  .transform((env, context): ProviderConfig => {
    const { SENDOSO_ACCESS_TOKEN: token, SENDOSO_CLIENT_ID: id, SENDOSO_CLIENT_SECRET: secret, SENDOSO_REFRESH_TOKEN: refreshToken, TOKEN_ENCRYPTION_KEY: sealing } = env;
    const read = (access: ProviderAccess | undefined): ProviderConfig => ({
      provider: { apiUrl: env.SENDOSO_API_URL, access }, crons: { sync: env.SYNC_CRON, sweep: env.SWEEP_CRON },
    });
    const chained = [id, secret, refreshToken].some((each) => each !== undefined);
    if (token !== undefined && chained) {
      context.addIssue({ code: 'custom', path: ['SENDOSO_ACCESS_TOKEN'], message: 'is one way in, SENDOSO_REFRESH_TOKEN with its client another: set only one of them' });
      return z.NEVER;
    }
    if (token !== undefined) return read({ kind: 'token', token });
    if (!chained) return read(undefined);
    if (id !== undefined && secret !== undefined && refreshToken !== undefined && sealing !== undefined) {
      return read({ kind: 'refresh', client: { id, secret }, refreshToken, key: sealing });
    }
    for (const name of CHAIN) if (env[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: WHY[name] });
    return z.NEVER;
  });
