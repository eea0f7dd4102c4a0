import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METHOD_SCOPES, startLocalSlack, type LocalSlack, type LocalSlackOptions, type Person } from '../../../src/sandbox/slack/index.ts';
import { startListeningPost, type ListeningPost } from './listening-post.ts';

let now = new Date('2026-11-02T09:00:00Z');
let slack: LocalSlack;
let ana: Person;
const start = async (options: LocalSlackOptions = {}): Promise<void> => {
  slack = await startLocalSlack({ clock: () => now, ...options });
  ana = slack.user({ name: 'Ana Ruiz', email: 'ana@corp.example' });
};
const client = (token: string | undefined = slack.app.token): WebClient =>
  new WebClient(token, { slackApiUrl: slack.apiUrl, logLevel: LogLevel.ERROR, retryConfig: { retries: 0 } });
/** A call whatever its answer: the SDK throws on `ok: false`. */
const call = async (method: string, args: Record<string, unknown>, token = slack.app.token): Promise<unknown> => {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify(args),
  });
  return response.json();
};
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const modal = (text: string) => ({ type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [section(text)] });
const blocksOf = (text: string): [{ type: 'section'; text: { type: 'mrkdwn'; text: string } }] => [{ type: 'section', text: { type: 'mrkdwn', text } }];

beforeEach(async () => {
  now = new Date('2026-11-02T09:00:00Z');
  await start();
});
afterEach(() => slack.stop());

describe('tokens, scopes and methods', () => {
  it('knows its token and nothing else', async () => {
    expect(await call('auth.test', {})).toMatchObject({ ok: true, team_id: slack.team.id, user_id: slack.app.botUserId, bot_id: slack.app.botId });
    expect(await call('auth.test', {}, '')).toEqual({ ok: false, error: 'not_authed' });
    expect(await call('auth.test', {}, 'xoxb-other')).toEqual({ ok: false, error: 'invalid_auth' });
    expect(await call('chat.destroy', {})).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await call('toString', {})).toMatchObject({ ok: false, error: 'unknown_method' });
  });

  it('answers missing_scope, and leaves e-mails out without users:read.email', async () => {
    await slack.stop();
    await start({ app: { scopes: ['users:read'] } });
    expect(await call('chat.postMessage', { channel: ana.id, text: 'x' })).toEqual({ ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'users:read' });
    const { user } = await client().users.info({ user: ana.id });
    expect(user?.profile).toEqual({ real_name: 'Ana Ruiz', display_name: 'ana.ruiz', team: slack.team.id });
    expect(slack.usedScopes()).toEqual(['chat:write', 'users:read']);
  });

  it('notes which scope each call needed, by the kind of conversation', async () => {
    const { channel } = await client().conversations.open({ users: ana.id });
    await client().conversations.history({ channel: channel?.id ?? '' });
    await client().users.info({ user: ana.id });
    expect(slack.calls.map(({ method, scopes }) => [method, scopes])).toEqual([
      ['conversations.open', ['im:write']], ['conversations.history', ['im:history']], ['users.info', ['users:read', 'users:read.email']],
    ]);
    expect(METHOD_SCOPES['chat.update']).toEqual(['chat:write']);
  });
});

describe('users', () => {
  it('shows a user as Slack does, whoever they are', async () => {
    const guest = slack.user({ name: 'Gus', restricted: true });
    const stranger = slack.user({ name: 'Stan', teamId: 'T0OTHER', email: 's@other.example' });
    const gone = slack.user({ name: 'Gone', deleted: true, email: 'gone@corp.example' });
    const info = async (user: string) => (await client().users.info({ user })).user;
    expect(await info(ana.id)).toMatchObject({ is_restricted: false, is_email_confirmed: true, tz: 'America/New_York', profile: { email: 'ana@corp.example' } });
    expect(await info(guest.id)).toMatchObject({ is_restricted: true });
    expect(await info(stranger.id)).toMatchObject({ team_id: 'T0OTHER', is_stranger: true, profile: { team: 'T0OTHER' } });
    expect((await info(stranger.id))?.profile?.email).toBeUndefined();
    expect((await info(gone.id))?.deleted).toBe(true);
    expect(await call('users.info', { user: 'U0' })).toEqual({ ok: false, error: 'user_not_found' });
    expect(await call('users.lookupByEmail', { email: 'gone@corp.example' })).toEqual({ ok: false, error: 'users_not_found' });
    expect(await call('users.lookupByEmail', { email: 'ANA@corp.example' })).toMatchObject({ ok: true, user: { id: ana.id } });
  });

  it('lists in pages', async () => {
    for (const name of ['B', 'C', 'D']) slack.user({ name });
    const names: (string | undefined)[] = [];
    let cursor = '';
    do {
      const { members = [], response_metadata: next } = await client().users.list({ limit: 2, cursor });
      expect(members.length).toBeLessThanOrEqual(2);
      names.push(...members.map(({ name }) => name));
      cursor = next?.next_cursor ?? '';
    } while (cursor !== '');
    expect(names).toEqual(['sendtracker', 'ana.ruiz', 'b', 'c', 'd']);
  });
});

describe('messages', () => {
  it('posts, changes and deletes the bot’s own messages in direct messages', async () => {
    const { ts = '', channel = '' } = await client().chat.postMessage({ channel: ana.id, text: 'one', metadata: { event_type: 'e', event_payload: { id: '1' } } });
    expect(ana.sees().map(({ text }) => text)).toEqual(['one']);
    const reply = await client().chat.postMessage({ channel, text: 'two', thread_ts: ts });
    await client().chat.update({ channel, ts, text: 'one!', blocks: blocksOf('*one!*') });
    await client().chat.update({ channel, ts, text: 'one!' });
    expect(ana.sees()[0]?.visible).toBe('*one!*');
    const history = await client().conversations.history({ channel, include_all_metadata: true });
    expect(history.messages).toMatchObject([{ text: 'one!', edited: {}, metadata: { event_type: 'e' } }]);
    expect((await client().conversations.replies({ channel, ts })).messages?.map((each) => each.ts)).toEqual([ts, reply.ts]);
    await client().chat.delete({ channel, ts });
    expect(await call('chat.update', { channel, ts, text: 'x' })).toEqual({ ok: false, error: 'message_not_found' });
  });

  it('refuses as Slack does', async () => {
    const secret = slack.channel({ name: 'secret', private: true });
    const old = slack.channel({ name: 'old', withBot: true, archived: true });
    const post = (args: Record<string, unknown>) => call('chat.postMessage', args);
    expect(await post({ channel: 'C0', text: 'x' })).toEqual({ ok: false, error: 'channel_not_found' });
    expect(await post({ channel: secret.id, text: 'x' })).toEqual({ ok: false, error: 'channel_not_found' });
    expect(await post({ channel: old.id, text: 'x' })).toEqual({ ok: false, error: 'is_archived' });
    await slack.stop();
    await start({ app: { scopes: ['chat:write'] } });
    expect(await post({ channel: '#general', text: 'x' })).toEqual({ ok: false, error: 'not_in_channel' });
    expect(await post({ channel: ana.id })).toEqual({ ok: false, error: 'no_text' });
    expect(await post({ channel: ana.id, text: 'x'.repeat(40_001) })).toEqual({ ok: false, error: 'msg_too_long' });
    expect(await post({ channel: ana.id, text: 'x', blocks: '[not json' })).toEqual({ ok: false, error: 'invalid_blocks_format' });
    expect(await post({ channel: ana.id, text: 'x', blocks: [section('x'.repeat(3001))] })).toEqual({
      ok: false, error: 'invalid_blocks', errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      response_metadata: { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] },
    });
    expect(slack.invalid.map(({ where }) => where)).toEqual(['chat.postMessage', 'chat.postMessage']);
    expect(ana.sees()).toEqual([]);
  });

  it('whispers to one person, where no history shows it', async () => {
    const room = slack.channel({ name: 'room', members: [ana], withBot: true });
    const ben = slack.user({ name: 'Ben' });
    await client().chat.postEphemeral({ channel: room.id, user: ana.id, text: 'psst' });
    expect(ana.sees(room).map(({ text, ephemeral }) => [text, ephemeral])).toEqual([['psst', true]]);
    expect(ben.sees(room)).toEqual([]);
    expect((await client().conversations.history({ channel: room.id })).messages).toEqual([]);
    expect(await call('chat.postEphemeral', { channel: room.id, user: ben.id, text: 'x' })).toEqual({ ok: false, error: 'user_not_in_channel' });
  });

  it('shows what an app makes of links beneath them, where the app’s domains are linked to', async () => {
    const room = slack.channel({ name: 'room', members: [ana] });
    const { ts, text } = await ana.says('see https://gifts.corp.example/1, and https://other.example/1', { in: room });
    slack.app.unfurlDomains = ['corp.example'];
    expect(text).toBe('see <https://gifts.corp.example/1>, and <https://other.example/1>');
    const unfurl = (args: Record<string, unknown>) => call('chat.unfurl', { channel: room.id, ts, ...args });
    expect(await unfurl({ unfurls: { 'https://gifts.corp.example/1': { blocks: [section('one')] } } })).toEqual({ ok: true });
    expect(ana.sees(room).at(-1)?.visible).toBe(`${text}\none`);
    expect(await unfurl({ unfurls: { 'https://other.example/1': { blocks: [section('one')] } } })).toEqual({ ok: false, error: 'cannot_unfurl_url' });
    expect(await unfurl({ unfurls: { 'https://gifts.corp.example/1': { text: 'x' } } })).toEqual({ ok: false, error: 'cannot_parse_attachment' });
    expect(await unfurl({ unfurls: { 'https://gifts.corp.example/1': { blocks: [section('x'.repeat(3001))] } } })).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(await unfurl({})).toEqual({ ok: false, error: 'missing_unfurls' });
    expect(await unfurl({ ts: '1.2', unfurls: {} })).toEqual({ ok: false, error: 'cannot_find_message' });
  });

  it('gives every message its own rising ts while the clock stands still', async () => {
    const posted = [];
    for (let i = 0; i < 3; i++) posted.push((await client().chat.postMessage({ channel: ana.id, text: 'x' })).ts);
    expect(posted).toEqual(['1793610000.000000', '1793610000.000001', '1793610000.000002']);
  });

  it('tells subscribers every change in order', async () => {
    const seen: string[] = [];
    const stop = slack.state.subscribe((change) => void seen.push(`${change.kind} ${change.how}`));
    const { ts = '', channel = '' } = await client().chat.postMessage({ channel: ana.id, text: 'x' });
    await client().chat.update({ channel, ts, text: 'y' });
    await client().chat.delete({ channel, ts });
    stop();
    await client().chat.postMessage({ channel: ana.id, text: 'z' });
    expect(seen).toEqual(['message posted', 'message changed', 'message deleted']);
  });
});

describe('views', () => {
  let post: ListeningPost;
  beforeEach(async () => {
    post = await startListeningPost(slack);
  });
  afterEach(() => post.stop());
  /** The trigger id of a command just typed. */
  const typed = async (): Promise<string> => {
    await ana.typesRaw('/x');
    return post.form().get('trigger_id') ?? '';
  };

  it('opens once, within three seconds of the clock', async () => {
    const id = await typed();
    now = new Date(now.getTime() + 3000);
    expect(await call('views.open', { trigger_id: id, view: modal('x') })).toMatchObject({ ok: true, view: { app_installed_team_id: slack.team.id, root_view_id: expect.any(String) } });
    expect(await call('views.open', { trigger_id: id, view: modal('x') })).toEqual({ ok: false, error: 'exchanged_trigger_id' });
    const late = await typed();
    now = new Date(now.getTime() + 3001);
    expect(await call('views.open', { trigger_id: late, view: modal('x') })).toEqual({ ok: false, error: 'expired_trigger_id' });
    expect(await call('views.open', { trigger_id: 'none', view: modal('x') })).toEqual({ ok: false, error: 'invalid_trigger_id' });
  });

  it('updates only what the hash says is still there', async () => {
    const opened = await client().views.open({ trigger_id: await typed(), view: { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: blocksOf('1') } });
    const { id = '', hash = '' } = opened.view ?? {};
    expect(await call('views.update', { view_id: id, hash, view: modal('2') })).toMatchObject({ ok: true });
    expect(await call('views.update', { view_id: id, hash, view: modal('3') })).toEqual({ ok: false, error: 'hash_conflict' });
    expect(ana.modal?.visible).toBe('2');
    await ana.closes();
    expect(await call('views.update', { view_id: id, view: modal('4') })).toEqual({ ok: false, error: 'not_found' });
  });

  it('stacks three dialogs and no fourth, and refuses a bad view with a pointer', async () => {
    await call('views.open', { trigger_id: await typed(), view: modal('1') });
    await call('views.push', { trigger_id: await typed(), view: modal('2') });
    await call('views.push', { trigger_id: await typed(), view: modal('3') });
    expect(await call('views.push', { trigger_id: await typed(), view: modal('4') })).toEqual({ ok: false, error: 'push_limit_reached' });
    await ana.closes();
    expect(ana.modal?.visible).toBe('2');
    expect(await call('views.publish', { user_id: ana.id, view: { type: 'home', blocks: [section('')] } })).toEqual({
      ok: false, error: 'invalid_arguments', response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/view/blocks/0/text/text]'] },
    });
  });
});
