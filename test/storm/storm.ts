import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export type Environment = Readonly<Record<string, string>>;

/** The bot as `npm start` runs it, or another program that says when it is ready, which is killed without warning and started again. */
export type Bot = { start(): Promise<void>; kill(): Promise<void>; stop(): Promise<void> };

export const botOf = (env: Environment, folder: string, program = path.join(ROOT, 'dist/bin/main.js')): Bot => {
  let child: ChildProcess | undefined;
  const said: string[] = [];
  const ended = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    child = undefined;
  };
  return {
    start: () =>
      new Promise((resolve, reject) => {
        child = spawn(process.execPath, [program], { cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
        const { stdout, stderr } = child;
        for (const stream of [stdout, stderr]) {
          if (stream) {
            createInterface(stream).on('line', (line) => {
              said.push(line);
              if (line.includes('ready: Slack knows this bot')) resolve();
            });
          }
        }
        child.once('exit', (code) => reject(new Error(`the bot ended with ${code}: ${said.slice(-20).join('\n')}`)));
      }),
    kill: () => ended('SIGKILL'),
    stop: () => ended('SIGTERM'),
  };
};

/** A delivery on its way: sent again and again, as the provider does, until it is acknowledged. */
export type Post = () => Promise<number>;

/** Sends from so many hands; `more` brings the next, until it has none. Counts acknowledgements. A refusal for good ends the storm. */
export const rage = async (hands: number, more: () => Post | undefined, acknowledged: () => void): Promise<void> => {
  const hand = async (): Promise<void> => {
    for (let post = more(); post; post = more()) {
      for (;;) {
        const status = await post().catch(() => 0);
        if (status === 200) break;
        if (status !== 0 && status !== 503) throw new Error(`a delivery was answered ${status}`);
        await new Promise((resolve) => void setTimeout(resolve, 20));
      }
      acknowledged();
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
};
