import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { UserFacingError } from '../usecases/errors.ts';
import { harmless } from '../usecases/harmless.ts';
import type { Bytes } from '../usecases/sheet.ts';

const WHY: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'it may not be read by this user'],
]);

/** Opens a file for reading, or standard input for `-`. Throws a plain sentence when it can't. */
export const openFile = async (path: string): Promise<Bytes> => {
  if (path === '-') return process.stdin;
  try {
    if ((await stat(path)).isDirectory()) throw new UserFacingError(`Can't read ${harmless(path)}: it is a folder.`);
    const stream = createReadStream(path);
    await once(stream, 'open');
    return stream;
  } catch (error) {
    if (error instanceof UserFacingError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UserFacingError(`Can't read ${harmless(path)}: ${WHY.get(code) ?? code}.`);
  }
};
