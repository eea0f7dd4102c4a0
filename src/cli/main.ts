import { setTimeout as wait } from 'node:timers/promises';
import { readCliConfig, readConfig, readEnvFile } from '../config.ts';
import { openStore } from '../store/open.ts';
import { UserFacingError } from '../usecases/errors.ts';
import type { Store } from '../usecases/ports.ts';
import { openFile } from './openFile.ts';
import { run } from './run.ts';
import { standardOutput } from './standardOutput.ts';

const complain = (line: string): void => { process.stderr.write(`${line}\n`); };

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** The first Ctrl-C asks to stop, the second one stops. */
const interruptible = (stopping: AbortController): AbortSignal => {
  process.once('SIGINT', () => stopping.abort());
  return stopping.signal;
};

/** The operator's command line as a process: a composition root like `app.ts`. */
const main = async (words: readonly string[]): Promise<number> => {
  let opened: Promise<Store> | undefined;
  const stopping = new AbortController();
  // Read when a verb first needs it: help works under any configuration.
  const config = once(() => {
    readEnvFile();
    return readCliConfig(process.env);
  });
  const open = (): Promise<Store> => {
    const { databaseUrl, dataDir, news } = config();
    return openStore({ dataDir, databaseUrl, news, owner: `npm run tracker -- ${words[0] ?? ''}` });
  };
  try {
    return await run({
      store: () => (opened ??= open()),
      adminEmails: () => config().adminEmails,
      provider: config,
      botConfig: () => {
        readEnvFile();
        return readConfig(process.env);
      },
      clock: () => new Date(),
      pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
      signal: () => interruptible(stopping),
      open: openFile,
      print: (line) => { process.stdout.write(`${line}\n`); },
      output: standardOutput,
      terminal: process.stderr.isTTY ? process.stderr : undefined,
    }, words, complain);
  } finally {
    const store = await opened?.catch(() => undefined);
    await store?.close();
  }
};

process.stdout.on('error', (error) => {
  // Whoever read has gone (`| head`): what is still printed is for nobody.
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    complain(error instanceof UserFacingError ? error.message : `Something broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  },
);
