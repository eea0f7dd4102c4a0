import type { Method } from './method.ts';

export const authMethods: Readonly<Record<string, Method>> = {
  'api.test': { scopes: [], run: (args) => ({ ok: true, args }) },
  'auth.test': {
    scopes: [],
    run: (_args, { app, state }) => ({
      ok: true, url: `https://${state.team.domain}.slack.com/`, team: state.team.name, user: app.name, team_id: state.team.id,
      user_id: app.botUserId, bot_id: app.botId, is_enterprise_install: false,
    }),
  },
};
