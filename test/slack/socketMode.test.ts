import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Person, Sockets } from '../../src/sandbox/slack/index.ts';
import { SEARCH_INPUT } from '../../src/slack/views/searchModal.ts';
import { quickest, type TestDatabase } from '../support/databases.ts';
import { type FrontDoor, openFrontDoor, openSlack, record, TODAY } from './frontDoor.ts';
import { keptLog } from './logged.ts';

/** One database for all these apps, which outlives each of them. */
let database: TestDatabase;
beforeAll(async () => {
  const opened = await quickest.open();
  database = { ...opened, store: { ...opened.store, close: async () => undefined }, drop: opened.drop };
});
afterAll(() => database.drop());

describe('the connection of Socket Mode', () => {
  const { log, lines } = keptLog();
  let door: FrontDoor;
  let sockets: Sockets;
  let sam: Person;
  let pauses: number[];
  let goOn: () => void;
  beforeEach(async () => {
    lines.length = 0;
    pauses = [];
    const pause = (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
      pauses.push(ms);
      goOn = resolve;
      signal.addEventListener('abort', () => resolve());
    });
    door = await openFrontDoor(database, {}, { over: 'Socket Mode', log, pause });
    sockets = door.slack.sockets;
    sam = await door.member('Sam Lee');
    await door.sends(record());
  });
  afterEach(() => door.close());

  const ask = async (path: string): Promise<[number, string]> => {
    const response = await fetch(`http://127.0.0.1:${door.app.port}${path}`);
    return [response.status, (await response.text()).trim()];
  };
  const cards = (): number => sam.sees('general').filter(({ visible }) => visible.includes('Jane Park')).length;

  it('is all there is: nothing is taken over HTTP, but health, readiness and metrics answer there', async () => {
    expect((await fetch(door.url, { method: 'POST' })).status).toBe(404);
    expect(await ask('/healthz')).toEqual([200, 'alive']);
    expect(await ask('/readyz')).toEqual([200, 'ready']);
    expect((await ask('/metrics'))[0]).toBe(200);
  });

  it.each([
    ['warned', () => sockets.disconnect('warning')],
    ['asked to refresh it', () => sockets.disconnect('refresh_requested')],
    ['asked to refresh it by a Slack that never closes its end', () => sockets.disconnect('refresh_requested', { deaf: true })],
    ['cut off', () => sockets.drop()],
  ])('is replaced at once when we are %s', async (_how, end) => {
    for (let i = 0; i < 3; i += 1) {
      end();
      await sockets.connected();
      expect((await sam.types('/send 1234')).visible).toContain('Jane Park');
    }
    expect([sockets.count, pauses, lines]).toEqual([1, [], []]);
  });

  it('may end before an acknowledgement arrives: the request comes again and is answered once', async () => {
    sockets.loseAcks(1);
    expect((await sam.typesRaw('/send 1234')).status).toBe(200);
    await door.slack.idle();
    expect(cards()).toBe(1);
    sockets.loseAcks(1);
    await sam.types('/send');
    expect((await sam.submits({ [SEARCH_INPUT.block]: { [SEARCH_INPUT.action]: '1234' } })).modal?.visible).toContain('Jane Park');
  });

  it('may be refused for a while: not ready meanwhile, waiting longer each time, saying so once', async () => {
    sockets.disconnect('link_disabled');
    for (let times = 1; times <= 3; times += 1) {
      await vi.waitFor(() => expect(pauses).toHaveLength(times));
      expect(await ask('/readyz')).toEqual([503, 'there is no connection to Slack']);
      if (times === 3) sockets.link();
      goOn();
    }
    await sockets.connected();
    expect((await sam.types('/send 1234')).visible).toContain('Jane Park');
    expect(await ask('/readyz')).toEqual([200, 'ready']);
    expect(pauses).toEqual([1000, 2000, 4000]);
    expect(lines.map(({ msg }) => msg)).toEqual(['Slack can’t be reached; trying again until it can']);
  });

  it('closes on a stop after what is under way was acknowledged and answered', async () => {
    await sam.types('/send');
    await door.slack.sends({ type: 'user_change', user: { id: sam.id } });
    door.slack.misbehave({ on: 'users.info', fails: { kind: 'slow', ms: 150 } });
    const asked = (): number => door.slack.calls.filter(({ method }) => method === 'users.info').length;
    const before = asked();
    const submitting = sam.submits({ [SEARCH_INPUT.block]: { [SEARCH_INPUT.action]: '1234' } });
    await vi.waitFor(() => expect(asked()).toBe(before + 1));
    const stopping = door.app.stop();
    expect((await submitting).modal?.visible).toContain('Jane Park');
    await stopping;
    await vi.waitFor(() => expect(sockets.count).toBe(0));
    expect(await sam.typesRaw('/send 1234')).toMatchObject({ status: 0, body: 'the bot holds no connection' });
    expect(lines).toEqual([]);
  });

  it('is not left waiting for on a stop by a Slack that never closes its end', async () => {
    sockets.disconnect('refresh_requested', { deaf: true });
    await sockets.connected();
    await door.app.stop();
    await vi.waitFor(() => expect(sockets.count).toBe(0));
  });
});

describe('an app-level token that Slack does not accept', () => {
  it.each([
    ['invalid_auth', 'Slack does not accept SLACK_APP_TOKEN.'],
    ['missing_scope', 'lacks the scope connections:write'],
    ['token_revoked', 'SLACK_APP_TOKEN was revoked'],
  ])('%s ends the start with a sentence', async (error, says) => {
    const { slack, env } = await openSlack('Socket Mode');
    slack.misbehave({ on: 'apps.connections.open', fails: { kind: 'refused', error } });
    const app = await startApp({ config: readConfig(env), store: database.store, clock: () => TODAY, log: keptLog().log });
    await expect(app.connected).rejects.toThrow(says);
    await app.stop();
    await slack.stop();
  });
});
