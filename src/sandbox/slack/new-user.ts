import type { Ids } from './state/ids.ts';
import type { SlackUser } from './state/model.ts';

/** A user as a test describes one: the name is enough. */
export type NewUser = { name: string } & Partial<Omit<SlackUser, 'realName'>>;

/** Full members in New York with a confirmed e-mail, unless described otherwise. */
export const userFrom = ({ name, ...given }: NewUser, teamId: string, ids: Ids): SlackUser => ({
  id: ids.next('U'), teamId, handle: name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '.'), realName: name, email: undefined, emailConfirmed: true,
  tz: 'America/New_York', tzLabel: 'Eastern Standard Time', tzOffset: -18_000, restricted: false, ultraRestricted: false, bot: false, deleted: false,
  ...given,
});
