import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import type { Channel, Message } from '../state/model.ts';
import { messageObject } from '../state/message-object.ts';
import { fail, flag, page, readable, text, type Method, type Reply } from './method.ts';

const channelObject = (channel: Channel, core: Core): Json => {
  const shape = {
    id: channel.id, is_im: channel.kind === 'im', is_archived: channel.archived, is_ext_shared: channel.shared, is_shared: channel.shared, is_org_shared: false,
  };
  if (channel.kind === 'im') return { ...shape, user: [...channel.members].find((id) => id !== core.app.botUserId), context_team_id: core.state.team.id };
  return {
    ...shape, name: channel.name, is_channel: true, is_group: channel.kind === 'private', is_private: channel.kind === 'private', is_mpim: false,
    is_member: channel.members.has(core.app.botUserId), num_members: channel.members.size, context_team_id: core.state.team.id,
  };
};

const open = (args: Json, core: Core): Reply => {
  const { users, directMessages, channels } = core.state;
  const asked = text(args, 'users').split(',').filter(Boolean);
  const known = channels.get(text(args, 'channel'));
  if (asked.length === 0) return known?.kind === 'im' ? { ok: true, channel: { id: known.id } } : fail('users_list_not_supplied');
  if (asked.length > 1) return fail('not_enough_users');
  const user = users.get(asked[0] ?? '');
  if (!user) return fail('user_not_found');
  if (user.bot) return fail('cannot_dm_bot');
  const channel = directMessages(user.id, core.app.botUserId);
  return { ok: true, no_op: false, already_open: false, channel: flag(args, 'return_im') ? channelObject(channel, core) : { id: channel.id } };
};

/** The messages an answer may hold, newest or oldest first, between `oldest` and `latest`. */
const listed = (messages: readonly Message[], args: Json, core: Core): Reply => {
  const oldest = Number(args['oldest'] ?? 0);
  const latest = Number(args['latest'] ?? Infinity);
  const inclusive = flag(args, 'inclusive');
  const within = messages.filter(({ ts }) => (Number(ts) > oldest && Number(ts) < latest) || (inclusive && (Number(ts) === oldest || Number(ts) === latest)));
  const found = page(within, args);
  if (!found) return fail('invalid_cursor');
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    ok: true, messages: found.items.map((message) => messageObject(message, core, withMetadata)), has_more: found.next !== '',
    ...(found.next === '' ? {} : { response_metadata: { next_cursor: found.next } }),
  };
};

const isTopLevel = ({ threadTs, ts, broadcast }: Message): boolean => threadTs === undefined || threadTs === ts || broadcast;

/** Reading a conversation's content: only as a member, also in public channels. */
const inside = (args: Json, core: Core, run: (channel: Channel) => Reply): Reply => {
  const channel = readable(text(args, 'channel'), core);
  if (!channel) return fail('channel_not_found');
  return channel.members.has(core.app.botUserId) ? run(channel) : fail('not_in_channel');
};

const READ = ['channels:read', 'groups:read', 'im:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history'];

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.open': { scopes: ['im:write'], run: open },
  'conversations.info': {
    scopes: READ,
    run: (args, core) => {
      const channel = readable(text(args, 'channel'), core);
      return channel ? { ok: true, channel: channelObject(channel, core) } : fail('channel_not_found');
    },
  },
  'conversations.members': {
    scopes: READ,
    run: (args, core) => {
      const channel = readable(text(args, 'channel'), core);
      const members = page([...(channel?.members ?? [])], args);
      if (!channel) return fail('channel_not_found');
      return members ? { ok: true, members: members.items, response_metadata: { next_cursor: members.next } } : fail('invalid_cursor');
    },
  },
  'conversations.history': {
    scopes: HISTORY,
    run: (args, core) => inside(args, core, ({ id }) => listed(core.state.messages.history(id).filter(isTopLevel).toReversed(), args, core)),
  },
  'conversations.replies': {
    scopes: HISTORY,
    run: (args, core) => inside(args, core, ({ id }) => {
      const parent = text(args, 'ts');
      const thread = core.state.messages.history(id).filter(({ ts, threadTs }) => ts === parent || threadTs === parent);
      return thread.length > 0 ? listed(thread, args, core) : fail('thread_not_found');
    }),
  },
};
