import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message, Update } from '../../../src/sandbox/page/protocol.ts';
import { openPage, type OpenPage } from './openPage.ts';

let page: OpenPage;
beforeEach(async () => { page = await openPage(); });
afterEach(() => page.close());

const messageOf = (update: Update): Message => {
  if (update.kind !== 'message') throw new Error(`not a message: ${update.kind}`);
  return update.message;
};
const types = async (text: string): Promise<Message> => {
  const { ana, act, stream, slack } = page;
  const opened = await stream(ana);
  await act(ana, { kind: 'type', channel: slack.general.id, text });
  const message = messageOf(await opened.until(({ kind }) => kind === 'message'));
  opened.leave();
  return message;
};
const actionOf = ({ blocks }: Message, type: string) => blocks.find((block) => block.type === type)?.block_id ?? '';

describe('the page', () => {
  it('shows to each the conversations they are in, and nobody’s whispers to others', async () => {
    const whispered = await types('/echo hello');
    expect(whispered).toMatchObject({ ephemeral: true, bot: true, text: 'Echo: hello' });
    const { ana, ben, screen } = page;
    expect((await screen(ana)).places.map(({ name, kind }) => `${kind} ${name}`).toSorted()).toEqual(['im sendtracker', 'private secret', 'public general']);
    expect((await screen(ana)).messages.map(({ text }) => text)).toEqual(['Echo: hello']);
    expect((await screen(ben)).places.map(({ name }) => name)).not.toContain('secret');
    expect((await screen(ben)).messages).toEqual([]);
  });

  it('presses, turns pages in place, and opens and closes dialogs, through the bot', async () => {
    const { ana, act, stream, slack } = page;
    const { channel, ts, ...message } = await types('/echo hello');
    const on = { kind: 'message', channel, ts } as const;
    const blockId = actionOf({ channel, ts, ...message }, 'actions');
    const opened = await stream(ana);
    expect(await act(ana, { kind: 'use', on, blockId, actionId: 'page_next', filled: {} })).toEqual({});
    expect(messageOf(await opened.until((update) => update.kind === 'message' && update.message.ts === ts)).text).toBe('Echo: again');

    const [now] = (await page.screen(ana)).messages;
    await act(ana, { kind: 'use', on, blockId: now ? actionOf(now, 'actions') : '', actionId: 'open_form', filled: {} });
    await slack.idle();
    const [dialog] = (await page.screen(ana)).dialogs;
    expect(dialog).toMatchObject({ title: 'Echo', submit: 'Send' });
    const submit = (text: string) => act(ana, { kind: 'submit', view: dialog?.id ?? '', filled: { reason: { text } } });
    expect(await submit('no')).toEqual({ errors: { reason: 'Say more' } });
    expect(await submit('')).toEqual({ problem: 'Slack does not submit this: "Reason" is required' });
    expect(await submit('late')).toEqual({ errors: {} });
    expect(JSON.stringify((await page.screen(ana)).dialogs)).toContain('Got late, size none');
    await act(ana, { kind: 'close', view: dialog?.id ?? '' });
    expect((await page.screen(ana)).dialogs).toEqual([]);
    opened.leave();
  });

  it('lets nobody use what they do not see, nor what is gone', async () => {
    const { ben, act } = page;
    const { channel, ts, ...message } = await types('/echo hello');
    const use = { kind: 'use', on: { kind: 'message', channel, ts }, blockId: actionOf({ channel, ts, ...message }, 'actions'), actionId: 'page_next', filled: {} } as const;
    expect(await act(ben, use)).toEqual({ problem: 'This is no longer there.' });
    expect(await act(ben, { ...use, on: { kind: 'view', id: 'V0' } })).toEqual({ problem: 'This is no longer there.' });
  });

  it('tells as Slack does that a command is none, or that the app did not answer', async () => {
    expect((await types('/nothing')).text).toContain('/nothing is not a valid command');
    page.slack.connect('http://127.0.0.1:9/slack/events', 'secret');
    expect(await types('/echo hello')).toMatchObject({ user: 'USLACKBOT', ephemeral: true, text: '/echo failed with the error "operation_timeout"' });
  });

  it('invites the app into a channel, which is said there', async () => {
    const { ana, act, slack, screen } = page;
    expect(slack.general.members.has(slack.app.botUserId)).toBe(false);
    await act(ana, { kind: 'type', channel: slack.general.id, text: '/invite @sendtracker' });
    const { places, messages } = await screen(ana);
    expect([places.find(({ name }) => name === 'general')?.withBot, messages.at(-1)?.text]).toEqual([true, expect.stringContaining('was added to #general')]);
    await act(ana, { kind: 'type', channel: slack.general.id, text: '/invite @sendtracker' });
    expect((await screen(ana)).messages.at(-1)).toMatchObject({ ephemeral: true, text: expect.stringContaining('is in this channel already') });
  });

  it('counts what is unread for each, until it is looked at, whatever page looks', async () => {
    const { ana, ben, act, slack, screen } = page;
    const unread = async (as: typeof ana) => (await screen(as)).places.find(({ name }) => name === 'general')?.unread;
    await act(ana, { kind: 'type', channel: slack.general.id, text: 'Hello all' });
    expect([await unread(ana), await unread(ben)]).toEqual([0, 1]);
    await act(ben, { kind: 'read', channel: slack.general.id });
    expect(await unread(ben)).toBe(0);
  });

  it('opens the app’s Home, and tells it to the pages that are open', async () => {
    const { ana, act, stream, screen } = page;
    const opened = await stream(ana);
    await act(ana, { kind: 'tab', tab: 'home' });
    const update = await opened.until(({ kind }) => kind === 'home');
    opened.leave();
    expect(JSON.stringify(update)).toContain('Welcome home');
    expect((await screen(ana)).home?.type).toBe('home');
  });

  it('takes a file that is picked in a dialog', async () => {
    const { file } = await page.act(page.ana, { kind: 'pick', name: 'sends.csv', base64: 'YQ==' });
    expect(page.slack.state.files.find(file ?? '')?.content?.toString()).toBe('a');
  });

  it('takes an upload into the app’s conversation and gives the file out again', async () => {
    const { ana, act, slack, screen, url } = page;
    const dm = slack.state.directMessages(ana.id, slack.app.botUserId).id;
    await act(ana, { kind: 'upload', channel: dm, name: 'sends.csv', base64: Buffer.from('Send ID\n1').toString('base64') });
    await slack.idle();
    const [uploaded] = (await screen(ana)).messages;
    expect(uploaded?.files).toMatchObject([{ name: 'sends.csv', bytes: 9 }]);
    expect(await (await fetch(`${url}files/${uploaded?.files[0]?.id}`)).text()).toBe('Send ID\n1');
  });

  it('lists what passes between Slack and the bot, without its secrets', async () => {
    await types('/echo hello');
    await page.slack.idle();
    const { traffic } = await page.screen(page.ana);
    expect(traffic.filter(({ what }) => what !== 'auth.test').map(({ way, what, status }) => `${way} ${what} ${status}`))
      .toEqual(expect.arrayContaining(['to the bot /echo hello 200', 'from the bot response_url 200']));
    expect(JSON.stringify(traffic)).not.toContain(page.slack.app.token);
    expect(JSON.stringify(traffic)).not.toContain(page.slack.app.verificationToken);
  });

  it('is there for this machine’s own pages only', async () => {
    const post = (headers: Record<string, string>, body = JSON.stringify({ as: page.ana.id, act: { kind: 'tab', tab: 'home' } })) =>
      fetch(`${page.url}api/act`, { method: 'POST', headers, body });
    const json = { 'content-type': 'application/json' };
    expect((await post({ ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(403);
    expect((await post({ ...json, origin: page.url.slice(0, -1) })).status).toBe(200);
    expect((await post(json, 'nonsense')).status).toBe(400);
    expect((await post(json, '{"as":"UNOBODY","act":{"kind":"tab","tab":"home"}}')).status).toBe(404);
    const shell = await (await fetch(page.url)).text();
    expect(shell).toContain("default-src 'self'");
    for (const address of ['slack.js', 'styles.css']) expect((await fetch(page.url + address)).status).toBe(200);
  });

  it('plays what the control panel has', async () => {
    const response = await fetch(`${page.url}api/play`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"id":"days","values":{"days":"3"}}' });
    expect(await response.json()).toEqual({ said: 'days {"days":"3"}', failed: false });
  });
});
