import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerCall } from './api/index.ts';
import { conversation, text } from './api/method.ts';
import type { Core } from './core.ts';
import type { Fault } from './faults/faults.ts';
import { misanswer, noted, stillDone, write, type Outgoing } from './faults/misanswer.ts';
import { isObject, isString, parseJson, type Json } from './json.ts';
import { respond } from './respond.ts';
import { bearer, download, upload } from './transfers.ts';

const MOST_BYTES = 8_000_000;
/** A file to be uploaded may be as large as Slack takes one. */
const MOST_UPLOADED = 1_000_000_000;

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const most = request.url?.startsWith('/upload/') ? MOST_UPLOADED : MOST_BYTES;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > most) throw new Error('the body is larger than a request to Slack may be');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

/** Arguments that a form carries as JSON text. */
const NESTED = ['blocks', 'view', 'metadata', 'attachments', 'files', 'unfurls'];

/** The arguments of a form or of a JSON body; nested ones parsed. What cannot be parsed stays the text it was. */
export const parseArguments = (contentType: string, body: string): Json => {
  if (contentType.includes('json')) {
    const value = parseJson(body);
    return isObject(value) ? value : {};
  }
  const form: Json = Object.fromEntries(new URLSearchParams(body));
  for (const name of NESTED) {
    const raw = form[name];
    if (isString(raw)) form[name] = parseJson(raw) ?? raw;
  }
  return form;
};

const plain = (status: number, body: string): Outgoing => ({ status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body });
const json = (status: number, body: Json, scopes?: readonly string[]): Outgoing => ({
  status, headers: { 'content-type': 'application/json; charset=utf-8', ...(scopes ? { 'x-oauth-scopes': scopes.join(',') } : {}) }, body: JSON.stringify(body),
});

/** A request as its route understands it: what may fail, how to answer it, and what to note when it is not even tried. */
type Asked = { route: string; sent?: unknown; limited?: Fault | undefined; run: () => Outgoing | Promise<Outgoing>; untried?: (error: string) => void };

const apiCall = (request: IncomingMessage, { pathname, searchParams }: URL, body: Buffer, core: Core): Asked => {
  const method = pathname.slice('/api/'.length);
  const given = parseArguments(request.headers['content-type'] ?? '', body.toString('utf8'));
  const { token: inBody, ...args } = { ...Object.fromEntries(searchParams), ...given };
  const token = bearer(request) ?? (isString(inBody) ? inBody : undefined);
  return {
    route: method, sent: args, limited: core.limits.exceeded(method, conversation(text(args, 'channel'), core)?.id ?? ''),
    run: () => json(200, answerCall(method, token, args, core), core.app.scopes),
    untried: (error) => void core.calls.push({ method, args, at: core.clock(), ok: false, error, scopes: [] }),
  };
};

const asked = (request: IncomingMessage, body: Buffer, core: Core): Asked => {
  const url = new URL(request.url ?? '/', 'http://local');
  const { pathname } = url;
  const post = request.method === 'POST';
  if (pathname.startsWith('/api/')) return apiCall(request, url, body, core);
  if (post && /^\/(commands|actions)\//.test(pathname)) {
    const sent = parseJson(body.toString('utf8'));
    return {
      route: 'response_url', sent,
      run: () => {
        const { status, body: answered } = respond(pathname, isObject(sent) ? sent : undefined, core);
        return isString(answered) ? plain(status, answered) : json(status, answered);
      },
    };
  }
  if (post && pathname.startsWith('/upload/')) return { route: 'upload', run: () => upload(request, body, pathname, core) };
  if (pathname.startsWith('/files-pri/')) return { route: 'download', run: () => download(request, pathname, core) };
  return { route: pathname, run: () => plain(404, 'not found') };
};

const answer = async (request: IncomingMessage, response: ServerResponse, core: Core): Promise<void> => {
  const started = performance.now();
  const { route, sent, limited, run, untried } = asked(request, await readBody(request), core);
  const tell = (status: number, answered: string): void =>
    core.traffic.tell({ way: 'from the bot', at: core.clock(), route, sent, status, answered, ms: Math.round(performance.now() - started) });
  const fault = core.faults.next(route) ?? limited;
  if (!fault) {
    const outgoing = await run();
    tell(outgoing.status, isString(outgoing.body) ? outgoing.body : `${outgoing.body.length} bytes`);
    return write(response, outgoing);
  }
  if (!stillDone(fault)) untried?.(noted(fault));
  tell(0, noted(fault));
  await misanswer(fault, request, response, stillDone(fault) ? await run() : undefined);
};

export type Server = { origin: string; close: () => Promise<void> };

/** Serves the Web API and the response URLs on a port that the system chooses, on this machine only. */
export const startServer = async (core: Core): Promise<Server> => {
  const server = createServer((request, response) => {
    void core.inFlight.during(async () => {
      try {
        await answer(request, response, core);
      } catch (error) {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(`the local Slack failed: ${String(error)}`);
      }
    });
  });
  server.on('upgrade', (request, stream, head) => {
    if (core.connections) core.connections.upgrade(request, stream, head);
    else stream.destroy();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || isString(address)) throw new Error('the local Slack has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      await core.connections?.close();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      });
    },
  };
};
