import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCancelEndpoint, postOver } from '../../src/http/cancelEndpoint.ts';
import { verifyWebhook } from '../../src/http/standardWebhooks.ts';
import { type EndpointBody, endpointBody } from '../../src/usecases/cancels/endpoint.ts';
import { aRequest } from '../slack/views/cancelViews.ts';
import { aSend } from '../support/builders.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const key = Buffer.from('a secret of twenty-four b');
const request = aRequest({ gateway: 'webhook', state: 'SENDING' });
const content: EndpointBody = endpointBody(request, aSend(), [{ scheme: 'number', value: '1234' }]);

describe('asking the customer’s endpoint', () => {
  let respond: http.RequestListener;
  let server: http.Server;
  let url: string;
  const came: { headers: http.IncomingHttpHeaders; body: Buffer; path: string | undefined }[] = [];
  beforeAll(async () => {
    server = http.createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('end', () => {
        came.push({ headers: incoming.headers, body: Buffer.concat(chunks), path: incoming.url });
        respond(incoming, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address: AddressInfo | string | null = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${address.port}/cancel`;
  });
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const ask = (answer: http.RequestListener) => {
    respond = answer;
    return createCancelEndpoint({ url, key }).call(request.id, content, NOW);
  };
  const status = (code: number, body = ''): http.RequestListener => (_, response) => response.writeHead(code).end(body);

  it('is signed over its very bytes, under the request’s id each time', async () => {
    came.length = 0;
    await ask(status(500));
    await ask(status(200));
    expect(came.map((each) => verifyWebhook(each, [{ key, event: undefined }], NOW))).toEqual([expect.objectContaining({ valid: true, id: request.id }), expect.objectContaining({ valid: true, id: request.id })]);
    expect(JSON.parse(came[0]?.body.toString() ?? '')).toEqual(content);
    expect(came[0]?.body.toString()).not.toMatch(/Jane|acme/);
  });

  it.each([
    [200, '', { says: 'done' }], [204, '', { says: 'done' }], [202, '', { says: 'taken' }],
    [409, '{"message":"It has shipped"}', { says: 'refused', message: 'It has shipped' }], [422, 'no json', { says: 'refused', message: undefined }],
    [409, '{"message":7}', { says: 'refused', message: undefined }],
    [400, '', { says: 'nothing', why: 'HTTP 400' }], [401, '', { says: 'nothing', why: 'HTTP 401' }], [429, '', { says: 'nothing', why: 'HTTP 429' }], [503, '', { says: 'nothing', why: 'HTTP 503' }],
  ] as const)('%i %j', async (code, body, answer) => {
    expect(await ask(code === 204 ? (_, response) => response.writeHead(204).end() : status(code, body))).toEqual(answer);
  });

  it('follows no redirect: nobody but the configured address gets the request', async () => {
    came.length = 0;
    expect(await ask((_, response) => response.writeHead(307, { location: `${url}/elsewhere` }).end())).toEqual({ says: 'nothing', why: 'HTTP 307' });
    expect(came.map(({ path }) => path)).toEqual(['/cancel']);
  });

  it('reads no more of an answer than the start, and takes a broken one for none', async () => {
    expect(await ask((_, response) => {
      response.writeHead(409);
      response.write(Buffer.alloc(1_000_000, 'x'));
      response.end();
    })).toEqual({ says: 'refused', message: undefined });
    expect(await ask((incoming) => incoming.socket.destroy())).toEqual({ says: 'nothing', why: 'could not be reached' });
  });

  it('waits no longer than it is told to', async () => {
    respond = () => undefined;
    const patience = AbortSignal.timeout(50);
    await expect(postOver(url, {}, Buffer.from('{}'), patience)).rejects.toMatchObject({ name: 'TimeoutError' });
    server.closeAllConnections();
  });
});
