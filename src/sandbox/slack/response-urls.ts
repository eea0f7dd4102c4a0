import type { Ids } from './state/ids.ts';
import type { Message } from './state/model.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses : "up to 5 times within 30 minutes". */
const LIFETIME = 30 * 60_000;
const USES = 5;

export type ResponseUrl = {
  path: string;
  user: string;
  channel: string;
  /** The interaction's trigger id. */
  interaction: string;
  /** The message clicked in; after a slash command the last message posted through this address. */
  original: Message | undefined;
  issuedAt: Date;
  uses: number;
};

/** `origin`: where the server answers, known once it listens. */
export const createResponseUrls = (team: string, ids: Ids, clock: () => Date, origin: () => string) => {
  const issued = new Map<string, ResponseUrl>();
  return {
    address: ({ path }: ResponseUrl): string => `${origin()}${path}`,
    issue: (kind: 'commands' | 'actions', about: Pick<ResponseUrl, 'user' | 'channel' | 'interaction' | 'original'>): ResponseUrl => {
      const path = `/${kind}/${team}/${ids.digits(13)}/${ids.secret(24)}`;
      const url = { ...about, path, issuedAt: clock(), uses: 0 };
      issued.set(path, url);
      return url;
    },
    /** Counts one use. */
    use: (path: string): ResponseUrl | { error: 'invalid_url' | 'expired_url' | 'used_url' } => {
      const url = issued.get(path);
      if (!url) return { error: 'invalid_url' };
      if (clock().getTime() - url.issuedAt.getTime() > LIFETIME) return { error: 'expired_url' };
      if (url.uses >= USES) return { error: 'used_url' };
      url.uses += 1;
      return url;
    },
  };
};
export type ResponseUrls = ReturnType<typeof createResponseUrls>;
