import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

export type Environment = Readonly<Record<string, string>>;

/** What the demo's programs need from this machine, and nothing that a `.env` or the shell says about another bot. */
export const bare = (): Record<string, string> => Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot'].flatMap((name) => {
  const value = process.env[name];
  return value === undefined ? [] : [[name, value]];
}));

const logLine = z.object({ msg: z.string(), port: z.number().optional() });
const parsed = (line: string): z.output<typeof logLine> | undefined => {
  try {
    return logLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};

type BotOptions = {
  program: string;
  folder: string;
  env: () => Environment;
  /** Told when the bot is ready, with its address. */
  onReady: (url: string) => void;
  /** Told whenever it starts, gets ready or ends. */
  onChange: () => void;
};

/** The bot in a process of its own, to be stopped and started like anyone's. Its log goes to `bot.log` in the folder. */
export const createBot = ({ program, folder, env, onReady, onChange }: BotOptions) => {
  let child: ChildProcess | undefined;
  let state = 'not started';
  let url = '';

  const become = (next: string): void => {
    state = next;
    onChange();
  };

  /** Resolves when the bot is ready; rejects with what it said when it ends before. */
  const start = async (): Promise<void> => {
    // In its own folder no `.env` lies, and the channel to it tells both when the other is gone.
    const started = spawn(process.execPath, ['--enable-source-maps', program], { cwd: folder, env: { ...bare(), ...env() }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    child = started;
    become('starting');
    const complaints: string[] = [];
    const log = createWriteStream(path.join(folder, 'bot.log'), { flags: 'a' });
    const { stdout, stderr } = started;
    if (!stdout || !stderr) throw new Error('the bot has no output');
    createInterface(stderr).on('line', (line) => complaints.push(line));
    await new Promise<void>((resolve, reject) => {
      createInterface(stdout).on('line', (line) => {
        log.write(`${line}\n`);
        const said = parsed(line);
        if (!said?.msg.startsWith('ready')) return;
        url = `http://127.0.0.1:${said.port ?? 0}`;
        onReady(url);
        become(`running, process ${started.pid}`);
        resolve();
      });
      started.once('close', (code) => {
        log.end();
        if (child === started) child = undefined;
        become(code === 0 ? 'stopped' : `ended with code ${code}`);
        reject(new Error(complaints.join('\n') || `the bot ended with code ${code}; ${path.join(folder, 'bot.log')} says more`));
      });
    });
  };

  const stop = async (): Promise<void> => {
    const running = child;
    if (!running) return;
    const closed = once(running, 'close');
    running.kill('SIGTERM');
    await closed;
  };

  return {
    start,
    stop,
    restart: async (): Promise<void> => {
      await stop();
      await start();
    },
    /** Puts the bot's clock forward, in ms; resolves when it is. */
    putForward: async (ahead: number): Promise<void> => {
      if (!child) return;
      const taken = Promise.race([once(child, 'message'), once(child, 'close')]);
      child.send({ ahead });
      await taken;
    },
    state: (): string => state,
    /** Where it answers, without a slash at the end. */
    url: (): string => url,
  };
};
export type BotProcess = ReturnType<typeof createBot>;
