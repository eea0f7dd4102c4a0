import { contentError } from './api/chat.ts';
import { flag, text } from './api/method.ts';
import type { Core } from './core.ts';
import type { Json } from './json.ts';
import type { Message } from './state/model.ts';
import type { ResponseUrl } from './response-urls.ts';

type Answered = { status: number; body: Json | 'ok' };
type Target = Pick<ResponseUrl, 'user' | 'channel' | 'interaction' | 'original'>;

/** Shows what the bot sent to a response URL, or in an ack: a new message, or the original replaced or gone. Ephemeral unless it says `in_channel`. */
export const show = (target: Target, sent: Json, core: Core): Message | undefined => {
  const { messages } = core.state;
  const { original } = target;
  if (flag(sent, 'delete_original')) {
    if (original && !original.deleted) messages.remove(original, target.interaction);
    return undefined;
  }
  const content = { text: text(sent, 'text'), blocks: sent['blocks'] };
  if (flag(sent, 'replace_original') && original && !original.deleted) return messages.change(original, content, target.interaction);
  const visible = text(sent, 'response_type') === 'in_channel' ? {} : { ephemeralTo: target.user };
  const threadTs = text(sent, 'thread_ts') || original?.threadTs;
  return messages.post({ channel: target.channel, user: core.app.botUserId, botId: core.app.botId, ...content, ...visible, threadTs }, target.interaction);
};

/** One POST to a response URL. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export const respond = (path: string, sent: Json | undefined, core: Core): Answered => {
  const url = core.responseUrls.use(path);
  if ('error' in url) return { status: 404, body: { ok: false, error: url.error } };
  if (!sent) return { status: 400, body: { ok: false, error: 'invalid_payload' } };
  const wrong = flag(sent, 'delete_original') ? undefined : contentError('response_url', sent, core);
  if (wrong) return { status: 400, body: wrong };
  const shown = show(url, sent, core);
  // A command has no message of its own: what was posted last through its address is what a later `replace_original` replaces.
  if (shown && path.startsWith('/commands/')) url.original = shown;
  return { status: 200, body: 'ok' };
};
