import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLocalSlack, type LocalSlack } from '../../../src/sandbox/slack/index.ts';
import { startEchoBot } from './echo-bot.ts';

let slack: LocalSlack;
let bot: Awaited<ReturnType<typeof startEchoBot>>;
beforeEach(async () => {
  slack = await startLocalSlack();
  bot = await startEchoBot(slack);
});
afterEach(async () => {
  await bot.stop();
  await slack.stop();
});

it('tells the bot of a file that a person drops into their direct messages, and gives it out to the bot alone', async () => {
  const ana = slack.user({ name: 'Ana Ruiz' });
  const { event } = await ana.uploads({ name: 'sends.csv', content: 'Send ID\n1' });
  await slack.idle();
  expect(event).toMatchObject({ type: 'message', subtype: 'file_share', channel_type: 'im', user: ana.id });
  expect(ana.sees().map(({ text, files }) => [text, files.map(({ name }) => name)])).toEqual([['', ['sends.csv']], ['Got sends.csv: Send ID\n1', []]]);
});
