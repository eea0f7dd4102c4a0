import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerApi } from './api.ts';
import { type Answer, type Faults, misanswer, THROTTLED, write } from './faults.ts';
import type { Limiter } from './limits.ts';
import type { OAuth } from './oauth.ts';
import type { State } from './state.ts';

const BASE = '/api/v3';

/** A request that came: its route without the query, and how it was answered (0: wrongly on purpose). */
export type Seen = { route: string; page: number | undefined; status: number };

export type Core = {
  state: State;
  oauth: OAuth;
  limiter: Limiter;
  faults: Faults;
  seen: Seen[];
  /** How long an answer takes, in ms. */
  latency: number;
  onPage: (page: number) => void;
  onRequest: (seen: Seen) => void;
};

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

const NOT_FOUND: Answer = { status: 404, body: { success: false, message: 'Not Found' } };
const UNAUTHORIZED: Answer = { status: 401, body: { success: false, description: 'The access token is invalid or expired', expired: true } };

const api = (request: IncomingMessage, path: string, query: URLSearchParams, core: Core): Answer => {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!core.oauth.knows(token)) return UNAUTHORIZED;
  if (request.method !== 'GET') return NOT_FOUND;
  return answerApi(path, query, core.state, core.onPage) ?? NOT_FOUND;
};

const answer = async (request: IncomingMessage, response: ServerResponse, core: Core): Promise<void> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
  const form = await readForm(request);
  const route = pathname.startsWith(`${BASE}/`) ? pathname.slice(BASE.length) : pathname;
  const page = searchParams.has('page') ? Number(searchParams.get('page')) : undefined;
  const note = (status: number): void => {
    core.seen.push({ route, page, status });
    core.onRequest({ route, page, status });
  };
  const work = (): Answer => {
    if (pathname === '/oauth/token' && request.method === 'POST') return core.oauth.token(form);
    return pathname.startsWith(`${BASE}/`) ? api(request, route, searchParams, core) : NOT_FOUND;
  };
  const fault = core.faults.next(route);
  if (fault) {
    note(0);
    return misanswer(fault, response, work);
  }
  // Asked first and answered later: what changes meanwhile is not in the answer.
  const answered = route !== '/oauth/token' && !core.limiter.take() ? THROTTLED : work();
  note(answered.status);
  if (core.latency > 0) await new Promise((resolve) => { setTimeout(resolve, core.latency); });
  write(response, answered);
};

export type Server = { origin: string; close(): Promise<void> };

/** Serves the API on a port that the system chooses, on this machine only. */
export const startServer = async (core: Core, port: number): Promise<Server> => {
  const server = createServer((request, response) => {
    answer(request, response, core).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`the local provider failed: ${String(error)}`);
    });
  });
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the local provider has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeAllConnections();
    }),
  };
};
