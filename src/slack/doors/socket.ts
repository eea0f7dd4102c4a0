import type { App } from '@slack/bolt';
import { z } from 'zod';
import { describeError, type Log } from '../failures.ts';
import { APP_TOKEN_REFUSED, NOTHING_FINAL, type Pause, untilReached } from '../untilReached.ts';
import type { Door } from './door.ts';
import type { Line } from './line.ts';

export type SocketOptions = { appToken: string; apiUrl: string; log: Log; pause: Pause };

const envelopeSchema = z.object({
  ack: z.custom<(payload?: unknown) => Promise<void>>((value) => typeof value === 'function'),
  envelope_id: z.string(),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

/** How many acknowledged envelopes are remembered. Slack sends one again within seconds or not at all. */
const REMEMBERED = 1_000;

/** Gives envelopes to Bolt. One that was acknowledged and comes again, because that got lost, is only acknowledged again, in the same words. */
const createIntake = (log: Log, app: () => App | undefined) => {
  const said = new Map<string, unknown>();
  const failed = (error: unknown): void => log.error({ error: describeError(error) }, 'a request from Slack could not be handled');
  return (raw: unknown): void => {
    const { data: envelope } = envelopeSchema.safeParse(raw);
    if (!envelope) return log.warn({}, 'an envelope that is not of Slack’s form');
    const { ack, envelope_id: id, body, retry_num: retryNum, retry_reason: retryReason } = envelope;
    const acknowledge = async (payload?: unknown): Promise<void> => {
      await ack(payload);
      said.set(id, payload);
      const [oldest] = said.keys();
      if (said.size > REMEMBERED && oldest !== undefined) said.delete(oldest);
    };
    const retry = { ...(retryNum !== undefined && { retryNum }), ...(retryReason !== undefined && { retryReason }) };
    const handling = said.has(id) ? ack(said.get(id)) : app()?.processEvent({ body, ack: acknowledge, ...retry });
    handling?.catch(failed);
  };
};

/** Slack's requests over a connection of our own (Socket Mode): no public address. A connection that ends is replaced at once. */
export const createSocketDoor = ({ appToken, apiUrl, log, pause }: SocketOptions): Door => {
  const closing = new AbortController();
  const { signal } = closing;
  let app: App | undefined;
  let line: Line | undefined;
  const take = createIntake(log, () => app);
  const reach = (final: Readonly<Record<string, string>>): Promise<Line | undefined> =>
    untilReached(async () => {
      const { openLine } = await import('./line.ts'); // with its WebSockets, which over HTTP nobody needs
      return openLine({ appToken, apiUrl, log, signal, take });
    }, { log, signal, pause, final });

  const keepOpen = async (): Promise<void> => {
    for (let current = line; current; current = line) {
      await current.ended;
      if (signal.aborted) return;
      line = undefined;
      const [next] = await Promise.all([reach(NOTHING_FINAL), current.hangUp()]);
      line = next;
    }
  };
  return {
    receiver: { init: (bolt) => void (app = bolt), start: async () => undefined, stop: async () => undefined },
    handle: undefined,
    open: async () => {
      line = await reach(APP_TOKEN_REFUSED);
      void keepOpen();
    },
    problem: () => (line ? undefined : 'there is no connection to Slack'),
    close: async () => {
      closing.abort();
      await line?.hangUp();
    },
  };
};
