import { setMaxListeners } from 'node:events';

/** What a request came to. `unreachable`: no whole answer: network, time-out, broken off, too large, or not what it claims to be. */
export type Answer =
  | { kind: 'json'; status: number; body: unknown }
  | { kind: 'error'; status: number; retryAfter: string | null }
  | { kind: 'unreachable'; why: string };

export type Ask = { url: string; method: 'GET' | 'POST'; headers?: Record<string, string>; body?: URLSearchParams };

/** A page of a hundred sends is some hundred kilobytes. */
const MOST_BYTES = 32 * 1024 * 1024;

/** One request, with an answer within `timeout` ms; `heard` is called when it begins, or fails to come. Follows no redirect: what it carries is for this address only. Rejects only when the signal asks to stop. */
export const ask = async ({ url, ...request }: Ask, timeout: number, signal: AbortSignal, heard: () => void = () => undefined): Promise<Answer> => {
  // Every request under way listens to it: more than ten are no leak.
  setMaxListeners(0, signal);
  const late = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.any([signal, late]) }).finally(heard);
    if (!response.ok) {
      // Drained, so that the connection can be used again; what an error says may be anything.
      await response.body?.cancel();
      return { kind: 'error', status: response.status, retryAfter: response.headers.get('retry-after') };
    }
    const text = await textOf(response);
    if (text === undefined) return { kind: 'unreachable', why: 'it answered more than 32 MB' };
    return { kind: 'json', status: response.status, body: JSON.parse(text) };
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) return { kind: 'unreachable', why: `no answer within ${Math.round(timeout / 1000)} s` };
    if (error instanceof SyntaxError) return { kind: 'unreachable', why: 'its answer was not whole JSON' };
    return { kind: 'unreachable', why: 'it could not be reached' };
  }
};

const textOf = async ({ body }: Response): Promise<string | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
