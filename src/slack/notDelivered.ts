import { webApi } from '@slack/bolt';
import { type Failure, NotDelivered } from '../usecases/ports/messenger.ts';

/** What Slack's error codes mean for what was to be said (https://docs.slack.dev/reference/methods/chat.postMessage#errors); others: this message is not taken. */
const CODES: Readonly<Record<Exclude<Failure['failed'], 'limited' | 'refused'>, readonly string[]>> = {
  workspace: [
    'account_inactive', 'token_revoked', 'token_expired', 'invalid_auth', 'not_authed', 'not_allowed_token_type', 'missing_scope', 'no_permission', 'access_denied',
    'org_login_required', 'ekm_access_denied', 'two_factor_setup_required', 'accesslimited', 'deprecated_endpoint', 'method_deprecated', 'team_access_not_granted',
  ],
  unreachable: [
    'channel_not_found', 'is_archived', 'user_disabled', 'messages_tab_disabled', 'cannot_dm_bot', 'not_in_channel', 'user_not_found', 'user_not_visible', 'users_not_found',
    'restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel', 'restricted_action_non_threadable_channel', 'as_user_not_supported',
  ],
  gone: ['hash_conflict', 'message_not_found', 'thread_not_found', 'cant_update_message', 'edit_window_closed', 'restricted_action_thread_locked'],
  // "It's possible some aspect of the operation succeeded before the error was raised."
  doubt: ['internal_error', 'fatal_error'],
  again: ['ratelimited', 'rate_limited', 'service_unavailable', 'request_timeout', 'team_added_to_org', 'message_limit_exceeded'],
};

/** Failures of a connection that was never made: nothing was sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

const codeOf = (error: Error): string | undefined => {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
};

const failureOf = (error: unknown): Failure => {
  if (error instanceof webApi.WebAPIRateLimitedError) return { failed: 'limited', retryAfter: error.retryAfter };
  if (error instanceof webApi.WebAPIPlatformError) return meaning(error.data.error);
  if (error instanceof webApi.WebAPIRequestError) return { failed: NEVER_SENT.has(codeOf(error.original) ?? '') ? 'again' : 'doubt' };
  // Any other answer, or none that can be read: it may have been done.
  return { failed: 'doubt' };
};

const meaning = (code: string): Failure => {
  if (!/^[a-z_]{1,60}$/.test(code)) return { failed: 'doubt' };
  const is = (failed: keyof typeof CODES): boolean => CODES[failed].includes(code);
  if (is('workspace')) return { failed: 'workspace', why: code };
  if (is('unreachable')) return { failed: 'unreachable', why: code };
  if (is('gone')) return { failed: 'gone' };
  if (is('doubt')) return { failed: 'doubt' };
  return is('again') ? { failed: 'again' } : { failed: 'refused', why: code };
};

/** Calls Slack; whatever fails is thrown as `NotDelivered`. */
export const saying = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw new NotDelivered(failureOf(error), { cause: error });
  }
};
