import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startPage } from '../page/server.ts';
import type { Role } from '../page/stage.ts';
import { type LocalSlack, startLocalSlack } from '../slack/index.ts';
import { bare, createBot, type Environment } from './botProcess.ts';
import { type Cast, seatCast } from './cast.ts';
import { createClock } from './clock.ts';
import { type Manifest, readManifest } from './manifest.ts';
import type { Options } from './options.ts';
import { createPanel } from './panel/panel.ts';
import type { Playable } from './panel/plays.ts';
import { timePlays } from './panel/time.ts';
import { troublePlays } from './panel/trouble.ts';
import { bundlePrograms } from './programs.ts';

const SECRET = 'the-signing-secret-of-the-demo';

export type RunningDemo = { url: string; slack: LocalSlack; roles: readonly Role[]; seeded: string; stop: () => Promise<void> };

/** A program's own words when it fails, instead of the command line that ran it. */
const inWords = (error: unknown): Error => {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return said === '' && error instanceof Error ? error : new Error(said || String(error));
};

const keptSchema = z.object({ ahead: z.number() });
/** How far the clock was put forward in an earlier demo on the same data, in ms. */
const readAhead = (file: string): Promise<number> => readFile(file, 'utf8').then((text) => keptSchema.parse(JSON.parse(text)).ahead, () => 0);

const openSlack = async (manifest: Manifest, socket: boolean, clock: () => Date): Promise<LocalSlack> => startLocalSlack({
  clock, socketMode: socket, events: manifest.events, app: { name: manifest.name, scopes: manifest.scopes },
  commands: Object.fromEntries(manifest.commands.map(({ name, shouldEscape }) => [name, { shouldEscape }])),
});

const settings = (slack: LocalSlack, { ops }: Cast, { socket }: Options, folder: string): Environment => ({
  SLACK_BOT_TOKEN: slack.app.token, SLACK_API_URL: slack.apiUrl, ADMIN_EMAILS: 'ana.ruiz@corp.example', DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1',
  OPS_CHANNEL: ops, SUPPORT_CONTACT: 'support@corp.example',
  ...(socket ? { SLACK_APP_TOKEN: slack.app.appToken } : { SLACK_SIGNING_SECRET: SECRET }),
});

/** Starts everything. Rejects with a sentence when the folder is held by somebody else. */
export const startDemo = async (options: Options): Promise<RunningDemo> => {
  const folder = path.resolve(options.folder);
  await mkdir(folder, { recursive: true });
  const kept = path.join(folder, 'demo.json');
  const clock = createClock(options.reset ? 0 : await readAhead(kept), async (ahead) => {
    await bot.putForward(ahead);
    panel.tell();
    await writeFile(kept, JSON.stringify({ ahead }));
  });
  const manifest = readManifest();
  const slack = await openSlack(manifest, options.socket, clock.now);
  const cast = seatCast(slack);
  const env = settings(slack, cast, options, folder);
  const programs = await bundlePrograms();

  const plays: readonly Playable[] = [];
  const panel = createPanel(() => [...plays, ...timePlays(clock), ...troublePlays(slack, bot, options.socket, () => panel.tell())], () => [
    { name: 'Bot', value: bot.state() }, { name: 'Talks', value: options.socket ? 'Socket Mode' : 'signed HTTP' }, { name: 'Time', value: clock.now().toUTCString() },
    { name: 'Data', value: path.relative(process.cwd(), folder) || folder },
  ], clock.ahead);
  const bot = createBot({
    program: programs.bot, folder, env: () => ({ ...env, DEMO_AHEAD: String(clock.ahead()) }),
    onReady: (port) => { if (!options.socket) slack.connect(`http://127.0.0.1:${port}/slack/events`, SECRET); },
    onChange: () => panel.tell(),
  });

  const stops: (() => Promise<void>)[] = [slack.stop];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const seeding = promisify(execFile)(process.execPath, [programs.seed, ...(options.reset ? ['--reset'] : [])], { cwd: folder, env: { ...bare(), ...env } });
    const opening = startPage({ slack, roles: cast.roles, commands: manifest.commands, hasHome: manifest.hasHome, mayWriteToBot: manifest.mayWriteToBot, panel }, options);
    const [{ stdout }, page] = await Promise.allSettled([seeding, opening]).then(([seed, opened]) => {
      if (opened.status === 'fulfilled') stops.push(opened.value.stop);
      if (seed.status === 'rejected') throw inWords(seed.reason);
      if (opened.status === 'rejected') throw inWords(opened.reason);
      return [seed.value, opened.value] as const;
    });
    stops.push(bot.stop);
    await bot.start();
    return { url: page.url, slack, roles: cast.roles, seeded: stdout.trim(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
