import { createHash } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackUserId } from '../domain/ids.ts';
import type { Content } from '../usecases/outgoing/content.ts';
import type { Messenger, Post } from '../usecases/ports/messenger.ts';
import { NotDelivered } from '../usecases/ports/messenger.ts';
import { type PublishHome, shownOnHome } from './publishHome.ts';
import { saying } from './notDelivered.ts';
import { homeTaken, homeView } from './views/home/home.ts';
import type { Message } from './views/blocks.ts';
import { outgoing } from './views/outgoing.ts';

/** By this our messages know themselves again. The payload is an event's id: nothing else, and nothing personal. */
const EVENT = 'send_tracker';
const metadataOf = (event: string) => ({ event_type: EVENT, event_payload: { id: event } });

const opened = z.object({ channel: z.object({ id: z.string() }) });
const said = z.object({ ts: z.string() });
const page = z.object({
  messages: z.array(z.object({
    ts: z.string(), metadata: z.object({ event_type: z.string(), event_payload: z.object({ id: z.string().optional() }).catch({}) }).optional().catch(undefined),
  })).default([]),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

const REMEMBERED = 10_000;
const PAGE = 200;
/** A conversation in which more than this was said since is not searched any further. */
const PAGES = 10;

/** A message as it leaves, and what it shows, for telling whether an edit would change it. How old its data is does not count. */
const rendered = (content: Content, meantFor: readonly string[]): { message: Message; shown: string } => {
  const message = outgoing(content, meantFor);
  const timeless = content.kind === 'card' ? outgoing({ ...content, asOf: undefined }, meantFor) : message;
  return { message, shown: createHash('sha256').update(JSON.stringify(timeless)).digest('base64url') };
};

/** Says what leaves by itself, over the patient client. `patience`: its time-out, in ms. */
export const createMessenger = (web: webApi.WebClient, publishHome: PublishHome, patience: number): Messenger => {
  const conversations = new Map<SlackUserId, string>();
  return {
    patience,

    openDm: async (user) => {
      const known = conversations.get(user);
      if (known !== undefined) return known;
      const { channel } = await saying(async () => opened.parse(await web.conversations.open({ users: user })));
      const [oldest] = conversations.keys();
      if (conversations.size >= REMEMBERED && oldest !== undefined) conversations.delete(oldest);
      conversations.set(user, channel.id);
      return channel.id;
    },

    post: async (channel, { event, content, meantFor, threadTs, broadcast }: Post) => {
      const { message: { text, blocks }, shown } = rendered(content, meantFor);
      const message = { text, blocks, channel, metadata: metadataOf(event), unfurl_links: false, unfurl_media: false };
      const thread = threadTs === undefined ? {} : broadcast ? { thread_ts: threadTs, reply_broadcast: true as const } : { thread_ts: threadTs };
      const { ts } = await saying(async () => said.parse(await web.chat.postMessage({ ...message, ...thread })));
      return { ts, shown };
    },

    edit: async ({ channel, ts, shown: before, meantFor }, content) => {
      const { message, shown } = rendered(content, meantFor);
      if (shown !== before) await saying(() => web.chat.update({ channel, ts, ...message }));
      return { shown };
    },

    publish: async (user, content, { shown: before, hash }) => {
      const shown = shownOnHome(content);
      if (shown === before) return { shown, hash };
      return { shown, hash: await saying(() => publishHome(user, (charts) => homeView(content, { charts }), hash)) };
    },

    emptyHome: async (user, why) => void (await saying(() => publishHome(user, () => homeTaken(why), ''))),

    find: async (channel, event, since, threadTs) => {
      const asked = { channel, oldest: String(since.getTime() / 1000), include_all_metadata: true, limit: PAGE };
      const look = (cursor: string | undefined): Promise<unknown> => {
        const where = cursor === undefined ? asked : { ...asked, cursor };
        return saying(() => (threadTs === undefined ? web.conversations.history(where) : web.conversations.replies({ ...where, ts: threadTs })));
      };
      try {
        let cursor: string | undefined;
        for (let i = 0; i < PAGES; i++) {
          const { messages, response_metadata: more } = page.parse(await look(cursor));
          const found = messages.find(({ metadata }) => metadata?.event_type === EVENT && metadata.event_payload.id === event);
          if (found) return { ts: found.ts };
          cursor = more?.next_cursor || undefined;
          if (cursor === undefined) return undefined;
        }
        return 'unknown';
      } catch (error) {
        if (error instanceof NotDelivered && mayNotLook(error)) return 'unknown';
        throw error;
      }
    },
  };
};

/** Only direct messages are ours to read; in channels our scopes, or our not being in them, forbid it. */
const mayNotLook = ({ failure }: NotDelivered): boolean =>
  failure.failed === 'gone' || failure.failed === 'unreachable' || (failure.failed === 'workspace' && failure.why === 'missing_scope');
