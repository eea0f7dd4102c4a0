import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpServer, startServer } from '../../src/http/server.ts';

/** Less than the five seconds for which an idle connection may be kept, so that none is merely waited out. */
const PROMPT = 3000;

describe('the server, when it is stopped', () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let server: HttpServer;
  let slow: { response: http.ServerResponse }[];
  let arrived: () => void;
  beforeEach(async () => {
    slow = [];
    arrived = () => undefined;
    server = await startServer([
      { method: 'GET', path: '/quick', handle: (_, response) => response.end('quick') },
      { method: 'GET', path: '/slow', handle: (_, response) => {
        slow.push({ response });
        arrived();
      } },
    ], { port: 0, host: '127.0.0.1' });
  });
  afterEach(() => agent.destroy());

  const get = async (path: string): Promise<{ connection: string | undefined; body: string }> => {
    const request = http.get({ port: server.port, host: '127.0.0.1', path, agent });
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject));
    return { connection: response.headers.connection, body: await text(response) };
  };
  const slowOne = async (ask: () => void): Promise<http.ServerResponse> => {
    const came = new Promise<void>((resolve) => (arrived = resolve));
    ask();
    await came;
    const [last] = slow.slice(-1);
    if (!last) throw new Error('no request came');
    return last.response;
  };

  it('keeps connections open until then, and closes those that nobody uses', async () => {
    expect(await get('/quick')).toEqual({ connection: 'keep-alive', body: 'quick' });
    await server.stop();
    await expect(get('/quick')).rejects.toThrow(/ECONNREFUSED|hang up|ECONNRESET/);
  }, PROMPT);

  it('answers what is under way on a kept connection, and closes the connection behind it', async () => {
    await get('/quick');
    let asked: ReturnType<typeof get> | undefined;
    const response = await slowOne(() => (asked = get('/slow')));
    const stopped = server.stop();
    response.end('slow');
    expect(await asked).toEqual({ connection: 'close', body: 'slow' });
    await stopped;
  }, PROMPT);

  it('answers a request that still comes on an open connection, as its last', async () => {
    const socket = net.connect(server.port, '127.0.0.1');
    const everything = text(socket);
    const request = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
    const response = await slowOne(() => socket.write(request('/slow')));
    response.write('slow');
    const stopped = server.stop();
    socket.write(request('/quick'));
    await slowOne(() => socket.write(request('/slow'))).then((second) => second.end('as well'));
    response.end();
    const [first, quick] = (await everything).split('HTTP/1.1 200 OK').slice(1);
    expect(first).toContain('slow');
    expect(quick).toMatch(/Connection: close[^]*quick/i);
    await stopped;
  }, PROMPT);

  it('closes a connection whose answer had begun before and so could not say that it is the last', async () => {
    let asked: ReturnType<typeof get> | undefined;
    const response = await slowOne(() => (asked = get('/slow')));
    response.write('slo');
    const stopped = server.stop();
    response.end('w');
    expect(await asked).toEqual({ connection: 'keep-alive', body: 'slow' });
    await stopped;
  }, PROMPT);

  it('waits for nobody who has connected and says nothing', async () => {
    const socket = net.connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    await get('/quick');
    const ended = once(socket, 'close');
    await server.stop();
    await ended;
    expect(socket.bytesRead).toBe(0);
  }, PROMPT);
});
