import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { startLocalSlack, type LocalSlack, type Person } from '../../../src/sandbox/slack/index.ts';

const opened = z.object({ ok: z.literal(true), url: z.string() });
const message = z.object({
  type: z.string(), envelope_id: z.string().default(''), payload: z.record(z.string(), z.unknown()).default({}), accepts_response_payload: z.boolean().optional(),
  reason: z.string().optional(), num_connections: z.number().optional(), retry_attempt: z.number().optional(), retry_reason: z.string().optional(),
});
type Message = z.output<typeof message>;

let slack: LocalSlack;
let ana: Person;
beforeEach(async () => {
  slack = await startLocalSlack({ socketMode: true, eventLimitMs: 400 });
  ana = slack.user({ name: 'Ana Ruiz' });
});
afterEach(() => slack.stop());

const open = async (token = slack.app.appToken): Promise<unknown> =>
  (await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })).json();

/** A connection of a bot: what it hears, in order, and what it says. */
const line = async () => {
  const socket = new WebSocket(opened.parse(await open()).url);
  const heard: Message[] = [];
  const waiting: ((heard: Message) => void)[] = [];
  socket.on('message', (data) => {
    const next = message.parse(JSON.parse(String(data)));
    const taker = waiting.shift();
    if (taker) taker(next);
    else heard.push(next);
  });
  await once(socket, 'open');
  const hears = async (): Promise<Message> => heard.shift() ?? new Promise((resolve) => waiting.push(resolve));
  return { socket, hears, acks: ({ envelope_id }: Message, payload?: object) => socket.send(JSON.stringify({ envelope_id, payload })) };
};

it('opens a connection with the app-level token only, one for each address', async () => {
  expect(await open(slack.app.token)).toEqual({ ok: false, error: 'not_allowed_token_type' });
  expect(await open('xapp-other')).toEqual({ ok: false, error: 'invalid_auth' });
  const { url } = opened.parse(await open());
  const socket = new WebSocket(url);
  const [first] = await once(socket, 'message');
  expect(JSON.parse(String(first))).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: slack.app.id } });
  await expect(once(new WebSocket(url), 'open')).rejects.toThrow('401');
  expect(slack.usedScopes()).toEqual([]);
});

it('sends commands, interactions and events in envelopes, and reads the acknowledgement', async () => {
  const bot = await line();
  await bot.hears();
  const typing = ana.typesRaw('/sends mine');
  const command = await bot.hears();
  expect(command).toMatchObject({ type: 'slash_commands', accepts_response_payload: true, payload: { command: '/sends', text: 'mine', user_id: ana.id } });
  bot.acks(command, { text: 'hello' });
  expect(await typing).toMatchObject({ status: 200, body: '{"text":"hello"}' });
  const sending = slack.sends({ type: 'user_change' }, { number: 2, reason: 'http_timeout' });
  const event = await bot.hears();
  expect(event).toMatchObject({ type: 'events_api', accepts_response_payload: false, retry_attempt: 2, retry_reason: 'http_timeout', payload: { type: 'event_callback' } });
  bot.acks(event);
  expect(await sending).toMatchObject({ status: 200, body: '' });
});

it('has nobody to send to without a connection', async () => {
  expect(await ana.typesRaw('/sends')).toMatchObject({ status: 0, body: 'the bot holds no connection' });
});

it('shares out over several connections, up to ten', async () => {
  const bots = [await line(), await line()];
  for (const bot of bots) await bot.hears();
  const typing = [ana.typesRaw('/sends 1'), ana.typesRaw('/sends 2')];
  for (const bot of bots) bot.acks(await bot.hears());
  expect((await Promise.all(typing)).map(({ status }) => status)).toEqual([200, 200]);
  for (let i = 2; i < 10; i += 1) await (await line()).hears();
  expect(await (await line()).hears()).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
});

it('sends what was not acknowledged again, on another connection or the next', async () => {
  const first = await line();
  await first.hears();
  const typing = ana.typesRaw('/sends');
  const lost = await first.hears();
  slack.sockets.drop();
  const second = await line();
  await second.hears();
  const again = await second.hears();
  expect(again).toEqual(lost);
  slack.sockets.loseAcks(1);
  second.acks(again);
  const third = await line();
  await third.hears();
  third.acks(await third.hears());
  expect(await typing).toMatchObject({ status: 200 });
});

it.each(['warning', 'refresh_requested'] as const)('says that it disconnects: %s', async (reason) => {
  const bot = await line();
  await bot.hears();
  slack.sockets.disconnect(reason);
  expect(await bot.hears()).toMatchObject({ type: 'disconnect', reason });
  expect(slack.sockets.count).toBe(0);
});

it('opens no connection while Socket Mode is turned off', async () => {
  const bot = await line();
  await bot.hears();
  slack.sockets.disconnect('link_disabled');
  expect(await bot.hears()).toMatchObject({ reason: 'link_disabled' });
  expect(await open()).toMatchObject({ ok: false });
  slack.sockets.link();
  expect(await open()).toMatchObject({ ok: true });
});

it('sends an event again, with its reason, until it is taken', async () => {
  const bot = await line();
  await bot.hears();
  const sending = slack.sendsUntilTaken({ type: 'user_change' });
  const first = await bot.hears();
  const second = await bot.hears();
  bot.acks(second);
  expect((await sending).map(({ status }) => status)).toEqual([0, 200]);
  expect(second).toMatchObject({ retry_attempt: 1, retry_reason: 'http_timeout', payload: { event_id: first.payload['event_id'] } });
});
