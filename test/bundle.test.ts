import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type LocalSlack, startLocalSlack } from '../src/sandbox/slack/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = 'dist/tested';
const readyLine = z.object({ msg: z.string(), port: z.number() });

/** What `npm start` runs: bundling leaves things out and loads others late, which nothing else notices. */
describe('the bundle', { timeout: 120_000 }, () => {
  let folder: string;
  let slack: LocalSlack | undefined;
  let child: ChildProcess | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'bundle-'));
    execFileSync(process.execPath, ['bundle.js', OUT], { cwd: ROOT });
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await slack?.stop();
    slack = undefined;
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(path.join(ROOT, OUT), { recursive: true, force: true });
  });

  /** Starts it; resolves with its port when it is ready. */
  const start = async (env: Record<string, string>): Promise<number> => {
    const started = spawn(process.execPath, [path.join(ROOT, OUT, 'main.js')], {
      cwd: folder, stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'] ?? '', ADMIN_EMAILS: 'ana.ruiz@corp.example', PORT: '0', HOST: '127.0.0.1', ...env },
    });
    child = started;
    for await (const line of createInterface(started.stdout)) {
      if (line.includes('"ready')) return readyLine.parse(JSON.parse(line)).port;
    }
    throw new Error('it ended before it was ready');
  };
  const whoami = async (local: LocalSlack): Promise<string> =>
    (await local.user({ name: 'Ana Ruiz', email: 'ana.ruiz@corp.example' }).types('/sends whoami')).visible;

  it('answers over HTTP', async () => {
    slack = await startLocalSlack();
    const port = await start({ SLACK_BOT_TOKEN: slack.app.token, SLACK_API_URL: slack.apiUrl, SLACK_SIGNING_SECRET: 'signing-secret' });
    slack.connect(`http://127.0.0.1:${port}/slack/events`, 'signing-secret');
    expect(await whoami(slack)).toContain('Admin');
  });

  it('answers in Socket Mode', async () => {
    slack = await startLocalSlack({ socketMode: true });
    await start({ SLACK_BOT_TOKEN: slack.app.token, SLACK_API_URL: slack.apiUrl, SLACK_APP_TOKEN: slack.app.appToken });
    expect(await whoami(slack)).toContain('Admin');
  });

  it('is the operator’s command line, too', async () => {
    const cli = spawn(process.execPath, [path.join(ROOT, OUT, 'tracker.js'), 'migrate'], { cwd: folder, stdio: 'ignore', env: { PATH: process.env['PATH'] ?? '' } });
    expect(await once(cli, 'exit')).toEqual([0, null]);
  });
});
