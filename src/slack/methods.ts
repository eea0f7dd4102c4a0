/** Every Web API method this room calls, with the scopes it needs (https://docs.slack.dev/reference/methods). */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'users.info': ['users:read', 'users:read.email'],
  'chat.postMessage': ['chat:write'],
  'files.info': ['files:read'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
};
/** What routes need: slash commands, and `user_change`. */
export const ROUTE_SCOPES = { commands: ['commands'], events: { user_change: ['users:read'], 'message.im': ['im:history'] } } as const;
