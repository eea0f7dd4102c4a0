import { createFiles } from './files.ts';
import { createIds } from './ids.ts';
import { createMessages } from './messages.ts';
import type { Change, Channel, SlackUser, Team } from './model.ts';
import { createViews } from './views.ts';

export type Clock = () => Date;

/** Everything the workspace holds, in memory. Every change of messages and views is told to the subscribers, in order. */
export const createState = (team: Team, clock: Clock) => {
  const ids = createIds(team.id);
  const users = new Map<string, SlackUser>();
  const channels = new Map<string, Channel>();
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  const context = { ids, clock, tell };
  return {
    team, ids, users, channels,
    messages: createMessages(context),
    views: createViews(context),
    files: createFiles(context),
    addChannel: (channel: Omit<Channel, 'id'>): Channel => {
      const added = { ...channel, id: ids.next(channel.kind === 'im' ? 'D' : 'C') };
      channels.set(added.id, added);
      return added;
    },
    /** The direct messages between a user and the bot: the same channel each time. */
    directMessages: (user: string, bot: string): Channel => {
      const existing = [...channels.values()].find(({ kind, members }) => kind === 'im' && members.has(user) && members.has(bot));
      if (existing) return existing;
      const opened: Channel = { id: ids.next('D'), name: 'directmessage', kind: 'im', members: new Set([user, bot]), shared: false, archived: false };
      channels.set(opened.id, opened);
      return opened;
    },
    /** Calls the listener after each change until the returned function is called. */
    subscribe: (listener: (change: Change) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
export type State = ReturnType<typeof createState>;
