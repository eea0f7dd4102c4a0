/** Every Web API method this room calls, with the scopes it needs (https://docs.slack.dev/reference/methods). */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // Only whether a channel is shared with strangers.
  'chat.unfurl': ['links:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  // Direct messages only: what is said in channels is not ours to read.
  'conversations.history': ['im:history'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['im:history'],
  'users.info': ['users:read', 'users:read.email'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
/** What routes need: slash commands, and events. */
export const ROUTE_SCOPES = {
  commands: ['commands'],
  events: {
    user_change: ['users:read'], 'message.im': ['im:history'], app_home_opened: [],
    channel_left: ['channels:read'], channel_archive: ['channels:read'], channel_deleted: ['channels:read'], channel_shared: ['channels:read', 'groups:read'],
    group_left: ['groups:read'], group_archive: ['groups:read'], group_deleted: ['groups:read'],
  },
} as const;
/** What befalls a channel so that it may hear no more. That one is no longer shared is none: whoever subscribed it resumes it. */
export const CHANNEL_EVENTS = ['channel_left', 'channel_archive', 'channel_deleted', 'channel_shared', 'group_left', 'group_archive', 'group_deleted'] as const satisfies readonly (keyof typeof ROUTE_SCOPES.events)[];
/** What is only needed where `TRACKER_URL` is set: the rest of the manifest has none of it. */
export const LINKS = { event: 'link_shared', scopes: ['links:read', 'links:write'] } as const;
