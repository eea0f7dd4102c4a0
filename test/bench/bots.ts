import { execFileSync } from 'node:child_process';
import { buildSync } from 'esbuild';
import { freePort } from '../support/postgres.ts';
import { startChild, type Child, type Environment } from './childProcess.ts';

/** A bot in a process of its own, ready for Slack's requests. `seconds`: from its start until then. */
export type Bot = { url: string; pid: number; seconds: number; stop(): Promise<void> };

const since = (start: number): number => (performance.now() - start) / 1000;
const botOn = (port: number, start: number, child: Child): Bot => ({ url: `http://127.0.0.1:${port}/slack/events`, pid: child.pid, seconds: since(start), stop: child.stop });

/** Builds our bot as `npm start` does, and the bare one the same way. */
export const buildBots = (): void => {
  execFileSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
  buildSync({ entryPoints: ['test/bench/bareBolt.ts', 'test/bench/bareLoop.ts', 'test/bench/bareWebhook.ts'], bundle: true, platform: 'node', format: 'esm', packages: 'external', outdir: 'dist/bench' });
};

/** The real app as `npm start` starts it; ready when it says so and `/readyz` agrees. */
export const startOurs = async (env: Environment): Promise<Bot> => {
  const port = await freePort();
  const start = performance.now();
  const child = startChild(['dist/bin/main.js'], { ...env, PORT: String(port) });
  await child.line('ready: Slack knows this bot');
  const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
  if (status !== 200) throw new Error(`the bot says it is ready, /readyz says ${status}`);
  return botOn(port, start, child);
};

/** What everything is compared with: Bolt's own app, started the same way, listening and known to Slack. */
export const startBare = async (env: Environment): Promise<Bot> => {
  const port = await freePort();
  const start = performance.now();
  const child = startChild(['dist/bench/bareBolt.js'], { ...env, PORT: String(port) });
  await child.line('ready');
  return botOn(port, start, child);
};
