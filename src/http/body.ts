import type http from 'node:http';

/** What somebody sends beyond the limit is read, and dropped, no further than this: by then they have had their answer. */
const DRAINED = 8 * 1024 * 1024;

/** A request's bytes. `too-large`: there are more than `limit`; `broken-off`: the sender went away before the end. */
export const readBody = (request: http.IncomingMessage, limit: number): Promise<Uint8Array | 'too-large' | 'broken-off'> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    if (Number(request.headers['content-length'] ?? 0) > limit) resolve('too-large');
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve('too-large');
      if (size > DRAINED) request.destroy();
    });
    request.once('end', () => resolve(size > limit ? 'too-large' : Buffer.concat(chunks)));
    request.once('close', () => resolve('broken-off'));
    request.once('error', () => resolve('broken-off'));
  });
