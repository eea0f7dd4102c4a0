import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { appMethods } from './apps.ts';
import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { fail, text, type Method, type Reply } from './method.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

export const METHODS: Readonly<Record<string, Method>> = {
  ...authMethods, ...userMethods, ...conversationMethods, ...chatMethods, ...viewMethods, ...fileMethods, ...appMethods,
};

/** Method → the scopes it can need. Of several, one is needed: the one for the kind of conversation. */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(METHODS).map(([name, { scopes }]) => [name, scopes]),
);

const PREFIX = { public: 'channels:', private: 'groups:', im: 'im:' } as const;

/** The scopes this very call needs. A conversation that does not exist needs none: it is answered as not found. */
const needed = (method: Method, args: Json, core: Core): readonly string[] => {
  if (method.scopes.length < 2) return method.scopes;
  const channel = core.state.channels.get(text(args, 'channel'));
  return channel ? method.scopes.filter((scope) => scope.startsWith(PREFIX[channel.kind])) : [];
};

/** What is wrong with the token: most methods want the bot's, a few the app's own. */
const badToken = (method: Method, token: string | undefined, { app }: Core): string | undefined => {
  if (token === undefined) return 'not_authed';
  const [wanted, other] = method.token === 'app' ? [app.appToken, app.token] : [app.token, app.appToken];
  if (token === other) return 'not_allowed_token_type';
  return token === wanted ? undefined : 'invalid_auth';
};

/** Answers one Web API call and records it. `token`: what the request carried, if anything. */
export const answerCall = (name: string, token: string | undefined, args: Json, core: Core): Reply => {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  const required = method ? needed(method, args, core) : [];
  const granted = core.app.scopes;
  const added = (method?.adds ?? []).filter((scope) => granted?.includes(scope) ?? true);
  const reply = ((): Reply => {
    if (!method) return fail('unknown_method', { req_method: name });
    const refused = name === 'api.test' ? undefined : badToken(method, token, core);
    if (refused !== undefined) return fail(refused);
    const missing = required.filter((scope) => granted !== undefined && !granted.includes(scope));
    if (missing.length > 0) return fail('missing_scope', { needed: missing.join(','), provided: granted?.join(',') });
    return method.run(args, core);
  })();
  core.calls.push({ method: name, args, at: core.clock(), ok: reply.ok, error: reply.ok ? undefined : reply.error, scopes: [...required, ...added] });
  return reply;
};
