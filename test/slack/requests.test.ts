import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quickest } from '../support/databases.ts';
import { type FrontDoor, openFrontDoor } from './frontDoor.ts';

const MINUTE = 60;
const now = (): number => Math.floor(Date.now() / 1000);
const body = 'command=%2Fsends&text=help&team_id=T1&user_id=U1&response_url=http%3A%2F%2F127.0.0.1%3A1&trigger_id=1';

describe('requests that are not Slack’s', () => {
  let door: FrontDoor;
  beforeAll(async () => {
    door = await openFrontDoor(await quickest.open());
  });
  afterAll(() => door.close());

  it.each([
    ['signed with another secret', { body, secret: 'not-the-secret' }],
    ['with a made-up signature', { body, signature: 'v0=00' }],
    ['without a signature', { body, signature: null }],
    ['without a timestamp', { body, timestamp: null }],
    ['with a timestamp that is no number', { body, timestamp: 'soon' }],
    ['six minutes old', { body, timestamp: now() - 6 * MINUTE }],
    ['six minutes ahead, with a signature of now', { body, timestamp: now() + 6 * MINUTE, secret: 'not-the-secret' }],
    ['signed for an empty body', { body: '', secret: 'not-the-secret' }],
  ])('%s are 401 and reach nobody', async (_, raw) => {
    const calls = door.slack.calls.length;
    expect((await door.slack.deliver(raw)).status).toBe(401);
    await door.slack.idle();
    expect(door.slack.calls.length).toBe(calls);
  });

  it('over 4 MB are 413', async () => {
    expect((await door.slack.deliver({ body: `text=${'x'.repeat(4 * 1024 * 1024)}` })).status).toBe(413);
  });

  it.each([
    ['nonsense of the right signature', { body: 'nonsense' }],
    ['JSON that is cut off', { body: '{"type":"event_callback"', contentType: 'application/json' }],
    ['a payload that is not JSON', { body: 'payload=%7Bnot' }],
    ['an empty body', { body: '' }],
  ])('%s is refused without a crash', async (_, raw) => {
    const { status } = await door.slack.deliver(raw);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await door.slack.deliver({ body, signature: null })).status).toBe(401);
  });

  it('to other places are 404, by other methods 405', async () => {
    const at = async (path: string, method: string): Promise<number> => (await fetch(new URL(path, door.url), { method })).status;
    expect(await at('/', 'GET')).toBe(404);
    expect(await at('/slack/events', 'GET')).toBe(405);
    expect(await at('/slack/install', 'GET')).toBe(404);
    expect(await at('/healthz', 'GET')).toBe(200);
  });
});
