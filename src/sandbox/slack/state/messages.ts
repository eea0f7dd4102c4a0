import type { Block, Json } from '../json.ts';
import { completed } from './complete.ts';
import type { Ids } from './ids.ts';
import type { Change, Message, SlackFile } from './model.ts';

export type Draft = {
  channel: string;
  user: string;
  botId?: string | undefined;
  text: string;
  blocks?: unknown;
  threadTs?: string | undefined;
  broadcast?: boolean;
  ephemeralTo?: string | undefined;
  metadata?: Json | undefined;
  files?: readonly SlackFile[];
};

type Context = { ids: Ids; clock: () => Date; tell: (change: Change) => void };

/** All blocks that stand in a message, those beneath its links among them. */
export const blocksIn = ({ blocks, unfurls }: Message): Block[] => [...blocks, ...unfurls.flatMap((each) => each.blocks)];

export const createMessages = ({ ids, clock, tell }: Context) => {
  const all: Message[] = [];
  return {
    all,
    find: (channel: string, ts: string): Message | undefined =>
      all.find((each) => each.channel === channel && each.ts === ts && !each.deleted),
    /** What a user sees in a channel, oldest first: its messages and the ones only they see. */
    seenBy: (user: string, channel: string): Message[] =>
      all.filter((each) => each.channel === channel && !each.deleted && (each.ephemeralTo ?? user) === user),
    /** A channel's history, oldest first: without ephemeral messages. */
    history: (channel: string): Message[] => all.filter((each) => each.channel === channel && !each.deleted && each.ephemeralTo === undefined),
    post: (draft: Draft, cause?: string): Message => {
      const message: Message = {
        ts: ids.ts(clock()), channel: draft.channel, user: draft.user, botId: draft.botId, text: draft.text,
        blocks: completed(draft.blocks, ids), threadTs: draft.threadTs, broadcast: draft.broadcast ?? false,
        ephemeralTo: draft.ephemeralTo, metadata: draft.metadata, files: draft.files ?? [], unfurls: [], edited: false, deleted: false,
      };
      all.push(message);
      tell({ kind: 'message', how: 'posted', message, cause });
      return message;
    },
    change: (message: Message, content: { text: string; blocks: unknown; metadata?: Json | undefined }, cause?: string): Message => {
      message.text = content.text;
      message.blocks = completed(content.blocks, ids);
      if (content.metadata) message.metadata = content.metadata;
      message.edited = true;
      tell({ kind: 'message', how: 'changed', message, cause });
      return message;
    },
    /** Shows something beneath links; what stood beneath the same ones is replaced. */
    unfurl: (message: Message, unfurls: readonly { url: string; blocks: unknown }[]): void => {
      const shown = unfurls.map(({ url, blocks }) => ({ url, blocks: completed(blocks, ids) }));
      message.unfurls = [...message.unfurls.filter(({ url }) => !shown.some((each) => each.url === url)), ...shown];
      tell({ kind: 'message', how: 'changed', message, cause: undefined });
    },
    remove: (message: Message, cause?: string): void => {
      message.deleted = true;
      tell({ kind: 'message', how: 'deleted', message, cause });
    },
  };
};
