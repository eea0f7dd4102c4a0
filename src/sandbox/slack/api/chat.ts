import { reject, type Core } from '../core.ts';
import { isObject, type Json } from '../json.ts';
import { messageObject } from '../state/message-object.ts';
import { linksIn } from '../state/links.ts';
import type { Channel, Message } from '../state/model.ts';
import { validateBlocks } from '../validator/validate.ts';
import { conversation, fail, flag, readable, text, type Method, type Reply } from './method.ts';

const MOST_TEXT = 40_000;

/** What is wrong with a message's content, as the reply that Slack gives; undefined when nothing is. */
export const contentError = (where: string, args: Json, core: Core): Extract<Reply, { ok: false }> | undefined => {
  const { blocks } = args;
  const hasBlocks = Array.isArray(blocks) && blocks.length > 0;
  if (blocks !== undefined && !Array.isArray(blocks)) {
    reject(core, where, args, [{ message: 'invalid_blocks_format', pointer: '/blocks' }]);
    return { ok: false, error: 'invalid_blocks_format' };
  }
  if (!hasBlocks && text(args, 'text') === '') return { ok: false, error: 'no_text' };
  if (text(args, 'text').length > MOST_TEXT) return { ok: false, error: 'msg_too_long' };
  const problems = hasBlocks ? validateBlocks(blocks) : [];
  if (problems.length === 0) return undefined;
  const messages = reject(core, where, args, problems);
  return { ok: false, error: 'invalid_blocks', errors: messages, response_metadata: { messages: messages.map((each) => `[ERROR] ${each}`) } };
};

const metadataOf = (args: Json): Json | undefined => (isObject(args['metadata']) ? args['metadata'] : undefined);

const draftOf = (args: Json, core: Core, channel: Channel) => ({
  channel: channel.id, user: core.app.botUserId, botId: core.app.botId, text: text(args, 'text'), blocks: args['blocks'],
  threadTs: text(args, 'thread_ts') || undefined, broadcast: flag(args, 'reply_broadcast'), metadata: metadataOf(args),
});

/** Posting: without an invitation only to direct messages and, with `chat:write.public`, to public channels. */
export const mayPost = (channel: Channel | undefined, core: Core): string | undefined => {
  if (!channel) return 'channel_not_found';
  if (channel.archived) return 'is_archived';
  if (channel.members.has(core.app.botUserId)) return undefined;
  if (channel.kind !== 'public') return 'channel_not_found';
  return core.app.scopes?.includes('chat:write.public') ? undefined : 'not_in_channel';
};

const postMessage = (args: Json, core: Core): Reply => {
  const channel = conversation(text(args, 'channel'), core);
  const error = mayPost(channel, core);
  if (!channel || error !== undefined) return fail(error ?? 'channel_not_found');
  const wrong = contentError('chat.postMessage', args, core);
  if (wrong) return wrong;
  const message = core.state.messages.post(draftOf(args, core, channel));
  return { ok: true, channel: channel.id, ts: message.ts, message: messageObject(message, core, true) };
};

/** A message of the bot's own that can still be changed. Ephemeral ones cannot be found. */
const own = (args: Json, core: Core, otherwise: string): { message: Message } | { error: string } => {
  const channel = core.state.channels.get(text(args, 'channel'));
  if (!channel) return { error: 'channel_not_found' };
  const message = core.state.messages.find(channel.id, text(args, 'ts'));
  if (!message || message.ephemeralTo !== undefined) return { error: 'message_not_found' };
  return message.user === core.app.botUserId ? { message } : { error: otherwise };
};

const update = (args: Json, core: Core): Reply => {
  const found = own(args, core, 'cant_update_message');
  if ('error' in found) return fail(found.error);
  const wrong = contentError('chat.update', args, core);
  if (wrong) return wrong;
  // "If you don't include this field, the message's previous blocks will be retained. To remove previous blocks, include an empty array."
  const blocks = args['blocks'] ?? found.message.blocks;
  const message = core.state.messages.change(found.message, { text: text(args, 'text'), blocks, metadata: metadataOf(args) });
  return { ok: true, channel: message.channel, ts: message.ts, text: message.text, message: messageObject(message, core, false) };
};

const remove = (args: Json, core: Core): Reply => {
  const found = own(args, core, 'cant_delete_message');
  if ('error' in found) return fail(found.error);
  core.state.messages.remove(found.message);
  return { ok: true, channel: found.message.channel, ts: found.message.ts };
};

const postEphemeral = (args: Json, core: Core): Reply => {
  const channel = conversation(text(args, 'channel'), core);
  const error = mayPost(channel, core);
  if (!channel || error !== undefined) return fail(error ?? 'channel_not_found');
  const user = text(args, 'user');
  if (!channel.members.has(user)) return fail('user_not_in_channel');
  const wrong = contentError('chat.postEphemeral', args, core);
  if (wrong) return wrong;
  return { ok: true, message_ts: core.state.messages.post({ ...draftOf(args, core, channel), ephemeralTo: user }).ts };
};

/** https://docs.slack.dev/reference/methods/chat.getPermalink : of any message that is there, for whoever may read it. */
const permalink = (args: Json, core: Core): Reply => {
  const channel = readable(text(args, 'channel'), core);
  if (!channel) return fail('channel_not_found');
  const message = core.state.messages.find(channel.id, text(args, 'message_ts'));
  if (!message || message.ephemeralTo !== undefined) return fail('message_not_found');
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  return { ok: true, channel: channel.id, permalink: `https://${core.state.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}` };
};

/** https://docs.slack.dev/reference/methods/chat.unfurl : what is shown beneath links of a message that somebody else posted, whether the app is in that channel or not. */
const unfurl = (args: Json, core: Core): Reply => {
  if (text(args, 'channel') === '' && text(args, 'unfurl_id') !== '') return fail('invalid_unfurl_id'); // what is still being written is nowhere yet
  if (text(args, 'channel') === '') return fail('missing_channel');
  if (text(args, 'ts') === '') return fail('missing_ts');
  const { unfurls } = args;
  if (unfurls === undefined) return fail('missing_unfurls');
  if (!isObject(unfurls)) return fail('invalid_unfurls_format');
  const channel = core.state.channels.get(text(args, 'channel'));
  const message = channel && core.state.messages.find(channel.id, text(args, 'ts'));
  if (!channel) return fail('cannot_find_channel');
  if (!message) return fail('cannot_find_message');
  const shown: { url: string; blocks: unknown }[] = [];
  for (const [url, content] of Object.entries(unfurls)) {
    if (!linksIn(message.text, core.app.unfurlDomains).some((link) => link.url === url)) return fail('cannot_unfurl_url');
    const blocks = isObject(content) ? content['blocks'] : undefined;
    if (!Array.isArray(blocks)) return fail('cannot_parse_attachment');
    const problems = validateBlocks(blocks);
    if (problems.length > 0) return fail('invalid_blocks', { errors: reject(core, 'chat.unfurl', args, problems) });
    shown.push({ url, blocks });
  }
  core.state.messages.unfurl(message, shown);
  return { ok: true };
};

const scopes = ['chat:write'];
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': { scopes, run: postMessage },
  'chat.update': { scopes, run: update },
  'chat.delete': { scopes, run: remove },
  'chat.unfurl': { scopes: ['links:write'], run: unfurl },
  'chat.postEphemeral': { scopes, run: postEphemeral },
  'chat.getPermalink': { scopes: [], run: permalink },
};
