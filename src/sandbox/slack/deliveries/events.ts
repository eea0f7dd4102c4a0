import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { GIVE_UP_MS, type Exchange, type RawDelivery } from './deliver.ts';
import { eventPayload } from './payloads.ts';

export type Retry = { number: number; reason?: string; eventId?: string };
type Event = Json & { type: string };
type Way = { core: Core; send: (raw: RawDelivery, giveUpMs?: number) => Promise<Exchange> };

/** https://docs.slack.dev/apis/events-api#retries : almost at once, after one minute, after five. */
const RETRIES = 3;

type Again = Omit<Retry, 'eventId'> | undefined;
export const deliverEvent = ({ core, send }: Way, event: Event, eventId: string, retry: Again, giveUpMs = GIVE_UP_MS): Promise<Exchange> =>
  send({
    contentType: 'application/json', body: JSON.stringify(eventPayload(event, eventId, core)),
    ...(retry ? { headers: { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason ?? 'http_timeout' } } : {}),
  }, giveUpMs);

const reasonOf = ({ status, ms }: Exchange, limitMs: number): string => {
  if (status !== 0) return 'http_error';
  return ms >= limitMs ? 'http_timeout' : 'connection_failed';
};

/** All the deliveries of one event, the last one taken, unless none was. */
export const deliverUntilTaken = async (way: Way, event: Event, limitMs: number): Promise<Exchange[]> => {
  const eventId = way.core.state.ids.next('Ev');
  const exchanges: Exchange[] = [];
  let reason: string | undefined;
  for (let number = 0; number <= RETRIES; number += 1) {
    const exchange = await deliverEvent(way, event, eventId, reason === undefined ? undefined : { number, reason }, limitMs);
    exchanges.push(exchange);
    if (exchange.status >= 200 && exchange.status < 300) break;
    reason = reasonOf(exchange, limitMs);
  }
  return exchanges;
};
