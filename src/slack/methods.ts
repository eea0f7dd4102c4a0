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
export const ROUTE_SCOPES = { commands: ['commands'], events: { user_change: ['users:read'], 'message.im': ['im:history'], app_home_opened: [] } } as const;
/** What is only needed where `TRACKER_URL` is set: the rest of the manifest has none of it. */
export const LINKS = { event: 'link_shared', scopes: ['links:read', 'links:write'] } as const;
