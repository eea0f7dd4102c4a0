import type { Channel, LocalSlack } from '../slack/index.ts';

/** Who has read how far. It lives beside the workspace: a page that is loaded anew forgets nothing. */
export const createReading = ({ state }: Pick<LocalSlack, 'state'>) => {
  const read = new Map<string, string>();
  const key = (user: string, channel: string): string => `${user} ${channel}`;
  return {
    /** Everything in the channel so far. */
    mark: (user: string, channel: string): void => {
      const newest = state.messages.seenBy(user, channel).at(-1);
      if (newest) read.set(key(user, channel), newest.ts);
    },
    /** Messages of others since. A thread's replies count where they are shown in the channel, or in direct messages. */
    unread: (user: string, { id, kind }: Channel): number => {
      const last = Number(read.get(key(user, id)) ?? 0);
      return state.messages.seenBy(user, id).filter((message) =>
        Number(message.ts) > last && message.user !== user && (message.threadTs === undefined || message.broadcast || kind === 'im')).length;
    },
  };
};
export type Reading = ReturnType<typeof createReading>;
