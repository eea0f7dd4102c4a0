import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserFacingError } from '../../usecases/errors.ts';
import type { SpoolSends } from '../../usecases/ports/exports.ts';
import { sendsCsv } from './write.ts';

/** Slack takes no larger file. In bytes. */
const MOST_BYTES = 1_000_000_000;

/** Writes sends as CSV into a file of this process's own, under the system's temporary folder: Slack wants to know a file's length beforehand. */
export const spoolSends = (most: number = MOST_BYTES): SpoolSends => async (sends) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'send-tracker-export-'));
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const file = path.join(folder, 'sends.csv');
  let bytes = 0;
  async function* measured(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | string> {
    for await (const chunk of chunks) {
      bytes += Buffer.byteLength(chunk);
      if (bytes > most) throw new UserFacingError('The file would be larger than Slack takes (1 GB). Narrow it with a filter, for example since:90d.');
      yield chunk;
    }
  }
  try {
    await pipeline(sends, sendsCsv(), measured, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await drop();
    throw error;
  }
  return { bytes, read: () => createReadStream(file), drop };
};
