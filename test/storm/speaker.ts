/** One life of a bot that speaks: its settings from the environment, its clock so many ms ahead (`AHEAD`), so that whoever lived before is long gone. */
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';

/** Short: a test waits for what Slack never answers. In ms. */
const PATIENCE = 1_500;

const { AHEAD: ahead = '0', ...env } = process.env;
const config = readConfig(env);
const store = await openStore({ databaseUrl: env['DATABASE_URL'], dataDir: '', owner: 'a life' });
const app = await startApp({ config, store, clock: () => new Date(Date.now() + Number(ahead)), log: createLog('silent'), patience: PATIENCE });
process.once('SIGTERM', () => void app.stop());
await app.connected;
process.stdout.write('ready: Slack knows this bot\n');
