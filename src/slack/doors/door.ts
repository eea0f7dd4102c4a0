import type http from 'node:http';
import type { Receiver } from '@slack/bolt';

/** The way Slack's requests come in. */
export type Door = {
  receiver: Receiver;
  /** What our HTTP server is to do with Slack's requests; undefined: none come that way. */
  handle: http.RequestListener | undefined;
  /** Lets requests in. Resolves once Slack can reach us; throws a `UserFacingError` when it never will. */
  open(): Promise<void>;
  /** Why no request can come in now; undefined: they can. */
  problem(): string | undefined;
  /** Lets no further request in. */
  close(): Promise<void>;
};
