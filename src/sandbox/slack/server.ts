import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerCall } from './api/index.ts';
import type { Core } from './core.ts';
import { isObject, isString, parseJson, type Json } from './json.ts';
import { respond } from './respond.ts';

const MOST_BYTES = 8_000_000;

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BYTES) throw new Error('the body is larger than a request to Slack may be');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Arguments that a form carries as JSON text. */
const NESTED = ['blocks', 'view', 'metadata', 'attachments'];

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

const answer = async (request: IncomingMessage, response: ServerResponse, core: Core): Promise<void> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
  const contentType = request.headers['content-type'] ?? '';
  const raw = await readBody(request);
  const send = (status: number, body: Json | string): void => {
    const text = isString(body) ? body : JSON.stringify(body);
    response.writeHead(status, {
      'content-type': isString(body) ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
      ...(core.app.scopes ? { 'x-oauth-scopes': core.app.scopes.join(',') } : {}),
    }).end(text);
  };
  if (pathname.startsWith('/api/')) {
    const { token: inBody, ...args } = { ...Object.fromEntries(searchParams), ...parseArguments(contentType, raw) };
    const inHeader = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    send(200, answerCall(pathname.slice('/api/'.length), inHeader ?? (isString(inBody) ? inBody : undefined), args, core));
  } else if (request.method === 'POST' && /^\/(commands|actions)\//.test(pathname)) {
    const sent = parseJson(raw);
    const { status, body } = respond(pathname, isObject(sent) ? sent : undefined, core);
    send(status, body);
  } else {
    send(404, 'not found');
  }
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
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || isString(address)) throw new Error('the local Slack has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeAllConnections();
    }),
  };
};
