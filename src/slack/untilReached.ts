import { setTimeout as wait } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { UserFacingError } from '../usecases/errors.ts';
import { describeError, type Log } from './failures.ts';

/** Answers of Slack that no waiting changes. */
const FINAL: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not accept SLACK_BOT_TOKEN. Copy the Bot User OAuth Token again from your app’s page “OAuth & Permissions”.',
  not_authed: 'Slack does not accept SLACK_BOT_TOKEN. Copy the Bot User OAuth Token again from your app’s page “OAuth & Permissions”.',
  account_inactive: 'Slack says that the bot’s account is inactive: the app was removed from the workspace. Install it again.',
  token_revoked: 'Slack says that SLACK_BOT_TOKEN was revoked. Install the app again and copy the new token.',
  token_expired: 'Slack says that SLACK_BOT_TOKEN has expired. Turn token rotation off, or install the app again.',
};

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * Asks until Slack answers, waiting longer each time (1 s to 30 s); says once that it waits. Undefined when told to stop. Throws a
 * `UserFacingError` when Slack's answer is final.
 */
export const untilReached = async <T>(ask: () => Promise<T>, { log, signal }: { log: Log; signal: AbortSignal }): Promise<T | undefined> => {
  for (let pause = FIRST_WAIT; !signal.aborted; pause = Math.min(LONGEST_WAIT, pause * 2)) {
    try {
      return await ask();
    } catch (error) {
      const final = error instanceof webApi.WebAPIPlatformError ? FINAL[error.data.error] : undefined;
      if (final) throw new UserFacingError(final, { cause: error });
      if (pause === FIRST_WAIT) log.warn({ error: describeError(error) }, 'Slack can’t be reached; trying again until it can');
      await wait(pause, undefined, { signal }).catch(() => undefined); // the signal ends the loop
    }
  }
  return undefined;
};
