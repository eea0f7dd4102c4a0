import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { LocalSlack } from '../../src/sandbox/slack/index.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { openSlack, type Over, TODAY } from './frontDoor.ts';
import { keptLog } from './logged.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await quickest.open();
});
afterAll(() => database.drop());

describe.each<Over>(['HTTP', 'Socket Mode'])('reaching Slack at the start, over %s', (over) => {
  const { log, lines } = keptLog();
  let slack: LocalSlack;
  let env: Readonly<Record<string, string>>;
  let app: RunningApp;
  /** The pauses asked for, in ms, and how to end the current one. */
  let pauses: number[];
  let goOn: () => void;
  beforeEach(async () => {
    lines.length = 0;
    pauses = [];
    ({ slack, env } = await openSlack(over));
  });
  afterEach(async () => {
    await app.stop();
    await slack.stop();
  });
  const start = async (settings: Readonly<Record<string, string>> = {}): Promise<void> => {
    const pause = (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
      pauses.push(ms);
      goOn = resolve;
      signal.addEventListener('abort', () => resolve());
    });
    app = await startApp({ config: readConfig({ ...env, ...settings }), store: { ...database.store, close: async () => undefined }, clock: () => TODAY, log, pause });
  };
  const ask = async (path: string): Promise<[number, string]> => {
    const response = await fetch(`http://127.0.0.1:${app.port}${path}`);
    return [response.status, (await response.text()).trim()];
  };
  const paused = (times: number): Promise<void> => vi.waitFor(() => expect(pauses).toHaveLength(times));

  it('waits longer each time, as long as Slack says, and says so once', async () => {
    slack.misbehave({ on: 'auth.test', fails: { kind: 'http', status: 503 }, times: 2 });
    slack.misbehave({ on: 'auth.test', fails: { kind: 'reset' }, times: 1 });
    slack.misbehave({ on: 'auth.test', fails: { kind: 'rate limited', retryAfter: 45 }, times: 1 });
    await start();
    for (let times = 1; times <= 4; times += 1) {
      await paused(times);
      expect((await ask('/readyz'))).toEqual([503, 'Slack has not been reached yet']);
      expect((await ask('/healthz'))[0]).toBe(200);
      goOn();
    }
    await app.connected;
    expect(await ask('/readyz')).toEqual([200, 'ready']);
    expect(pauses).toEqual([1000, 2000, 4000, 45_000]);
    expect(lines.map(({ msg }) => msg)).toEqual(['Slack can’t be reached; trying again until it can']);
  });

  it('can be told to stop while it waits', async () => {
    slack.misbehave({ on: 'auth.test', fails: { kind: 'http', status: 503 } });
    await start();
    await paused(1);
    await app.stop();
    await app.connected;
    expect(slack.calls).toHaveLength(1);
  });

  it('does not wait where no waiting helps', async () => {
    await start({ SLACK_BOT_TOKEN: 'xoxb-other' });
    await expect(app.connected).rejects.toThrow('Slack does not accept SLACK_BOT_TOKEN.');
    expect(pauses).toEqual([]);
  });

  it('is not ready while Slack does not answer, and is again when it does', async () => {
    await start();
    await app.connected;
    slack.misbehave({ on: 'auth.test', fails: { kind: 'http', status: 503 }, times: 1 });
    expect(await ask('/readyz')).toEqual([503, 'Slack does not answer']);
    expect(await ask('/readyz')).toEqual([200, 'ready']);
  });

  it('is ready under a rate limit, and does not ask until that is over', async () => {
    await start();
    await app.connected;
    slack.misbehave({ on: 'auth.test', fails: { kind: 'rate limited', retryAfter: 30 } });
    const before = slack.calls.length;
    for (let i = 0; i < 3; i += 1) expect(await ask('/readyz')).toEqual([200, 'ready']);
    expect(slack.calls.length - before).toBe(1);
  });
});
