import { App, LogLevel } from '@slack/bolt';
import type { LocalSlack } from '../../../src/sandbox/slack/index.ts';

export const SIGNING_SECRET = 'the-echo-bots-signing-secret';

const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
const button = (label: string, action_id: string, value: string) => ({
  type: 'button' as const, text: { type: 'plain_text' as const, text: label }, action_id, value,
});
const title = { type: 'plain_text' as const, text: 'Echo' };
const done = (text: string) => ({ type: 'modal' as const, title, blocks: [section(text)] });

/** What a page of the echo shows: a text, a row with a menu, and the way to the next page. */
const page = (text: string, number: number) => ({
  text: `Echo: ${text}`,
  blocks: [
    { type: 'header' as const, text: { type: 'plain_text' as const, text: `Page ${number}` } },
    {
      ...section(`*${text}*`),
      accessory: {
        type: 'overflow' as const, action_id: 'row_menu',
        options: ['Details', 'Track'].map((label) => ({ text: { type: 'plain_text' as const, text: label }, value: `${label}:${text}` })),
      },
    },
    { type: 'actions' as const, elements: [button('Next', 'page_next', String(number + 1)), button('Form', 'open_form', text), button('Drop', 'drop', 'it')] },
  ],
});

/** What went wrong on purpose. */
const refused: unknown[] = [];

const listen = (app: App): void => {
  app.command('/echo', async ({ ack, command, respond }) => {
    await ack();
    await respond({ response_type: 'ephemeral', ...page(command.text, 1) });
  });
  app.command('/quick', async ({ ack, command }) => ack({ text: `quick ${command.text}` }));
  app.command('/say', async ({ ack, command, client }) => {
    await ack();
    await client.chat.postMessage({ channel: command.channel_id, ...page(command.text, 1) });
  });
  app.command('/bad', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'bad', blocks: [section('x'.repeat(3001))] }).catch((error: unknown) => refused.push(error));
  });
  app.command('/silent', async ({ ack }) => ack());
  app.action('page_next', async ({ ack, action, respond }) => {
    await ack();
    const number = action.type === 'button' ? Number(action.value) : 0;
    await respond({ replace_original: true, ...page('again', number) });
  });
  app.action('drop', async ({ ack, respond }) => {
    await ack();
    await respond({ delete_original: true });
  });
  app.action('row_menu', async ({ ack, action, respond, body }) => {
    await ack();
    const chosen = action.type === 'overflow' ? action.selected_option.value : '';
    await respond({ text: `${body.user.id} chose ${chosen}`, replace_original: false });
  });
};

const listenForViews = (app: App): void => {
  app.action('open_form', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const opened = await client.views.open({ trigger_id: body.trigger_id, view: done('Loading') });
    await client.views.update({
      view_id: opened.view?.id ?? '', hash: opened.view?.hash ?? '',
      view: {
        type: 'modal', callback_id: 'form', notify_on_close: true, title, submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          { type: 'input', block_id: 'reason', label: { type: 'plain_text', text: 'Reason' }, element: { type: 'plain_text_input', action_id: 'text' } },
          {
            type: 'input', block_id: 'size', optional: true, label: { type: 'plain_text', text: 'Size' },
            element: { type: 'static_select', action_id: 'pick', options: ['S', 'L'].map((text) => ({ text: { type: 'plain_text', text }, value: `size-${text}` })) },
          },
        ],
      },
    });
  });
  app.view('form', async ({ ack, view }) => {
    const reason = view.state.values['reason']?.['text']?.value ?? '';
    const size = view.state.values['size']?.['pick']?.selected_option?.value ?? 'none';
    if (reason === 'no') await ack({ response_action: 'errors', errors: { reason: 'Say more' } });
    else if (reason === 'close') await ack();
    else await ack({ response_action: 'update', view: done(`Got ${reason}, size ${size}`) });
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body, client }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'You closed the form' });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section('Welcome home')] } });
  });
};

/** A real Bolt app that echoes, connected to a local Slack over HTTP or over sockets. `events`: every event it got, by id. */
export const startEchoBot = async (slack: LocalSlack, over: 'HTTP' | 'sockets' = 'HTTP') => {
  const app = new App({
    token: slack.app.token, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    ...(over === 'HTTP' ? { signingSecret: SIGNING_SECRET } : { appToken: slack.app.appToken, socketMode: true }),
  });
  const events: { id: string; retry: number | undefined }[] = [];
  listen(app);
  listenForViews(app);
  app.event('user_change', async ({ body, context }) => {
    events.push({ id: body.event_id, retry: context.retryNum });
  });
  app.event('message', async ({ event, client }) => {
    if (event.subtype !== 'file_share') return;
    const [file] = event.files ?? [];
    const response = await fetch(file?.url_private ?? '', { headers: { authorization: `Bearer ${slack.app.token}` } });
    await client.chat.postMessage({ channel: event.channel, text: `Got ${file?.name}: ${await response.text()}` });
  });
  const server = await app.start(0);
  if (over === 'HTTP') {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the echo bot has no port');
    slack.connect(`http://127.0.0.1:${address.port}/slack/events`, SIGNING_SECRET);
  }
  return { events, stop: () => app.stop() };
};
