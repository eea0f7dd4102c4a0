import { webApi } from '@slack/bolt';
import type { Clock } from '../usecases/ports.ts';
import { inTime } from './inTime.ts';

/**
 * Whether Slack answers within `patience` ms. However many probes ask, one question is under way at a time; a rate limit is an answer too,
 * and is waited out before Slack is asked again.
 */
export const createReachable = (ask: () => Promise<unknown>, clock: Clock, patience: number): (() => Promise<boolean>) => {
  let asking: Promise<boolean> | undefined;
  let notBefore = 0;
  const answers = async (): Promise<boolean> => {
    try {
      await ask();
      return true;
    } catch (error) {
      if (!(error instanceof webApi.WebAPIRateLimitedError)) return false;
      notBefore = clock().getTime() + error.retryAfter * 1000;
      return true;
    } finally {
      asking = undefined;
    }
  };
  return async () => {
    if (clock().getTime() < notBefore) return true;
    asking ??= answers();
    return (await inTime(asking, patience)) ?? false;
  };
};
