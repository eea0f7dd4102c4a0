import { randomBytes } from 'node:crypto';
import type { Answer } from './faults.ts';

/** Documented: an access token lives two hours; a refresh token until it is used. In ms. */
const LIFETIME = 7_200_000;

const newToken = (): string => randomBytes(24).toString('base64url');

/** The client that may read, and its tokens. A refresh gives a new pair, and the refresh token used is good for nothing any more. */
export const createOAuth = (clock: () => Date) => {
  const client = { id: 'a-client', secret: 'a-client-secret' };
  const access = new Map<string, number>();
  let refresh = newToken();
  let rotations = 0;
  const grant = (): string => {
    const token = newToken();
    access.set(token, clock().getTime() + LIFETIME);
    return token;
  };
  return {
    client,
    /** The refresh token that works now. */
    refreshToken: (): string => refresh,
    rotations: (): number => rotations,
    /** An access token of its own, as an operator pastes it. */
    grant,
    expireAll: (): void => access.clear(),
    /** Somebody authorized the client again: the old refresh token is dead, here is the new one. */
    authorizeAgain: (): string => (refresh = newToken()),
    knows: (token: string): boolean => (access.get(token) ?? 0) > clock().getTime(),
    token: (form: URLSearchParams): Answer => {
      const known = form.get('client_id') === client.id && form.get('client_secret') === client.secret;
      if (!known) return { status: 401, body: { error: 'invalid_client', error_description: 'Client authentication failed' } };
      if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== refresh) {
        return { status: 400, body: { error: 'invalid_grant', error_description: 'The provided authorization grant is invalid, expired or revoked' } };
      }
      refresh = newToken();
      rotations += 1;
      return { status: 200, body: { access_token: grant(), token_type: 'Bearer', expires_in: LIFETIME / 1000, refresh_token: refresh, created_at: Math.floor(clock().getTime() / 1000) } };
    },
  };
};
export type OAuth = ReturnType<typeof createOAuth>;
