import type { Fault } from './faults.ts';

/** Messages a channel takes at once, after which it is one a second; and the messages a minute that the whole workspace takes. */
export type Limits = { channelBurst: number; workspacePerMinute: number };

/** https://docs.slack.dev/apis/web-api/rate-limits : one message a second a channel with short bursts, several hundred a minute in a workspace. */
export const USUAL_LIMITS: Limits = { channelBurst: 5, workspacePerMinute: 300 };

/** Holds `most` tokens, refilled at `perSecond`. Takes one, or says in how many seconds there is one. */
const bucket = (most: number, perSecond: number, clock: () => Date) => {
  let tokens = most;
  let at = clock().getTime();
  return {
    wait: (): number => {
      const now = clock().getTime();
      tokens = Math.min(most, tokens + ((now - at) / 1000) * perSecond);
      at = now;
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
    take: (): void => void (tokens -= 1),
  };
};

/** Which calls come too soon, by the workspace's clock. Only posting is counted. */
export const createLimits = (limits: Limits | undefined, clock: () => Date) => {
  const channels = new Map<string, ReturnType<typeof bucket>>();
  const workspace = limits && bucket(limits.workspacePerMinute, limits.workspacePerMinute / 60, clock);
  return {
    /** `channel`: the id of the conversation posted to. */
    exceeded: (method: string, channel: string): Fault | undefined => {
      if (!limits || !workspace || method !== 'chat.postMessage') return undefined;
      const own = channels.get(channel) ?? bucket(limits.channelBurst, 1, clock);
      channels.set(channel, own);
      const retryAfter = Math.max(own.wait(), workspace.wait());
      if (retryAfter > 0) return { kind: 'rate limited', retryAfter };
      own.take();
      workspace.take();
      return undefined;
    },
  };
};
export type RateLimits = ReturnType<typeof createLimits>;
