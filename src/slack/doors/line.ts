import { setTimeout as wait } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { boltLogger, quiet } from '../bolt.ts';
import type { Log } from '../failures.ts';

/** One connection to Slack. `ended`: Slack wants it gone, or it is lost. */
export type Line = { ended: Promise<void>; hangUp(): Promise<void> };

export type LineOptions = { appToken: string; apiUrl: string; log: Log; signal: AbortSignal; take: (envelope: unknown) => void };

/** How long Slack may take to say hello, and to close its end, in ms. */
const OPENING = 10_000;
const CLOSING = 1_000;

const disconnect = z.object({ type: z.literal('disconnect') });
const asksUsToGo = (text: unknown): boolean => {
  try {
    return typeof text === 'string' && disconnect.safeParse(JSON.parse(text)).success;
  } catch {
    return false; // not JSON: the client ignores it, too
  }
};

/** The client would wait for Slack to close its end, which Slack may never do: asked a second time, it cuts the connection. */
const hangUp = async (client: SocketModeClient): Promise<void> => {
  await Promise.race([client.disconnect(), wait(CLOSING, undefined, { ref: false })]);
  await client.disconnect();
};

/**
 * Opens one connection; rejects when Slack does not say hello. Each has a client of its own that never reconnects: the client's own way of
 * doing so leaves five seconds and more without any connection, and one failed attempt too many as an unhandled rejection.
 */
export const openLine = async ({ appToken, apiUrl, log, signal, take }: LineOptions): Promise<Line> => {
  const client = new SocketModeClient({
    appToken, autoReconnectEnabled: false, logger: boltLogger(quiet(log)),
    clientOptions: {
      slackApiUrl: apiUrl, timeout: OPENING, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true,
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]) }),
    },
  });
  client.on('slack_event', take);
  const ended = new Promise<void>((resolve) => {
    client.on('disconnected', () => resolve());
    // Before it has closed: the next connection need not wait for that.
    client.on('ws_message', (text: unknown) => {
      if (asksUsToGo(text)) resolve();
    });
  });
  const starting = client.start();
  const refused = ended.then(() => Promise.reject(new Error('Slack ended the connection before it said hello')));
  const late = wait(OPENING, undefined, { ref: false, signal }).then(() => Promise.reject(new Error('Slack did not say hello')));
  try {
    await Promise.race([starting, refused, late]);
  } catch (error) {
    starting.then(() => hangUp(client), () => undefined); // given up, and yet it may still open
    await hangUp(client);
    throw error;
  }
  return { ended, hangUp: () => hangUp(client) };
};
