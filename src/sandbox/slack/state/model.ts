import type { Block, Json } from '../json.ts';

export type Team = { id: string; name: string; domain: string };

export type SlackUser = {
  id: string;
  /** Another organisation's team for a stranger in a shared channel. */
  teamId: string;
  /** What people type after `@`. */
  handle: string;
  realName: string;
  email: string | undefined;
  emailConfirmed: boolean;
  tz: string;
  tzLabel: string;
  /** Seconds east of UTC. */
  tzOffset: number;
  restricted: boolean;
  ultraRestricted: boolean;
  bot: boolean;
  deleted: boolean;
};

export type Channel = {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  members: Set<string>;
  /** Shared with another organisation. */
  shared: boolean;
  archived: boolean;
};

export type SlackFile = {
  id: string;
  name: string;
  title: string;
  /** Who uploaded it. */
  user: string;
  /** What the upload was announced with, in bytes. */
  expectedLength: number;
  content: Buffer | undefined;
  /** The upload was completed: it is a file now. */
  complete: boolean;
  channels: string[];
  /** Given to the app in a dialog. */
  toApp: boolean;
  createdAt: Date;
};

export type Unfurl = { url: string; blocks: Block[] };

export type Message = {
  /** Which message this is in its channel: seconds with six digits, unique and rising. */
  ts: string;
  channel: string;
  user: string;
  botId: string | undefined;
  text: string;
  blocks: Block[];
  threadTs: string | undefined;
  broadcast: boolean;
  /** Only this user sees it; it is not part of the channel's history. */
  ephemeralTo: string | undefined;
  metadata: Json | undefined;
  files: readonly SlackFile[];
  /** What an app showed beneath links in it, by address. */
  unfurls: readonly Unfurl[];
  edited: boolean;
  deleted: boolean;
};

export type PlainText = { type: 'plain_text'; text: string; emoji?: boolean };

export type View = {
  id: string;
  type: 'modal' | 'home';
  user: string;
  hash: string;
  rootId: string;
  previousId: string | undefined;
  title: PlainText | undefined;
  submit: PlainText | undefined;
  close: PlainText | undefined;
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  blocks: Block[];
};

/** What happened in the workspace. `cause`: the interaction (its trigger id) that Slack knows it belongs to. */
export type Change =
  | { kind: 'message'; how: 'posted' | 'changed' | 'deleted'; message: Message; cause: string | undefined }
  | { kind: 'view'; how: 'opened' | 'pushed' | 'updated' | 'closed' | 'published'; view: View; cause: string | undefined };
