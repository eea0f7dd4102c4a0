import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { bundle, ROOT } from '../../src/sandbox/demo/programs.ts';

export type Program = { file: string; remove(): Promise<void> };

/** A program as a bundle of its own, for tests that start it again and again: each start is quicker by what reading the sources takes. */
export const bundled = async (source: string): Promise<Program> => {
  const dist = path.join(ROOT, 'dist');
  await mkdir(dist, { recursive: true });
  const folder = await mkdtemp(path.join(dist, 'tested-'));
  await bundle([path.join(ROOT, source)], folder);
  return { file: path.join(folder, `${path.basename(source, '.ts')}.js`), remove: () => rm(folder, { recursive: true, force: true }) };
};

/** Puts an embedded database that is up to date and empty into a data folder: what the first start would make there, several times as quick. */
export const prepareData = async (dataDir: string): Promise<void> => {
  const folder = path.join(dataDir, 'db');
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('tar', ['-xf', inject('embeddedDump'), '-C', folder]);
};
