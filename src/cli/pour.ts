import type { Duplex, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserFacingError } from '../usecases/errors.ts';

/** Why an output could not be written, as the system's code; undefined for errors that come from elsewhere. */
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && error.syscall === 'write' && 'code' in error ? String(error.code) : undefined;

const WHY: ReadonlyMap<string, string> = new Map([['ENOSPC', 'the disk is full'], ['EFBIG', 'the file would be too large'], ['EIO', 'the disk failed']]);

/**
 * Writes rows through a format to an output, no faster than it is read. True when all is written, false when its reader went away
 * (`| head`), which is no failure. Throws a plain sentence when the output can't be written: what stands there then is not whole.
 */
export const pour = async <Row>(rows: AsyncIterable<Row>, format: Duplex, output: Writable): Promise<boolean> => {
  try {
    await pipeline(rows, format, output, { end: false });
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EPIPE') return false;
    if (code === undefined) throw error;
    throw new UserFacingError(`The export could not be written to its end: ${WHY.get(code) ?? code}. What is there is not whole.`, { cause: error });
  }
};
