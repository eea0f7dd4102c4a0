import type { Exchange, RawDelivery } from './deliveries/deliver.ts';

/** One request between Slack and the bot, when it is over. `ms` in real time, `at` in the workspace's. */
export type Passed =
  | { way: 'to the bot'; at: Date; sent: RawDelivery; exchange: Exchange }
  /** `route`: a method, `response_url`, `upload` or `download`. `status` 0: the answer was kept from the bot, `answered` says how. */
  | { way: 'from the bot'; at: Date; route: string; sent: unknown; status: number; answered: string; ms: number };

/** Tells whoever watches what passes between Slack and the bot, in both directions. */
export const createTraffic = () => {
  const watchers = new Set<(passed: Passed) => void>();
  return {
    tell: (passed: Passed): void => {
      for (const watcher of watchers) watcher(passed);
    },
    /** Calls the watcher with each request until the returned function is called. */
    watch: (watcher: (passed: Passed) => void): (() => void) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
};
export type Traffic = ReturnType<typeof createTraffic>;
