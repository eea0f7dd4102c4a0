import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import type { SlackUser } from '../state/model.ts';
import { fail, page, text, type Method } from './method.ts';

const EMAIL = 'users:read.email';

/** https://docs.slack.dev/reference/objects/user-object. Deactivated users keep only their name; strangers show no e-mail. */
export const userObject = (user: SlackUser, core: Core): Json => {
  const mayReadEmail = core.app.scopes?.includes(EMAIL) ?? true;
  const stranger = user.teamId !== core.state.team.id;
  const email = mayReadEmail && !stranger && user.email !== undefined ? { email: user.email } : {};
  const profile = { real_name: user.realName, display_name: user.handle, team: user.teamId, ...email };
  const both = { id: user.id, team_id: user.teamId, name: user.handle, deleted: user.deleted, profile, is_bot: user.bot, is_app_user: false, updated: 1700000000 };
  if (user.deleted) return both;
  return {
    ...both, color: '9f69e7', real_name: user.realName, tz: user.tz, tz_label: user.tzLabel, tz_offset: user.tzOffset,
    is_admin: false, is_owner: false, is_primary_owner: false, is_restricted: user.restricted, is_ultra_restricted: user.ultraRestricted,
    is_email_confirmed: user.emailConfirmed, ...(stranger ? { is_stranger: true } : {}),
  };
};

export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': {
    scopes: ['users:read'], adds: [EMAIL],
    run: (args, core) => {
      const user = core.state.users.get(text(args, 'user'));
      return user ? { ok: true, user: userObject(user, core) } : fail('user_not_found');
    },
  },
  'users.list': {
    scopes: ['users:read'], adds: [EMAIL],
    run: (args, core) => {
      const members = page([...core.state.users.values()], args);
      if (!members) return fail('invalid_cursor');
      return { ok: true, members: members.items.map((user) => userObject(user, core)), response_metadata: { next_cursor: members.next } };
    },
  },
  'users.lookupByEmail': {
    scopes: [EMAIL],
    run: (args, core) => {
      const email = text(args, 'email').toLowerCase();
      const user = [...core.state.users.values()].find((each) => !each.deleted && each.teamId === core.state.team.id && each.email?.toLowerCase() === email);
      return user ? { ok: true, user: userObject(user, core) } : fail('users_not_found');
    },
  },
};
