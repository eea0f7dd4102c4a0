import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type LocalSlack, startLocalSlack } from '../src/sandbox/slack/index.ts';
import { bundled, type Program } from './support/programs.ts';

const logLine = z.object({ msg: z.string(), port: z.number().optional() });

/** `npm start` as a process of its own, in an empty folder. */
describe('the process', { timeout: 120_000 }, () => {
  let folder: string;
  let slack: LocalSlack;
  let program: Program;
  const children: ChildProcess[] = [];
  beforeAll(async () => { program = await bundled('src/main.ts'); });
  afterAll(() => program.remove());
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'process-'));
    slack = await startLocalSlack();
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (env: Record<string, string>) => {
    const child = spawn(process.execPath, [program.file], {
      cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    const logged = (): z.output<typeof logLine>[] => said.out.split('\n').filter(Boolean).map((line) => logLine.parse(JSON.parse(line)));
    const until = async (message: string): Promise<z.output<typeof logLine>> => {
      for (;;) {
        const found = logged().find(({ msg }) => msg.startsWith(message));
        if (found) return found;
        await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error(`ended: ${said.err}${said.out}`)))]);
      }
    };
    return { child, said, until, ended: () => once(child, 'exit').then(([code]: unknown[]) => code) };
  };
  const settings = () => ({
    SLACK_BOT_TOKEN: slack.app.token, SLACK_SIGNING_SECRET: 'signing-secret', SLACK_API_URL: slack.apiUrl, ADMIN_EMAILS: 'ana.ruiz@corp.example', PORT: '0', HOST: '127.0.0.1',
  });

  it('refuses to start on a wrong configuration, and lists everything that is wrong', async () => {
    const { said, ended } = start({ SLACK_BOT_TOKEN: 'nonsense', PORT: '99999', LOG_LEVEL: 'loud' });
    expect(await ended()).toBe(1);
    for (const setting of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'ADMIN_EMAILS', 'PORT', 'LOG_LEVEL']) expect(said.err).toContain(`  ${setting} `);
    expect(said.err).not.toContain('nonsense');
  });

  it('says what to do when Slack does not accept the token', async () => {
    const { said, ended } = start({ ...settings(), SLACK_BOT_TOKEN: 'xoxb-other' });
    expect(await ended()).toBe(1);
    expect(said.err).toContain('Slack does not accept SLACK_BOT_TOKEN');
  });

  it('gets ready, keeps others off its data, and finishes what is under way when told to stop', async () => {
    const { child, until, ended } = start(settings());
    const { port } = await until('ready');
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('send_tracker_slack_requests_total');

    const second = start(settings());
    expect(await second.ended()).toBe(1);
    expect(second.said.err).toContain(`in use by the bot (process ${child.pid}`);

    slack.connect(`http://127.0.0.1:${port}/slack/events`, 'signing-secret');
    slack.misbehave({ on: 'users.info', fails: { kind: 'slow', ms: 500 } });
    const asked = slack.user({ name: 'Ana Ruiz', email: 'ana.ruiz@corp.example' }).types('/sends help');
    await vi.waitFor(() => expect(slack.calls.filter(({ method }) => method === 'users.info')).toHaveLength(1), { timeout: 5000 });
    const exit = ended();
    child.kill('SIGTERM');
    expect((await asked).visible).toContain('/sends');
    expect(await exit).toBe(0);
    await until('stopped');
  });
});
