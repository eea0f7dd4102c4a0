import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { fileObject } from './file-object.ts';
import type { Message } from './model.ts';

/** A message as Slack's methods and payloads print it. Metadata only where it was asked for. */
export const messageObject = (message: Message, core: Core, withMetadata: boolean): Json & { type: 'message'; ts: string } => ({
  type: 'message', user: message.user, ts: message.ts, text: message.text,
  team: core.state.team.id,
  ...(message.botId === undefined ? {} : { bot_id: message.botId, app_id: core.app.id }),
  ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
  ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
  ...(message.files.length > 0 ? { files: message.files.map((file) => fileObject(file, core)) } : {}),
  ...(message.unfurls.length > 0 ? { attachments: message.unfurls.map(({ url, blocks }, i) => ({ id: i + 1, from_url: url, app_unfurl_url: url, is_app_unfurl: true, app_id: core.app.id, blocks })) } : {}),
  ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
});
