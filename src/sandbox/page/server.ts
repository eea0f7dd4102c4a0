import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { perform } from './acts.ts';
import { createAudience } from './audience.ts';
import { bundlePage } from './bundle.ts';
import { type Answered, askedSchema, playedSchema, type Said } from './protocol.ts';
import { createReading } from './reading.ts';
import { shell } from './shell.ts';
import type { Stage } from './stage.ts';

/** A file uploaded on the page comes as base64. */
const MOST_BYTES = 12_000_000;

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST_BYTES) throw new RangeError('too much at once');
    chunks.push(bytes);
  }
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return value;
};

const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
/** Whether a request comes from this machine's own pages: any other site's could act here in somebody's name. */
const isOurs = ({ headers, method }: IncomingMessage): boolean => {
  if (!LOCAL.test(headers.host ?? '')) return false;
  if (method !== 'POST') return true;
  const { origin } = headers;
  return headers['content-type'] === 'application/json' && (origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host));
};

const json = (response: ServerResponse, status: number, body: Answered | Said): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const document = (response: ServerResponse, html: string): void =>
  void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);

/** The next free port, beginning with the wanted one; 0 lets the system choose. */
const listen = async (server: Server, wanted: number): Promise<number> => {
  for (let port = wanted; port < wanted + 50; port += 1) {
    const taken = await new Promise<number | undefined>((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException): void => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error));
      server.once('error', failed);
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', failed);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
    if (taken !== undefined) return taken;
  }
  throw new Error(`no port is free from ${wanted} on`);
};

export type PageOptions = {
  port: number;
  /** Bundles the page anew when its sources change. */
  live?: boolean;
};
export type RunningPage = { url: string; stop: () => Promise<void> };

/** Serves the page on this machine only. */
export const startPage = async (stage: Stage, { port: wanted, live = false }: PageOptions): Promise<RunningPage> => {
  const reading = createReading(stage.slack);
  const changed = live ? (): void => audience.version() : undefined;
  const bundlers = [await bundlePage({ slack: 'page/client/slack.tsx', styles: 'page/client/styles/slack.css' }, changed)];
  const bundle = () => bundlers.map((each) => each.current());
  const version = (): string => bundle().map((each) => each.version).join(' ');
  // Few come to see the gallery, and it holds every view of the product: it is made when the first one does.
  let gallery: Promise<void> | undefined;
  const openGallery = (): Promise<void> => (gallery ??= bundlePage({ gallery: 'gallery/gallery.tsx' }, changed).then((made) => void bundlers.push(made)));
  const audience = createAudience(stage, reading, version);
  const personOf = (id: string) => stage.roles.find(({ person }) => person.id === id)?.person;

  const act = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { as, act: done } = askedSchema.parse(await bodyOf(request));
    const person = personOf(as);
    if (!person) return json(response, 404, { problem: 'there is nobody of that id' });
    const answered = await perform({ slack: stage.slack, person, reading }, done);
    if (done.kind === 'read') audience.places(as);
    return json(response, 200, answered);
  };
  const play = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { id, values } = playedSchema.parse(await bodyOf(request));
    json(response, 200, await stage.panel.play(id, values));
  };
  const get = async ({ pathname, searchParams }: URL, response: ServerResponse): Promise<void> => {
    const asset = bundle().map(({ assets }) => assets.get(pathname)).find((each) => each !== undefined);
    if (asset) return void response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'no-store' }).end(asset.content);
    if (pathname === '/api/stream') {
      const as = searchParams.get('as') ?? '';
      return audience.join(personOf(as)?.id ?? stage.roles[0]?.person.id ?? '', response);
    }
    const file = /^\/files\/(\w+)$/.exec(pathname)?.[1];
    if (file !== undefined) return download(file, response);
    if (pathname === '/') return document(response, shell('slack', `${stage.slack.team.name} | Slack on this machine`));
    if (pathname === '/gallery') {
      await openGallery();
      return document(response, shell('gallery', 'Every view'));
    }
    return void response.writeHead(404).end();
  };
  const download = (id: string, response: ServerResponse): void => {
    const file = stage.slack.state.files.find(id);
    if (!file?.content) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}` }).end(file.content);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!isOurs(request)) return void response.writeHead(403).end();
    if (request.method === 'GET') return get(url, response);
    if (url.pathname === '/api/act') return act(request, response);
    if (url.pathname === '/api/play') return play(request, response);
    return void response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const understood = !(error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError);
      json(response, understood ? 500 : 400, { problem: error instanceof Error ? error.message : String(error) });
    });
  });
  const port = await listen(server, wanted);
  return {
    url: `http://localhost:${port}/`,
    stop: async () => {
      audience.close();
      await gallery;
      for (const each of bundlers) await each.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
};
