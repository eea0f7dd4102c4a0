import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Route = { method: 'GET' | 'POST'; path: string; handle: http.RequestListener };

export type HttpServer = {
  port: number;
  /** Takes no new connections and resolves when the requests under way are answered. */
  stop(): Promise<void>;
};

const answer = (response: http.ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
};

/** The one HTTP server of the process. A path that is not in the table is 404; a known path with another method 405. */
export const startServer = (routes: readonly Route[], listen: { port: number; host: string }): Promise<HttpServer> => {
  const server = http.createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0];
    const matching = routes.filter((route) => route.path === path);
    const route = matching.find(({ method }) => method === request.method);
    if (route) route.handle(request, response);
    else answer(response, matching.length > 0 ? 405 : 404, matching.length > 0 ? 'Method not allowed' : 'Not found');
  });
  // Slack gives up after 3 seconds; whoever sends a request slower than this is not Slack.
  server.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, () => {
      server.removeListener('error', reject);
      resolve({ port: addressOf(server).port, stop: () => stop(server) });
    });
  });
};

const addressOf = (server: http.Server): AddressInfo => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address;
};

const stop = (server: http.Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
