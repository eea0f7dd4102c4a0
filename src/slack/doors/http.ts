import { HTTPReceiver } from '@slack/bolt';
import { boltLogger } from '../bolt.ts';
import type { Log } from '../failures.ts';
import type { Door } from './door.ts';

export const SLACK_PATH = '/slack/events';

/**
 * Where Slack's signed requests come in: a bad signature or a timestamp older than five minutes is 401, a body over 4 MB 413. It is
 * given to our own HTTP server as a listener, and never opens a port itself: whether it is open is that server's matter.
 */
export const createHttpDoor = (signingSecret: string, log: Log): Door => {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: SLACK_PATH, logger: boltLogger(log) });
  return {
    receiver,
    handle: (request, response) => receiver.requestListener(request, response),
    open: async () => undefined,
    problem: () => undefined,
    close: async () => undefined,
  };
};
