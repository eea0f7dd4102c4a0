import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { fieldOf, isString, parseJson } from '../json.ts';
import type { Ids } from '../state/ids.ts';
import { createEnvelopes, type Envelopes } from './envelopes.ts';

/** "up to 10 open WebSocket connections at the same time". */
const MOST_CONNECTIONS = 10;
/** How long a stopping Slack waits for the bot to say goodbye, too. */
const LAST_WORDS_MS = 200;

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** What a test does to the bot's connections. */
export type Sockets = {
  /** How many the bot holds. */
  readonly count: number;
  /** Resolves when there are at least this many. */
  connected: (count?: number) => Promise<void>;
  /**
   * Tells every connection to go, as Slack does every few hours. `deaf`: Slack then hears nothing more on it and never closes it. `link_disabled`
   * turns Socket Mode off: no new connection opens until `link` is called.
   */
  disconnect: (reason: Exclude<DisconnectReason, 'too_many_websockets'>, how?: { deaf?: boolean }) => void;
  link: () => void;
  /** Cuts every connection without a word. */
  drop: () => void;
  /** The next acknowledgements get lost on their way, and their connections with them. */
  loseAcks: (count: number) => void;
};

type Context = { ids: Ids; appId: () => string; origin: () => string };

export const createSockets = ({ ids, appId, origin }: Context) => {
  const server = new WebSocketServer({ noServer: true });
  const envelopes: Envelopes = createEnvelopes(ids);
  const tickets = new Set<string>();
  let live: WebSocket[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];
  let linked = true;
  let toLose = 0;

  const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));
  const bye = (socket: WebSocket, reason: DisconnectReason): void => say(socket, { type: 'disconnect', reason, debug_info: { host: 'local' } });

  const heard = (socket: WebSocket, text: string): void => {
    const message = parseJson(text);
    const id = fieldOf(message, 'envelope_id');
    if (!isString(id)) return;
    if (toLose > 0) {
      toLose -= 1;
      socket.terminate();
    } else {
      envelopes.acknowledge(id, fieldOf(message, 'payload'));
    }
  };

  const gone = (socket: WebSocket): void => {
    live = live.filter((each) => each !== socket);
    envelopes.removeLine(socket);
  };

  const joined = (socket: WebSocket): void => {
    if (live.length >= MOST_CONNECTIONS) {
      bye(socket, 'too_many_websockets');
      return socket.close();
    }
    live.push(socket);
    socket.on('message', (data) => heard(socket, String(data)));
    socket.on('close', () => gone(socket));
    socket.on('error', () => socket.terminate());
    const debug_info = { host: 'local', approximate_connection_time: 18_060 };
    say(socket, { type: 'hello', num_connections: live.length, connection_info: { app_id: appId() }, debug_info });
    envelopes.addLine(socket, (envelope) => say(socket, envelope));
    for (const each of waiting.filter(({ count }) => live.length >= count)) each.resolve();
    waiting = waiting.filter(({ count }) => live.length < count);
  };

  const sockets: Sockets = {
    get count() {
      return live.length;
    },
    connected: (count = 1) => new Promise((resolve) => {
      if (live.length >= count) resolve();
      else waiting.push({ count, resolve });
    }),
    disconnect: (reason, { deaf = false } = {}) => {
      if (reason === 'link_disabled') linked = false;
      for (const socket of live) {
        bye(socket, reason);
        gone(socket);
        if (deaf) socket.pause();
      }
    },
    link: () => void (linked = true),
    drop: () => {
      for (const socket of live) {
        gone(socket);
        socket.terminate();
      }
    },
    loseAcks: (count) => void (toLose += count),
  };
  return {
    sockets, envelopes,
    /** The address of one new connection; undefined when Socket Mode is turned off. */
    address: (): string | undefined => {
      if (!linked) return undefined;
      const ticket = ids.secret();
      tickets.add(ticket);
      return `${origin().replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${appId()}`;
    },
    upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
      const valid = pathname === '/link/' && tickets.delete(searchParams.get('ticket') ?? '');
      if (valid) server.handleUpgrade(request, stream, head, joined);
      else stream.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
    },
    close: async (): Promise<void> => {
      const closed = [...server.clients].map((socket) => {
        socket.close();
        return once(socket, 'close');
      });
      await Promise.race([Promise.all(closed), wait(LAST_WORDS_MS)]);
      for (const socket of server.clients) socket.terminate();
    },
  };
};
export type SocketServer = ReturnType<typeof createSockets>;
