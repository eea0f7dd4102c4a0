import { createServer } from 'node:http';
import type { LocalSlack } from '../../../src/sandbox/slack/index.ts';

/** A bot that acknowledges everything and only keeps what it was sent. */
export const startListeningPost = async (slack: LocalSlack) => {
  const received: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk)).on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the listening post has no port');
  slack.connect(`http://127.0.0.1:${address.port}/`, 'a secret');
  const form = (): URLSearchParams => new URLSearchParams(received.at(-1)?.body);
  return {
    received, form,
    /** The last interaction's payload. */
    payload: (): unknown => JSON.parse(form().get('payload') ?? '{}'),
    stop: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
};
export type ListeningPost = Awaited<ReturnType<typeof startListeningPost>>;
