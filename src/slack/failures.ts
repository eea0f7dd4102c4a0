import { randomBytes } from 'node:crypto';
import { webApi } from '@slack/bolt';
import { UserFacingError } from '../usecases/errors.ts';
import type { Message } from './views/blocks.ts';
import { long } from './views/mrkdwn.ts';
import { broken, databaseUnavailable, sentence, slackUnavailable } from './views/refusals.ts';

/** What this room needs of a log (pino's shape). */
export type Log = Record<'error' | 'warn' | 'info' | 'debug', (fields: object, message: string) => void>;

export type FailureDeps = { log: Log; pingStore: () => Promise<void> };

/** Slack's error code. Web API answers that are no JSON count as errors with all their text for a code, which may hold people's data. */
const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof webApi.WebAPIPlatformError)) return undefined;
  return /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : UNREADABLE;
};
const UNREADABLE = 'unreadable_answer';

/** An error without its message, which may quote people's data: its kind, its code and where it came from. */
export const describeError = (error: unknown): object => {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const slack = codeOf(error);
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 6).map((line) => line.trim());
  return { kind: error.name, code, slack, at, ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }) };
};

/** What Slack answers when it, or the way to it, is too slow or too busy. */
const BUSY = new Set(['expired_trigger_id', 'ratelimited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', UNREADABLE]);
const slackIsAway = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError
    ? BUSY.has(codeOf(error) ?? '')
    : error instanceof webApi.WebAPIRequestError || error instanceof webApi.WebAPIHTTPError || error instanceof webApi.WebAPIRateLimitedError;

/** Logs an error once, under a ref that people can be given. */
export const brokenRef = (log: Log, what: string, fields: object = {}) => (error: unknown): string => {
  const ref = randomBytes(3).toString('hex');
  log.error({ ref, ...fields, error: describeError(error) }, what);
  return ref;
};

/**
 * The answer to an error: its own sentence if it carries one; else the plain truth with a ref, under which the log has the error once.
 */
export const explainFailure = ({ log, pingStore }: FailureDeps) => async (route: string, error: unknown): Promise<Message> => {
  if (error instanceof UserFacingError) return sentence(long(error.message, 500));
  const ref = brokenRef(log, 'a request failed', { route })(error);
  if (slackIsAway(error)) return slackUnavailable(ref);
  return pingStore().then(() => broken(ref), () => databaseUnavailable(ref));
};
