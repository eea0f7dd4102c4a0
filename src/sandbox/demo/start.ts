import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { startPage } from '../page/server.ts';
import type { Role } from '../page/stage.ts';
import { type LocalSlack, startLocalSlack } from '../slack/index.ts';
import { bare, createBot, type Environment } from './botProcess.ts';
import { seatCast } from './cast.ts';
import { openClock } from './clock.ts';
import { type Manifest, readManifest } from './manifest.ts';
import type { Options } from './options.ts';
import { cancelPlays } from './panel/cancels.ts';
import { createPanel } from './panel/panel.ts';
import { sendPlays } from './panel/sends.ts';
import { timePlays } from './panel/time.ts';
import { troublePlays } from './panel/trouble.ts';
import { startPlatform } from './platform.ts';
import { bundlePrograms } from './programs.ts';
import { settingsOf, SIGNING_SECRET } from './settings.ts';

export type RunningDemo = { url: string; slack: LocalSlack; roles: readonly Role[]; seeded: string; stop: () => Promise<void> };

/** A program's own words when it fails, instead of the command line that ran it. */
const inWords = (error: unknown): Error => {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return said === '' && error instanceof Error ? error : new Error(said || String(error));
};

const openSlack = (manifest: Manifest, socket: boolean, clock: () => Date): Promise<LocalSlack> => startLocalSlack({
  clock, socketMode: socket, events: manifest.events, app: { name: manifest.name, scopes: manifest.scopes, unfurlDomains: manifest.unfurlDomains },
  commands: Object.fromEntries(manifest.commands.map(({ name, shouldEscape }) => [name, { shouldEscape }])),
  shortcuts: Object.fromEntries(manifest.shortcuts.map(({ id, type }) => [id, { type }])),
});

const seed = async (program: string, reset: boolean, folder: string, env: Environment): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...(reset ? ['--reset'] : [])], { cwd: folder, env: { ...bare(), ...env } });
  return stdout.trim();
};

/** Everything of the demo but its page and its data: what the control panel has in its hands. */
const setStage = async ({ socket, reset }: Options, folder: string) => {
  const clock = await openClock(folder, reset, async (ahead) => {
    await bot.putForward(ahead);
    panel.tell();
  });
  const manifest = readManifest();
  const [slack, platform, programs] = await Promise.all([
    openSlack(manifest, socket, clock.now),
    startPlatform({ told: clock.told, clock: clock.now, bot: () => bot.url(), onPassed: (passed) => panel.tellPassed(passed) }),
    bundlePrograms(),
  ]);
  const cast = seatCast(slack);
  const env = { ...settingsOf({ slack, provider: platform.provider, ops: cast.ops, socket, folder }), DEMO_TOLD: clock.told.toISOString() };
  const bot = createBot({
    program: programs.bot, folder, env: () => ({ ...env, DEMO_AHEAD: String(clock.ahead()) }),
    onReady: (url) => { if (!socket) slack.connect(`${url}/slack/events`, SIGNING_SECRET); },
    onChange: () => panel.tell(),
  });
  const plays = [
    ...sendPlays(platform, clock.now), ...cancelPlays({ admin: cast.admin, ops: cast.ops }), ...timePlays(clock), ...troublePlays(slack, bot, socket, () => panel.tell()),
  ];
  const panel = createPanel(() => plays, () => [
    { name: 'Bot', value: bot.state() }, { name: 'Talks', value: socket ? 'Socket Mode' : 'signed HTTP' }, { name: 'Time', value: clock.now().toUTCString() },
    { name: 'Data', value: path.relative(process.cwd(), folder) || folder },
  ], clock.ahead);
  return { clock, manifest, slack, platform, programs, cast, env, bot, panel };
};

/** Starts everything. Rejects with a sentence when the folder is held by somebody else. */
export const startDemo = async (options: Options): Promise<RunningDemo> => {
  const folder = path.resolve(options.folder);
  await mkdir(folder, { recursive: true });
  const { clock, manifest, slack, platform, programs, cast, env, bot, panel } = await setStage(options, folder);
  const stops: (() => Promise<void>)[] = [platform.stop, slack.stop];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  const { commands, shortcuts, hasHome, mayWriteToBot } = manifest;
  try {
    const [seeded, page] = await Promise.allSettled([
      seed(programs.seed, options.reset, folder, env), startPage({ slack, roles: cast.roles, commands, shortcuts, hasHome, mayWriteToBot, panel }, options),
    ]).then(([filled, opened]) => {
      if (opened.status === 'fulfilled') stops.push(opened.value.stop);
      if (filled.status === 'rejected') throw inWords(filled.reason);
      if (opened.status === 'rejected') throw inWords(opened.reason);
      return [filled.value, opened.value] as const;
    });
    stops.push(bot.stop);
    await clock.keep();
    await bot.start();
    return { url: page.url, slack, roles: cast.roles, seeded, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
