import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalSlack, type LocalSlack, type Person } from '../../../src/sandbox/slack/index.ts';
import { startListeningPost, type ListeningPost } from './listening-post.ts';

let slack: LocalSlack;
let post: ListeningPost;
let ana: Person;
beforeEach(async () => {
  slack = await startLocalSlack({ clock: () => new Date('2026-11-02T09:00:00Z'), commands: { '/weather': { shouldEscape: false }, '/todo': { shouldEscape: true } } });
  post = await startListeningPost(slack);
  ana = slack.user({ name: 'Ana Ruiz', id: 'W012A3CDE' });
});
afterEach(async () => {
  await post.stop();
  await slack.stop();
});

const call = async (method: string, args: unknown): Promise<unknown> => {
  const response = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.app.token}` }, body: JSON.stringify(args),
  });
  return response.json();
};
const button = { type: 'button', text: { type: 'plain_text', text: 'View' }, value: 'click_me_123', action_id: 'WaXA' };
const card = { text: 'card', blocks: [{ type: 'actions', block_id: '=qXel', elements: [button] }] };

describe('payloads have every field that Slack’s documentation prints', () => {
  it('a slash command', async () => {
    // https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
    await ana.typesRaw('/weather 94070 & <x>');
    expect(Object.fromEntries(post.form())).toEqual({
      token: expect.any(String), team_id: slack.team.id, team_domain: 'corp-local', channel_id: slack.general.id, channel_name: 'general',
      user_id: 'W012A3CDE', user_name: 'ana.ruiz', command: '/weather', text: '94070 & <x>', is_enterprise_install: 'false', api_app_id: slack.app.id,
      response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/commands\/T07LOCAL001\/\d+\/\w+$/), trigger_id: expect.stringMatching(/^\d+\.\d+\.\w{32}$/),
    });
    expect(post.received.at(-1)?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded', 'x-slack-signature': expect.stringMatching(/^v0=\w{64}$/) });
  });

  it('names places as Slack does', async () => {
    await ana.typesRaw('/weather', { in: slack.channel({ name: 'hidden', private: true, members: [ana] }) });
    expect(post.form().get('channel_name')).toBe('privategroup');
    await ana.typesRaw('/weather', { in: slack.state.directMessages(ana.id, slack.app.botUserId) });
    expect(post.form().get('channel_name')).toBe('directmessage');
  });

  it('escapes mentions, links and entities where the command asks for it', async () => {
    // https://docs.slack.dev/interactivity/implementing-slash-commands#creating_your_command : <@U012ABCDEF|worf>, <#C012ABCDE|d-social>
    const worf = slack.user({ name: 'Worf', id: 'U012ABCDEF' });
    const social = slack.channel({ name: 'd-social' });
    await ana.typesRaw('/todo ask @worf & @Worfina in #d-social see https://a.example/?x=1&y=2 <now>');
    expect(post.form().get('text')).toBe(
      `ask <@${worf.id}|worf> &amp; @Worfina in <#${social.id}|d-social> see <https://a.example/?x=1&amp;y=2> &lt;now&gt;`,
    );
  });

  it('a click in a message', async () => {
    // https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    const room = slack.channel({ name: 'review-updates', members: [ana], withBot: true });
    const posted = await call('chat.postMessage', { channel: room.id, ...card });
    const ts = slack.state.messages.all[0]?.ts;
    expect(posted).toMatchObject({ ok: true, channel: room.id, ts });
    const [shown] = ana.sees(room);
    await ana.clicksRaw({ action_id: 'WaXA', block_id: '=qXel', value: 'click_me_123', ...(shown ? { on: shown } : {}) });
    expect(post.payload()).toEqual({
      type: 'block_actions', team: { id: slack.team.id, domain: 'corp-local' },
      user: { id: 'W012A3CDE', username: 'ana.ruiz', name: 'ana.ruiz', team_id: slack.team.id },
      api_app_id: slack.app.id, token: expect.any(String), enterprise: null, is_enterprise_install: false,
      container: { type: 'message', message_ts: ts, channel_id: room.id, is_ephemeral: false },
      trigger_id: expect.any(String), channel: { id: room.id, name: 'review-updates' },
      message: { type: 'message', bot_id: slack.app.botId, app_id: slack.app.id, user: slack.app.botUserId, team: slack.team.id, ts, text: 'card', blocks: card.blocks },
      state: { values: {} }, response_url: expect.stringContaining('/actions/T07LOCAL001/'),
      actions: [{ action_id: 'WaXA', block_id: '=qXel', text: { type: 'plain_text', text: 'forged' }, value: 'click_me_123', type: 'button', action_ts: expect.stringMatching(/^\d+\.\d{6}$/) }],
    });
  });

  it('a click in an ephemeral message, without the message', async () => {
    const room = slack.channel({ name: 'room', members: [ana], withBot: true });
    await call('chat.postEphemeral', { channel: room.id, user: ana.id, ...card });
    await ana.clicksRaw({ action_id: 'WaXA' });
    expect(post.payload()).toMatchObject({ container: { is_ephemeral: true, channel_id: room.id } });
    expect(post.payload()).not.toHaveProperty('message');
  });

  it('a submitted and a closed dialog', async () => {
    // https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
    await ana.typesRaw('/weather');
    const input = { type: 'input', block_id: 'multiline', label: { type: 'plain_text', text: 'L' }, element: { type: 'plain_text_input', action_id: 'mlvalue' } };
    const view = {
      type: 'modal', title: { type: 'plain_text', text: 'T' }, submit: { type: 'plain_text', text: 'S' }, private_metadata: 'shhh-its-secret',
      callback_id: 'modal-with-inputs', notify_on_close: true, blocks: [input],
    };
    await call('views.open', { trigger_id: post.form().get('trigger_id'), view });
    await ana.submits({ multiline: { mlvalue: 'This is my example inputted value' } });
    const values = { multiline: { mlvalue: { type: 'plain_text_input', value: 'This is my example inputted value' } } };
    const user = { id: 'W012A3CDE', username: 'ana.ruiz', name: 'ana.ruiz', team_id: slack.team.id };
    expect(post.payload()).toEqual({
      type: 'view_submission', team: { id: slack.team.id, domain: 'corp-local' }, user, api_app_id: slack.app.id, token: expect.any(String),
      trigger_id: expect.any(String), response_urls: [], enterprise: null, is_enterprise_install: false,
      view: {
        ...view, id: expect.stringMatching(/^V/), team_id: slack.team.id, state: { values }, hash: expect.stringMatching(/^\d+\.\w{8}$/), clear_on_close: false,
        close: null, previous_view_id: null, root_view_id: expect.stringMatching(/^V/), app_id: slack.app.id, external_id: '',
        app_installed_team_id: slack.team.id, bot_id: slack.app.botId,
      },
    });
    await ana.typesRaw('/weather');
    await call('views.open', { trigger_id: post.form().get('trigger_id'), view });
    await ana.closes();
    expect(post.payload()).toMatchObject({ type: 'view_closed', user, is_cleared: false, view: { callback_id: 'modal-with-inputs' }, is_enterprise_install: false });
  });

  it('an event', async () => {
    // https://docs.slack.dev/apis/events-api#callback-field
    await slack.sends({ type: 'app_home_opened', user: ana.id }, { number: 2, reason: 'http_error' });
    expect(JSON.parse(post.received.at(-1)?.body ?? '')).toEqual({
      token: expect.any(String), team_id: slack.team.id, context_team_id: slack.team.id, context_enterprise_id: null, api_app_id: slack.app.id,
      event: { type: 'app_home_opened', user: ana.id }, type: 'event_callback', event_id: expect.stringMatching(/^Ev/), event_time: 1793610000,
      authorizations: [{ enterprise_id: null, team_id: slack.team.id, user_id: slack.app.botUserId, is_bot: true, is_enterprise_install: false }],
      is_ext_shared_channel: false,
    });
    expect(post.received.at(-1)?.headers).toMatchObject({ 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_error', 'content-type': 'application/json' });
  });

  it('a stranger’s click, from their own team', async () => {
    const stan = slack.user({ name: 'Stan', teamId: 'T0OTHER' });
    const room = slack.channel({ name: 'shared', members: [ana, stan], withBot: true, shared: true });
    await call('chat.postMessage', { channel: room.id, ...card });
    await stan.clicksRaw({ action_id: 'WaXA' });
    expect(post.payload()).toMatchObject({ team: { id: 'T0OTHER' }, user: { team_id: 'T0OTHER' }, channel: { id: room.id } });
  });
});
