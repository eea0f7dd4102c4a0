import type { Exchange, RawDelivery } from '../deliveries/deliver.ts';
import type { InFlight } from '../in-flight.ts';
import { isObject, parseJson } from '../json.ts';
import type { Envelope, Envelopes } from './envelopes.ts';

/** The envelope of what over HTTP would be this request. */
const envelopeOf = ({ body, contentType = '', headers = {} }: RawDelivery): Envelope => {
  if (contentType.includes('json')) {
    const attempt = headers['x-slack-retry-num'];
    const retry = attempt === undefined ? {} : { retry_attempt: Number(attempt), retry_reason: headers['x-slack-retry-reason'] ?? '' };
    return { type: 'events_api', payload: parseJson(body), accepts_response_payload: false, ...retry };
  }
  const form = new URLSearchParams(body);
  const interaction = form.get('payload');
  if (interaction !== null) return { type: 'interactive', payload: parseJson(interaction), accepts_response_payload: true };
  return { type: 'slash_commands', payload: Object.fromEntries(form), accepts_response_payload: true };
};

const bodyOf = (payload: unknown): string => (isObject(payload) && Object.keys(payload).length > 0 ? JSON.stringify(payload) : '');

/** Delivers over the bot's connections. The exchange reads as over HTTP: 200 and the acknowledgement's payload, or 0 and why there is none. */
export const deliverBySocket = (envelopes: Envelopes, raw: RawDelivery, giveUpMs: number, inFlight: InFlight): Promise<Exchange> =>
  inFlight.during(async () => {
    const started = performance.now();
    const since = (): number => Math.round(performance.now() - started);
    const envelope = envelopeOf(raw);
    const sent = envelopes.send(envelope);
    if (!sent) return { status: 0, body: 'the bot holds no connection', ms: since() };
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<'too late'>((resolve) => {
      timer = setTimeout(() => resolve('too late'), giveUpMs);
    });
    const payload = await Promise.race([sent.acknowledged, tooLate]);
    clearTimeout(timer);
    if (payload === 'too late') {
      sent.forget();
      return { status: 0, body: `not acknowledged within ${giveUpMs} ms`, ms: since() };
    }
    const body = bodyOf(payload);
    const unasked = body !== '' && !envelope.accepts_response_payload;
    return unasked ? { status: 400, body: `this envelope accepts no response payload: ${body}`, ms: since() } : { status: 200, body, ms: since() };
  });
