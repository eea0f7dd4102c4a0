import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalSlack, type LocalSlack, type LocalSlackOptions, type Passed } from '../../../src/sandbox/slack/index.ts';
import { startEchoBot } from './echo-bot.ts';

describe('what a page does for a person', () => {
  let slack: LocalSlack;
  let bot: Awaited<ReturnType<typeof startEchoBot>>;
  const start = async (options: LocalSlackOptions = {}): Promise<void> => {
    slack = await startLocalSlack(options);
    bot = await startEchoBot(slack);
  };
  beforeEach(() => start());
  const stop = async (): Promise<void> => {
    await slack.idle();
    await bot.stop();
    await slack.stop();
  };
  afterEach(stop);
  const bodies = (passed: readonly Passed[]): string[] => passed.flatMap((each) => (each.way === 'to the bot' ? [each.sent.body] : []));

  it('tells who watches every request in both directions, and no longer once they stop', async () => {
    const seen: Passed[] = [];
    const leave = slack.watch((passed) => seen.push(passed));
    const ana = slack.user({ name: 'Ana Ruiz' });
    await ana.opensHome();
    await slack.idle();
    expect(seen.map((each) => (each.way === 'to the bot' ? `to ${each.exchange.status}` : `from ${each.route} ${each.status}`)).toSorted())
      .toEqual(['from auth.test 200', 'from views.publish 200', 'to 200']);
    slack.misbehave({ on: 'views.publish', fails: { kind: 'http', status: 503 } });
    await ana.opensTab('home');
    await slack.idle();
    expect(seen.at(-1)).toMatchObject({ way: 'from the bot', route: 'views.publish', status: 0, answered: 'http_503' });
    const before = seen.length;
    leave();
    await ana.opensTab('home');
    expect(seen).toHaveLength(before);
  });

  it('posts as oneself, in a thread too, and tells the bot where it is in the channel', async () => {
    const seen: Passed[] = [];
    slack.watch((passed) => seen.push(passed));
    const ana = slack.user({ name: 'Ana Ruiz' });
    const first = await ana.says('Hello');
    await ana.says({ text: 'and again', threadTs: first.ts });
    await ana.says('not your business', { in: slack.general });
    expect(ana.sees().map(({ text }) => text)).toEqual(['Hello', 'and again']);
    expect(ana.sees(slack.general).map(({ text }) => text)).toEqual(['not your business']);
    const events = bodies(seen).map((body): unknown => JSON.parse(body).event);
    expect(events).toMatchObject([
      { type: 'message', channel_type: 'im', user: ana.id, text: 'Hello' }, { type: 'message', channel_type: 'im', text: 'and again', thread_ts: first.ts },
    ]);
  });

  it('tells a bot that is named in a channel, beside the message', async () => {
    const seen: Passed[] = [];
    slack.watch((passed) => seen.push(passed));
    const ana = slack.user({ name: 'Ana Ruiz' });
    const gifts = slack.channel({ name: 'gifts', members: [ana], withBot: true });
    await ana.says(`<@${slack.app.botUserId}> hi`, { in: gifts });
    expect(bodies(seen).map((body): unknown => JSON.parse(body).event.type)).toEqual(['message', 'app_mention']);
  });

  it('tells nothing the app is not subscribed to', async () => {
    await stop();
    await start({ events: ['message.channels'] });
    const seen: Passed[] = [];
    slack.watch((passed) => seen.push(passed));
    const ana = slack.user({ name: 'Ana Ruiz' });
    await ana.says('Hello');
    expect(await ana.opensTab('messages')).toBeUndefined();
    expect(seen).toEqual([]);
  });

  it('uses an element with what else is filled in, and refuses one that is not there', async () => {
    const ana = slack.user({ name: 'Ana Ruiz' });
    const seen: Passed[] = [];
    slack.watch((passed) => seen.push(passed));
    const dm = slack.state.directMessages(ana.id, slack.app.botUserId);
    const options = ['S', 'L'].map((text) => ({ text: { type: 'plain_text', text }, value: `size-${text}` }));
    const message = slack.state.messages.post({
      channel: dm.id, user: slack.app.botUserId, botId: slack.app.botId, text: 'Sizes',
      blocks: [{ type: 'actions', block_id: 'b', elements: [
        { type: 'static_select', action_id: 'size', options }, { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } },
      ] }],
    });
    const uses = (actionId: string, more = {}) => ana.uses({ on: { message }, blockId: 'b', actionId, ...more });
    await uses('size', { given: 'size-L' });
    await uses('go', { filled: { b: { size: 'size-S' } } });
    const payloads = bodies(seen).map((body): unknown => JSON.parse(new URLSearchParams(body).get('payload') ?? ''));
    expect(payloads).toMatchObject([
      { actions: [{ action_id: 'size', selected_option: { value: 'size-L' } }], state: { values: { b: { size: { selected_option: { value: 'size-L' } } } } } },
      { actions: [{ action_id: 'go' }], state: { values: { b: { size: { selected_option: { value: 'size-S' } } } } } },
    ]);
    await expect(async () => uses('gone')).rejects.toThrow('there is no b/gone here');
  });
});
