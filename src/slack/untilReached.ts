import { setTimeout as wait } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { UserFacingError } from '../usecases/errors.ts';
import { describeError, type Log } from './failures.ts';

/** Waits so many ms, or until the signal; never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;
export const realPause: Pause = (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined);

/** Answers of Slack that no waiting changes, and what to do about them. */
type Final = Readonly<Record<string, string>>;
const COPY_BOT_TOKEN = 'Slack does not accept SLACK_BOT_TOKEN. Copy the Bot User OAuth Token again from your app’s page “OAuth & Permissions”.';
const COPY_APP_TOKEN = 'Slack does not accept SLACK_APP_TOKEN. Copy the App-Level Token again from your app’s page “Basic Information”.';
export const BOT_TOKEN_REFUSED: Final = {
  invalid_auth: COPY_BOT_TOKEN,
  not_authed: COPY_BOT_TOKEN,
  not_allowed_token_type: COPY_BOT_TOKEN,
  account_inactive: 'Slack says that the bot’s account is inactive: the app was removed from the workspace. Install it again.',
  token_revoked: 'Slack says that SLACK_BOT_TOKEN was revoked. Install the app again and copy the new token.',
  token_expired: 'Slack says that SLACK_BOT_TOKEN has expired. Turn token rotation off, or install the app again.',
};
export const APP_TOKEN_REFUSED: Final = {
  invalid_auth: COPY_APP_TOKEN,
  not_authed: COPY_APP_TOKEN,
  not_allowed_token_type: COPY_APP_TOKEN,
  token_revoked: 'Slack says that SLACK_APP_TOKEN was revoked. Make a new App-Level Token on your app’s page “Basic Information”.',
  missing_scope: 'SLACK_APP_TOKEN lacks the scope connections:write. Make a new App-Level Token with it on your app’s page “Basic Information”.',
};
/** Where it worked before, somebody may be putting it right. */
export const NOTHING_FINAL: Final = {};

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

export type Waiting = { log: Log; signal: AbortSignal; pause: Pause; final: Final };

/**
 * Asks until Slack answers, waiting longer each time (1 s to 30 s, and as long as Slack says when it limits us); says once that it waits.
 * Undefined when told to stop. Throws a `UserFacingError` when Slack's answer is final.
 */
export const untilReached = async <T>(ask: () => Promise<T>, { log, signal, pause, final }: Waiting): Promise<T | undefined> => {
  for (let step = FIRST_WAIT; !signal.aborted; step = Math.min(LONGEST_WAIT, step * 2)) {
    try {
      const reached = await ask();
      if (step > FIRST_WAIT) log.info({}, 'Slack is reached');
      return reached;
    } catch (error) {
      if (signal.aborted) return undefined;
      const sentence = error instanceof webApi.WebAPIPlatformError && Object.hasOwn(final, error.data.error) ? final[error.data.error] : undefined;
      if (sentence !== undefined) throw new UserFacingError(sentence, { cause: error });
      if (step === FIRST_WAIT) log.warn({ error: describeError(error) }, 'Slack can’t be reached; trying again until it can');
      const told = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
      await pause(Math.max(step, told), signal);
    }
  }
  return undefined;
};
