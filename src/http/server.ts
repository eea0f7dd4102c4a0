import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The parts of a path that its pattern names. */
export type PathParts = Readonly<Record<string, string | undefined>>;
/** `path`: exactly this one, or all that a pattern matches as a whole; what its groups name is handed on, as it stands in the path. */
export type Route = { method: 'GET' | 'POST'; path: string | RegExp; handle: (request: http.IncomingMessage, response: http.ServerResponse, parts: PathParts) => void };

const partsOf = (route: Route, path: string): PathParts | undefined => {
  if (typeof route.path === 'string') return route.path === path ? {} : undefined;
  const match = route.path.exec(path);
  return match?.[0] === path ? (match.groups ?? {}) : undefined;
};

export type HttpServer = {
  port: number;
  /** Takes no new connections, answers what still comes on the open ones as their last, and resolves when all of them are closed. */
  stop(): Promise<void>;
};

const answer = (response: http.ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
};

/** A connection may have a request on its way when we stop; one that has brought none so long afterwards is closed. In ms. */
const LAST_CALL = 500;

/** The one HTTP server of the process. A path that is not in the table is 404; a known path with another method 405. */
export const startServer = (routes: readonly Route[], listen: { port: number; host: string }): Promise<HttpServer> => {
  const underWay = new Set<http.ServerResponse>();
  let stopping = false;
  const server = http.createServer((request, response) => {
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      // A response begun before the stop could no longer say that it is the last.
      if (stopping && underWay.size === 0) server.closeIdleConnections();
    });
    if (stopping) sayLast(response);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const matching = routes.flatMap((route) => ({ route, parts: partsOf(route, path) })).filter(({ parts }) => parts !== undefined);
    const found = matching.find(({ route }) => route.method === request.method);
    if (found) found.route.handle(request, response, found.parts ?? {});
    else answer(response, matching.length > 0 ? 405 : 404, matching.length > 0 ? 'Method not allowed' : 'Not found');
  });
  // Slack gives up after 3 seconds; whoever sends a request slower than this is not Slack.
  server.requestTimeout = 30_000;
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    for (const response of underWay) sayLast(response);
    // Node counts a connection that has never said anything as busy.
    const lastCall = setTimeout(() => {
      const answering = new Set([...underWay].map(({ req }) => req.socket));
      for (const socket of connections) if (!answering.has(socket)) socket.destroy();
    }, LAST_CALL);
    await close(server).finally(() => clearTimeout(lastCall));
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, () => {
      server.removeListener('error', reject);
      resolve({ port: addressOf(server).port, stop });
    });
  });
};

const addressOf = (server: http.Server): AddressInfo => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address;
};

/** Has the connection closed behind this response, if that can still be said. */
const sayLast = (response: http.ServerResponse): void => {
  if (!response.headersSent) response.setHeader('connection', 'close');
};

const close = (server: http.Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
