import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http';
import type { webApi } from '@slack/bolt';

type Fetch = NonNullable<webApi.WebClientOptions['fetch']>;
type FetchResponse = Awaited<ReturnType<Fetch>>;

/**
 * `fetch` as Slack's clients use it, over connections that are kept open, with only as much of a response as they read: an answer to a
 * response URL takes a seventh of the processor time that the global `fetch` takes for it. Fails after `timeout` ms, also when the body
 * never comes or ends early.
 */
export const postQuickly = (timeout: number): Fetch => {
  const patiently = fetchInTime(timeout);
  const post = poster(timeout);
  return async (url, init = {}) => {
    const { method, headers, body, signal } = init;
    if (method !== 'POST' || typeof body !== 'string') return patiently(url, init);
    const { request, dispatcher } = await post();
    const answer = await request(String(url), { dispatcher, method, body, ...(headers && { headers }), ...(signal && { signal }) });
    return { ...told(answer.statusCode, String(url), await answer.body.arrayBuffer()), headers: headersOf(answer.headers) };
  };
};

/** The global `fetch` with a time limit, within which what the body is read for has to come, too. For what is not asked often. */
export const fetchInTime = (timeout: number): Fetch => async (url, init = {}) => {
  const response = await fetch(url, { ...init, signal: init.signal ?? AbortSignal.timeout(timeout) });
  return { ...told(response.status, response.url, await response.arrayBuffer()), headers: response.headers };
};

/** undici is loaded with the first answer: a start does not need it, and it is large. */
const poster = (timeout: number) => {
  const load = async () => {
    const { Agent, request } = await import('./quickPost.ts');
    return { request, dispatcher: new Agent({ connect: { timeout }, headersTimeout: timeout, bodyTimeout: timeout }) };
  };
  let loaded: ReturnType<typeof load> | undefined;
  return () => (loaded ??= load());
};

const told = (status: number, url: string, body: ArrayBuffer): Omit<FetchResponse, 'headers'> => {
  const text = async (): Promise<string> => Buffer.from(body).toString('utf8');
  return {
    ok: status >= 200 && status < 300, status, statusText: STATUS_CODES[status] ?? '', url,
    arrayBuffer: async () => body, text, json: async (): Promise<unknown> => JSON.parse(await text()),
  };
};

const headersOf = (headers: IncomingHttpHeaders): FetchResponse['headers'] => {
  const said = Object.entries(headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, [value].flat().join(', ')]]));
  return { get: (name) => said.find(([each]) => each === name.toLowerCase())?.[1] ?? null, entries: () => said };
};
