import { fail, type Method } from './method.ts';

export const appMethods: Readonly<Record<string, Method>> = {
  'apps.connections.open': {
    scopes: [], token: 'app',
    run: (_args, { connections }) => {
      const url = connections?.address();
      return url === undefined ? fail('socket_mode_disabled') : { ok: true, url };
    },
  },
};
