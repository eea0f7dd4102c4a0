import type { Core } from '../core.ts';
import { isString, type Json } from '../json.ts';
import type { Channel } from '../state/model.ts';

/** What a method answers: Slack's `ok: true` with fields, or its error code. */
export type Reply = { ok: true; [field: string]: unknown } | { ok: false; error: string; [field: string]: unknown };

export type Method = {
  /** Which scope a token needs; of several, the one for the kind of conversation (`channels:`, `groups:`, `im:`). None: any token will do. */
  scopes: readonly string[];
  /** Scopes that add to the answer without being required. */
  adds?: readonly string[];
  /** Which token it takes: the bot's, unless it says otherwise. */
  token?: 'app';
  run: (args: Json, core: Core) => Reply;
};

export const fail = (error: string, more: Json = {}): Reply => ({ ok: false, error, ...more });

/** A textual argument; '' when absent or of another type. */
export const text = (args: Json, name: string): string => (isString(args[name]) ? args[name] : '');

/** A yes/no argument, in a form or in JSON. */
export const flag = (args: Json, name: string): boolean => args[name] === true || args[name] === 'true' || args[name] === '1' || args[name] === 1;

/** The conversation that an argument names: its id, `#name`, or a user's id for their direct messages. */
export const conversation = (named: string, core: Core): Channel | undefined => {
  const { channels, users, directMessages } = core.state;
  const byId = channels.get(named);
  if (byId) return byId;
  if (named.startsWith('#')) return [...channels.values()].find(({ name, kind }) => kind !== 'im' && `#${name}` === named);
  const user = users.get(named);
  return user && !user.bot ? directMessages(user.id, core.app.botUserId) : undefined;
};

/** A conversation the bot may look into: a public one, or one it is in. */
export const readable = (named: string, core: Core): Channel | undefined => {
  const found = core.state.channels.get(named);
  return found && (found.kind === 'public' || found.members.has(core.app.botUserId)) ? found : undefined;
};

const MOST = 1000;
/** One page by `limit` and `cursor`; the cursor is opaque to the caller. Undefined: the cursor is none of ours. */
export const page = <T>(all: readonly T[], args: Json, usual = 100): { items: T[]; next: string } | undefined => {
  const limit = Math.min(Math.max(Math.trunc(Number(args['limit'] ?? usual)) || usual, 1), MOST);
  const cursor = text(args, 'cursor');
  const start = cursor === '' ? 0 : Number(/^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) return undefined;
  const end = start + limit;
  return { items: all.slice(start, end), next: end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '' };
};
