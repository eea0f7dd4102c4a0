import { PassThrough } from 'node:stream';
import type { CliDeps } from '../../src/cli/deps.ts';
import { openFile } from '../../src/cli/openFile.ts';
import { readCliConfig, readConfig, type Environment } from '../../src/config.ts';
import type { Store } from '../../src/usecases/ports.ts';

/** The world of a verb in memory: a store, an environment, and a time that stands still. */
export const someDeps = (store: Store, print: (line: string) => void, { env = {}, ...over }: Partial<CliDeps> & { env?: Environment } = {}): CliDeps => ({
  store: async () => store, adminEmails: () => new Set(), provider: () => readCliConfig(env), botConfig: () => readConfig(env),
  clock: () => new Date('2026-06-01T12:00:00Z'), pause: async () => undefined, signal: () => new AbortController().signal, open: openFile,
  print, output: () => new PassThrough(), terminal: undefined, ...over,
});
