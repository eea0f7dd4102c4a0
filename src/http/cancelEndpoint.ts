import { z } from 'zod';
import type { CancelEndpoint, EndpointAnswer } from '../usecases/cancels/endpoint.ts';
import { signWebhook } from './standardWebhooks.ts';

/** Sends one request and reads the start of its answer; rejects when there is none. */
export type Post = (url: string, headers: Readonly<Record<string, string>>, body: Uint8Array, signal: AbortSignal) => Promise<{ status: number; body: string }>;

/** More of an answer is not read. In bytes. */
const READ_AT_MOST = 16_384;
/** How long an answer may take. In ms. */
const TIMEOUT = 15_000;

export const postOver: Post = async (url, headers, body, signal) => {
  // Another address than the one that was configured never gets the request.
  const response = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body, redirect: 'manual', signal });
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body) {
    for await (const chunk of response.body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= READ_AT_MOST) break;
    }
  }
  return { status: response.status, body: Buffer.concat(chunks).subarray(0, READ_AT_MOST).toString('utf8') };
};

const refusal = z.object({ message: z.string() });
const messageIn = (body: string): string | undefined => {
  try {
    return refusal.safeParse(JSON.parse(body)).data?.message;
  } catch {
    return undefined; // no JSON: it refused without a word
  }
};

const ACCEPTED = 202;
const REFUSALS: ReadonlySet<number> = new Set([409, 422]);

const answerOf = ({ status, body }: { status: number; body: string }): EndpointAnswer => {
  if (status === ACCEPTED) return { says: 'taken' };
  if (status >= 200 && status < 300) return { says: 'done' };
  return REFUSALS.has(status) ? { says: 'refused', message: messageIn(body) } : { says: 'nothing', why: `HTTP ${status}` };
};

const whyNot = (error: unknown): string => (error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'could not be reached');

/**
 * The customer's own endpoint: a signed POST in the form of Standard Webhooks, whose id is the request's. 2xx: done (202: taken, the answer
 * comes later); 409 and 422: refused, with the body's `message`; anything else says nothing, and is asked again.
 */
export const createCancelEndpoint = ({ url, key, post = postOver }: { url: string; key: Uint8Array; post?: Post }): CancelEndpoint => ({
  call: async (id, content, now) => {
    const body = Buffer.from(JSON.stringify(content));
    try {
      return answerOf(await post(url, signWebhook(key, id, now, body), body, AbortSignal.timeout(TIMEOUT)));
    } catch (error) {
      return { says: 'nothing', why: whyNot(error) };
    }
  },
});
