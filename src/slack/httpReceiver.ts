import { HTTPReceiver } from '@slack/bolt';
import { boltLogger } from './bolt.ts';
import type { Log } from './failures.ts';

export const SLACK_PATH = '/slack/events';

/**
 * Where Slack's signed requests come in: a bad signature or a timestamp older than five minutes is 401, a body over 4 MB 413. It is
 * given to our own HTTP server as a listener, and never opens a port itself.
 */
export const createHttpReceiver = (signingSecret: string, log: Log): HTTPReceiver =>
  new HTTPReceiver({ signingSecret, endpoints: SLACK_PATH, logger: boltLogger(log) });
