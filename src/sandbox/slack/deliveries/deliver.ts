import type { InFlight } from '../in-flight.ts';
import { signatureOf } from './signer.ts';

/** One HTTP request to the bot and its answer. `status` 0: no answer came, `body` says why. `ms` in real time. */
export type Exchange = { status: number; body: string; ms: number };

/** How long Slack waits for an acknowledgement. */
export const ACK_LIMIT_MS = 3000;
/** Waits longer than Slack would, to tell a late answer from none. */
export const GIVE_UP_MS = 10_000;

/** A request as a test wants it. Signed rightly and now, unless it says otherwise; `null` leaves the header out. */
export type RawDelivery = {
  body: string;
  contentType?: string;
  /** Seconds since 1970. */
  timestamp?: number | string | null;
  signature?: string | null;
  /** Signs with another secret than the bot's. */
  secret?: string;
  headers?: Readonly<Record<string, string>>;
};

export type Bot = { url: string; signingSecret: string };

// The real time, not the workspace's clock: Bolt compares the timestamp with the machine's.
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** Sends one request to the bot, as Slack does. Never rejects: what goes wrong is in the answer. */
export const deliver = (bot: Bot, raw: RawDelivery, giveUpMs: number, inFlight: InFlight): Promise<Exchange> => inFlight.during(async () => {
  const timestamp = raw.timestamp === undefined ? nowSeconds() : raw.timestamp;
  const signature = raw.signature === undefined ? signatureOf(raw.secret ?? bot.signingSecret, Number(timestamp), raw.body) : raw.signature;
  const headers = {
    'content-type': raw.contentType ?? 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...(timestamp === null ? {} : { 'x-slack-request-timestamp': String(timestamp) }),
    ...(signature === null ? {} : { 'x-slack-signature': signature }),
    ...raw.headers,
  };
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  try {
    const response = await fetch(bot.url, { method: 'POST', headers, body: raw.body, signal: AbortSignal.timeout(giveUpMs), redirect: 'manual' });
    return { status: response.status, body: await response.text(), ms: since() };
  } catch (error) {
    return { status: 0, body: String(error instanceof Error ? (error.cause ?? error) : error), ms: since() };
  }
});
