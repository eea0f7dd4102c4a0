import { startApp } from './app.ts';
import { readConfig, readEnvFile } from './config.ts';
import { createLog } from './log.ts';
import { openStore } from './store/open.ts';
import { UserFacingError } from './usecases/errors.ts';
import type { Clock } from './usecases/ports.ts';

/** What is not finished this long after SIGTERM is given up: orchestrators kill after ten seconds. In ms. */
const DRAIN = 9_000;

const run = async (clock: Clock): Promise<void> => {
  readEnvFile();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const store = await openStore({ ...config.storage, owner: 'the bot' });
  const app = await startApp({ config, store, clock, log });
  log.info({ port: app.port, database: config.storage.databaseUrl === undefined ? 'embedded' : 'PostgreSQL' }, 'started');

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.warn({}, 'some requests were still under way: stopped without them');
      process.exit(0);
    }, DRAIN).unref();
    app.stop().then(() => {
      log.info({}, 'stopped');
      process.exit(0); // Socket Mode's client leaves timers behind that would hold the process for half a minute
    }, fail);
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  await app.connected;
};

const fail = (error: unknown): void => {
  if (error instanceof UserFacingError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`Send Tracker could not go on: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
};

/** The bot as a process: configuration from the environment, until SIGTERM or SIGINT. What goes wrong at start is said and ends it with 1. */
export const runProcess = (clock: Clock): void => {
  run(clock).catch(fail);
};
