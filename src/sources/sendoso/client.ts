import type { z } from 'zod';
import { type Pause, ProviderRefused, ProviderUnavailable } from '../../usecases/ports/provider.ts';
import { backoff, LONGEST_ASKED, retryAfter } from './backoff.ts';
import { type Answer, ask } from './http.ts';
import type { Pace } from './pace.ts';

/** An access token, and the one after it. */
export type Tokens = {
  /** One that should work. */
  current(signal: AbortSignal): Promise<string>;
  /** One instead of `refused`, which the provider does not take (any more). Throws `ProviderRefused` when there is none to be had. */
  instead(refused: string, signal: AbortSignal): Promise<string>;
};

export type ClientDeps = {
  /** Where the API lives, without a slash at the end. */
  apiUrl: string;
  tokens: Tokens;
  pace: Pace;
  /** How long an answer may take, in ms. */
  timeout: number;
  pause: Pause;
  /** From 0 up to 1. */
  random: () => number;
  clock: () => Date;
};

/** Asks for what is there. Throws `ProviderRefused`, `ProviderUnavailable`, or what the signal says. */
export type Client = { get<T>(path: string, query: Record<string, string>, shape: z.ZodType<T>, signal: AbortSignal): Promise<T> };

const ATTEMPTS = 6;
/** The first waits, in ms. A throttled client is blocked "temporarily", for how long is not documented. */
const FIRST_WAIT = 500;
const FIRST_WAIT_THROTTLED = 1000;

/**
 * What the provider documents, asked for within its limits: every request takes its place in the queue that all instances share. 429, 5xx, time-outs and
 * broken answers are tried again, later and later; a token that has expired is replaced once.
 */
export const createClient = (deps: ClientDeps): Client => {
  const { apiUrl, tokens, pace, timeout, pause, random, clock } = deps;

  const inTurn = async (path: string, query: Record<string, string>, token: string, signal: AbortSignal): Promise<Answer> => {
    const url = `${apiUrl}${path}?${new URLSearchParams(query).toString()}`;
    const { heard } = await pace.turn(signal);
    const answer = await ask({ url, method: 'GET', headers: { authorization: `Bearer ${token}`, accept: 'application/json' } }, timeout, signal, heard);
    await pace.tell();
    return answer;
  };

  /** A throttled client makes everybody wait: the others would only be refused as well, and keep the block alive. */
  const throttled = async (attempt: number, header: string | null, signal: AbortSignal): Promise<void> => {
    const wait = retryAfter(header, clock()) ?? backoff(attempt, FIRST_WAIT_THROTTLED, random);
    if (wait > LONGEST_ASKED) throw new ProviderUnavailable(`The provider asks to be left alone for ${Math.round(wait / 60_000)} minutes.`);
    await pace.refused(wait);
    await pause(wait, signal);
  };

  const get: Client['get'] = async (path, query, shape, signal) => {
    let token = await tokens.current(signal);
    let renewed = false;
    let problem = '';
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const answer = await inTurn(path, query, token, signal);
      if (answer.kind === 'error' && answer.status === 401 && !renewed) {
        token = await tokens.instead(token, signal);
        renewed = true;
        continue;
      }
      if (answer.kind === 'error') refuse(answer.status, path);
      if (answer.kind === 'json') {
        const parsed = shape.safeParse(answer.body);
        if (parsed.success) return parsed.data;
      }
      problem = describe(answer);
      if (attempt === ATTEMPTS) break;
      if (answer.kind === 'error' && answer.status === 429) await throttled(attempt, answer.retryAfter, signal);
      else await pause(backoff(attempt, FIRST_WAIT, random), signal);
      signal.throwIfAborted();
    }
    throw new ProviderUnavailable(`The provider did not answer ${path} as it should, ${ATTEMPTS} times in a row: ${problem}.`);
  };
  return { get };
};

/** Trying again helps against 429 and 5xx only. */
const refuse = (status: number, path: string): void => {
  if (status === 429 || status >= 500) return;
  if (status === 401) throw new ProviderRefused('The provider does not accept our access token. Authorize again and set the new tokens.');
  if (status === 403) throw new ProviderRefused(`The provider does not let us read ${path} (403). The one who authorized needs the right to see it.`);
  throw new ProviderRefused(`The provider answered ${status} to ${path}. Check SENDOSO_API_URL.`);
};

const describe = (answer: Answer): string => {
  if (answer.kind === 'error') return answer.status === 429 ? 'too many requests (429)' : `an error of its own (${answer.status})`;
  return answer.kind === 'unreachable' ? answer.why : 'its answer was not what its documentation promises';
};
