import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalSlack, USUAL_LIMITS, type Fault, type LocalSlack, type LocalSlackOptions, type Person } from '../../../src/sandbox/slack/index.ts';

let now: Date;
let slack: LocalSlack;
let ana: Person;
const start = async (options: LocalSlackOptions = {}): Promise<void> => {
  now = new Date('2026-11-02T09:00:00Z');
  slack = await startLocalSlack({ clock: () => now, ...options });
  ana = slack.user({ name: 'Ana Ruiz' });
};
beforeEach(() => start());
afterEach(() => slack.stop());

const later = (ms: number): void => void (now = new Date(now.getTime() + ms));
const call = (method: string, args: object = {}, limitMs = 5000): Promise<Response> =>
  fetch(`${slack.apiUrl}${method}`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.app.token}` }, body: JSON.stringify(args), signal: AbortSignal.timeout(limitMs),
  });
const post = (text = 'x', to = ana.id): Promise<Response> => call('chat.postMessage', { channel: to, text });
/** What a bot gets to see of one call. */
const outcome = async (asking: Promise<Response>): Promise<string> => {
  try {
    const response = await asking;
    const retry = response.headers.get('retry-after');
    const body = await response.text();
    return `${response.status}${retry === null ? '' : ` retry ${retry}`} ${body}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'thrown';
  }
};

describe('a call that is told to fail', () => {
  it.each<[string, Fault, string, boolean]>([
    ['429', { kind: 'rate limited', retryAfter: 30 }, '429 retry 30 {"ok":false,"error":"ratelimited"}', false],
    ['5xx before the work', { kind: 'http', status: 503 }, '503 <html>upstream error</html>', false],
    ['5xx after the work', { kind: 'http', status: 500, done: true }, '500 <html>upstream error</html>', true],
    ['a refusal', { kind: 'refused', error: 'account_inactive' }, '200 {"ok":false,"error":"account_inactive"}', false],
    ['a reset', { kind: 'reset' }, 'TypeError', false],
    ['a reset after the work', { kind: 'reset', done: true }, 'TypeError', true],
    ['a body that ends early', { kind: 'half the body' }, 'TypeError', true],
  ])('%s', async (_name, fails, seen, done) => {
    slack.misbehave({ on: 'chat.postMessage', fails, times: 1 });
    expect(await outcome(post())).toBe(seen);
    expect(ana.sees()).toHaveLength(done ? 1 : 0);
    expect(slack.calls).toMatchObject([{ method: 'chat.postMessage', ok: done }]);
    expect(await outcome(post())).toContain('200 {"ok":true');
  });

  it('silence, before or after the work', async () => {
    slack.misbehave({ on: 'chat.postMessage', fails: { kind: 'silence', done: true } });
    expect(await outcome(call('chat.postMessage', { channel: ana.id, text: 'x' }, 400))).toBe('TimeoutError');
    expect(ana.sees()).toHaveLength(1);
  });

  it('half of its JSON', async () => {
    slack.misbehave({ on: 'users.info', fails: { kind: 'half the json' } });
    const seen = await outcome(call('users.info', { user: ana.id }));
    expect(seen).toMatch(/^200 \{"ok":true,"user"/);
    expect(() => JSON.parse(seen.slice(4))).toThrow(SyntaxError);
  });

  it('only slowly', async () => {
    slack.misbehave({ on: 'auth.test', fails: { kind: 'slow', ms: 30 } });
    const started = performance.now();
    expect(await outcome(call('auth.test'))).toContain('"ok":true');
    expect(performance.now() - started).toBeGreaterThanOrEqual(29);
  });

  it('after so many good ones, so many times, until it is told otherwise', async () => {
    const fails: Fault = { kind: 'http', status: 503 };
    const stop = slack.misbehave({ on: 'auth.test', fails, after: 1, times: 2 });
    const statuses = async (count: number): Promise<number[]> => {
      const all = [];
      for (let i = 0; i < count; i += 1) all.push((await call('auth.test')).status);
      return all;
    };
    expect(await statuses(4)).toEqual([200, 503, 503, 200]);
    stop();
    const always = slack.misbehave({ on: '*', fails });
    expect(await statuses(2)).toEqual([503, 503]);
    always();
    slack.misbehave({ on: 'auth.test', fails, chance: 0.5, seed: 7 });
    const first = await statuses(12);
    slack.behave();
    slack.misbehave({ on: 'auth.test', fails, chance: 0.5, seed: 7 });
    expect(await statuses(12)).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });
});

describe('rate limits, by the workspace’s clock', () => {
  beforeEach(async () => {
    await slack.stop();
    await start({ limits: { channelBurst: 2, workspacePerMinute: 4 } });
  });
  const statuses = async (posts: (() => Promise<Response>)[]): Promise<string[]> => {
    const all = [];
    for (const each of posts) all.push((await outcome(each())).slice(0, 11).trim());
    return all;
  };

  it('one message a second a channel, after a burst', async () => {
    expect(await statuses([post, post, post])).toEqual(['200 {"ok":t', '200 {"ok":t', '429 retry 1']);
    later(1000);
    expect(await statuses([post, post])).toEqual(['200 {"ok":t', '429 retry 1']);
    expect(ana.sees()).toHaveLength(3);
    const ben = slack.user({ name: 'Ben' });
    expect(await statuses([() => post('x', ben.id)])).toEqual(['200 {"ok":t']);
  });

  it('so many a minute in the workspace', async () => {
    const people = Array.from({ length: 5 }, (_, i) => slack.user({ name: `Person ${i}` }));
    const seen = await statuses(people.map(({ id }) => () => post('x', id)));
    expect(seen).toEqual([...Array.from({ length: 4 }, () => '200 {"ok":t'), '429 retry 1']);
    expect(USUAL_LIMITS).toEqual({ channelBurst: 5, workspacePerMinute: 300 });
  });
});

describe('an event the bot does not take', () => {
  let bot: Server;
  let received: (string | undefined)[];
  const answering = async (statuses: (number | undefined)[]): Promise<void> => {
    received = [];
    bot = createServer((request, response) => {
      const { 'x-slack-retry-num': number, 'x-slack-retry-reason': reason } = request.headers;
      received.push(number === undefined ? undefined : `${String(number)} ${String(reason)}`);
      const status = statuses[received.length - 1];
      if (status !== undefined) response.writeHead(status).end();
    });
    await once(bot.listen(0, '127.0.0.1'), 'listening');
    const address = bot.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    slack.connect(`http://127.0.0.1:${address.port}/`, 'a secret');
  };
  beforeEach(async () => {
    await slack.stop();
    await start({ eventLimitMs: 400 });
  });
  afterEach(() => {
    bot.close();
    bot.closeAllConnections();
  });

  it('comes again, saying which time and why, and no more once it is taken', async () => {
    await answering([undefined, 500, 200]);
    const exchanges = await slack.sendsUntilTaken({ type: 'user_change' });
    expect(exchanges.map(({ status }) => status)).toEqual([0, 500, 200]);
    expect(received).toEqual([undefined, '1 http_timeout', '2 http_error']);
  });

  it('comes four times at most', async () => {
    await answering([]);
    expect(await slack.sendsUntilTaken({ type: 'user_change' })).toHaveLength(4);
    expect(received.at(-1)).toBe('3 http_timeout');
  });
});
