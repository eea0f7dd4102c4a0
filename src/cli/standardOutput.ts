import { createWriteStream, fstatSync, ftruncateSync, readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** What `npm run` writes ahead of a script's own output, unless it is called with `-s`. */
const NPM_LINES = /^\n> \S+ \S+\n> [^\n]*\n\n$/;
const MOST = 10_000;

/**
 * Standard output for a file's worth of text. Where npm's lines went into a file that holds nothing else (`npm run … > FILE`), the file is
 * begun anew: they would make it unreadable. In a pipe they stay.
 */
export const standardOutput = (): Writable => {
  const file = process.stdout.fd;
  if (process.env['npm_lifecycle_event'] === undefined || !holdsOnlyNpmLines(file)) return process.stdout;
  ftruncateSync(file, 0);
  // The shell's place in the file is behind what was there: ours is said with each write.
  return createWriteStream('', { fd: file, start: 0, autoClose: false });
};

const holdsOnlyNpmLines = (file: number): boolean => {
  const { size } = fstatSync(file);
  if (!fstatSync(file).isFile() || size === 0 || size > MOST) return false;
  try {
    return NPM_LINES.test(readFileSync('/dev/stdout', 'utf8'));
  } catch {
    // Not every system lets a file that is open for writing be read this way: then npm's lines stay.
    return false;
  }
};
