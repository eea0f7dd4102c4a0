import { timingSafeEqual } from 'node:crypto';
import type http from 'node:http';
import type { Exposition } from './metrics.ts';
import type { Route } from './server.ts';

export type OperationsDeps = {
  /** What is not working now, in words; empty: ready. */
  problems: () => Promise<string[]>;
  metrics: Exposition;
  /** The bearer token that `/metrics` asks for; undefined: it answers to this machine only. */
  metricsToken: string | undefined;
  /** Told when a question could not be answered, and why. */
  failed: (path: string, error: unknown) => void;
};

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What operators and their machines ask: does it live, does it work, how much does it do. */
export const operationsRoutes = ({ problems, metrics, metricsToken, failed }: OperationsDeps): Route[] => [
  { method: 'GET', path: '/healthz', handle: (_, response) => reply(response, 200, 'alive') },
  {
    method: 'GET',
    path: '/readyz',
    handle: (_, response) => {
      problems().then((found) => reply(response, found.length > 0 ? 503 : 200, found.length > 0 ? found.join('\n') : 'ready')).catch((error: unknown) => {
        failed('/readyz', error);
        reply(response, 503, 'could not find out what works; the log says why');
      });
    },
  },
  {
    method: 'GET',
    path: '/metrics',
    handle: (request, response) => {
      if (!mayRead(request, metricsToken)) return reply(response, 401, 'METRICS_TOKEN is needed, as a bearer token');
      metrics.text().then((text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text)).catch((error: unknown) => {
        failed('/metrics', error);
        reply(response, 500, 'could not count; the log says why');
      });
    },
  },
];

const reply = (response: http.ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
};

const mayRead = (request: http.IncomingMessage, token: string | undefined): boolean => {
  if (token === undefined) return LOOPBACK.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};
