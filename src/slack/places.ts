import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../usecases/ports.ts';
import type { Place, Places } from '../usecases/ports/places.ts';
import { askedLately } from './askedLately.ts';

const said = z.boolean().optional();
const channel = z.object({
  is_member: said, is_archived: said, is_shared: said, is_ext_shared: said, is_pending_ext_shared: said, is_org_shared: said, pending_shared: z.array(z.unknown()).default([]),
}).transform(({ is_member: botIsIn = false, is_archived: archived = false, ...shared }): Place => ({ botIsIn, archived, strangers: strangersIn(shared) }));

type Shared = { is_shared?: boolean | undefined; is_ext_shared?: boolean | undefined; is_pending_ext_shared?: boolean | undefined; is_org_shared?: boolean | undefined; pending_shared: readonly unknown[] };
/** Shared within one organisation is not shared with strangers. */
const strangersIn = ({ is_shared: shared, is_ext_shared: external, is_pending_ext_shared: pending, is_org_shared: within, pending_shared: invited }: Shared): Place['strangers'] => {
  if (external === true || pending === true || invited.length > 0 || (shared === true && within !== true)) return 'some';
  return external === false ? 'none' : 'unknown';
};

const UNKNOWN: Place = { strangers: 'unknown', botIsIn: false, archived: false };
/** We may not ask about such a conversation (a group's direct messages). */
const NOT_TOLD = new Set(['missing_scope', 'method_not_supported_for_channel_type']);
const link = z.object({ permalink: z.url() });
const NO_MESSAGE = new Set(['message_not_found', 'channel_not_found']);
const NOT_SHOWN = new Set(['channel_not_found', 'not_in_channel']);

const FRESH = 60_000;
const REMEMBERED = 1_000;

/** The one place that tells who may be reading a conversation. */
export const createPlaces = (web: webApi.WebClient, clock: Clock): Places => {
  const ask = async (id: string): Promise<Place | undefined> => {
    try {
      return channel.parse((await web.conversations.info({ channel: id })).channel);
    } catch (error) {
      if (!(error instanceof webApi.WebAPIPlatformError)) throw error;
      if (NOT_TOLD.has(error.data.error)) return UNKNOWN;
      if (NOT_SHOWN.has(error.data.error)) return undefined;
      throw error;
    }
  };

  // What keeps people waiting is not remembered: who was just told to invite the bot does so, and tries again.
  const places = askedLately(clock, ask, { fresh: FRESH, most: REMEMBERED, keep: (place) => place?.botIsIn === true && place.strangers === 'none' });

  return {
    look: places.get,
    forget: places.forget,

    linkTo: async (channelId, ts) => {
      try {
        return link.parse(await web.chat.getPermalink({ channel: channelId, message_ts: ts })).permalink;
      } catch (error) {
        if (error instanceof webApi.WebAPIPlatformError && NO_MESSAGE.has(error.data.error)) return undefined;
        throw error;
      }
    },
  };
};
