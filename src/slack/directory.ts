import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackUserId } from '../domain/ids.ts';
import type { SlackStanding } from '../domain/person.ts';
import type { Clock } from '../usecases/ports.ts';
import { askedLately } from './askedLately.ts';

/** What Slack says of a user. `homes`: the workspaces and the organisation they are a member of. */
export type SlackPerson = {
  homes: readonly string[];
  bot: boolean;
  deleted: boolean;
  stranger: boolean;
  guest: boolean;
  email: string | undefined;
  emailConfirmed: boolean;
  name: string;
  /** IANA name. */
  timeZone: string;
};

export type Directory = {
  /** At most five minutes old. Undefined: Slack shows us no such user. */
  get(user: SlackUserId): Promise<SlackPerson | undefined>;
  /** What is known of this user is out of date. */
  forget(user: SlackUserId): void;
};

const FRESH = 5 * 60_000;
const REMEMBERED = 10_000;

const flag = z.boolean().default(false);
const userSchema = z.object({
  name: z.string().default(''),
  team_id: z.string().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional(), teams: z.array(z.string()).default([]) }).optional(),
  deleted: flag, is_bot: flag, is_stranger: flag, is_restricted: flag, is_ultra_restricted: flag, is_email_confirmed: flag,
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  profile: z.object({ email: z.string().optional(), real_name: z.string().optional() }).default({}),
});

const zoneOr = (zone: string | null | undefined): string => {
  try {
    return zone ? new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone : 'UTC';
  } catch {
    return 'UTC'; // a zone this Node does not know
  }
};

const personOf = (user: z.output<typeof userSchema>): SlackPerson => ({
  homes: [user.team_id, user.enterprise_user?.enterprise_id, ...(user.enterprise_user?.teams ?? [])].filter((id) => id !== undefined),
  bot: user.is_bot,
  deleted: user.deleted,
  stranger: user.is_stranger,
  guest: user.is_restricted || user.is_ultra_restricted,
  email: user.profile.email?.trim() || undefined,
  emailConfirmed: user.is_email_confirmed,
  name: user.real_name ?? user.profile.real_name ?? user.name,
  timeZone: zoneOr(user.tz),
});

/** What an event says of the user it is about; undefined when it does not say all that matters. */
export const standingIn = (event: unknown): SlackStanding | undefined => {
  const { data } = z.object({ user: userSchema.extend({ deleted: z.boolean(), profile: z.object({ email: z.string() }) }) }).safeParse(event);
  return data && { deleted: data.user.deleted, guest: data.user.is_restricted || data.user.is_ultra_restricted, email: data.user.profile.email };
};

const NOT_SHOWN = new Set(['user_not_found', 'user_not_visible', 'users_not_found']);

export const createDirectory = (web: webApi.WebClient, clock: Clock): Directory => {
  const ask = async (user: SlackUserId): Promise<SlackPerson | undefined> => {
    try {
      const answer = await web.users.info({ user });
      return personOf(userSchema.parse(answer.user));
    } catch (error) {
      if (error instanceof webApi.WebAPIPlatformError && NOT_SHOWN.has(error.data.error)) return undefined;
      throw error;
    }
  };

  return askedLately(clock, ask, { fresh: FRESH, most: REMEMBERED });
};
