import type { ServerResponse } from 'node:http';
import type { Passed, Update } from './protocol.ts';
import type { Reading } from './reading.ts';
import { messageShown, placesOf, screenOf, viewShown } from './screen.ts';
import type { Stage } from './stage.ts';
import { passedShown } from './traffic.ts';

type Watcher = { user: string; response: ServerResponse };
/** The newest requests that the network inspector keeps. */
const MOST_PASSED = 300;

const write = (response: ServerResponse, update: Update): void => void response.write(`data: ${JSON.stringify(update)}\n\n`);

/** The pages that are open, each told what its person sees as it changes (server-sent events). */
export const createAudience = (stage: Stage, reading: Reading, version: () => string) => {
  const { slack, panel } = stage;
  const watchers = new Set<Watcher>();
  let traffic: Passed[] = [];
  let count = 0;

  const tell = (update: Update, to: (watcher: Watcher) => boolean = () => true): void => {
    for (const watcher of watchers) if (to(watcher)) write(watcher.response, update);
  };
  const note = (passed: Omit<Passed, 'id'>): void => {
    const shown = { ...passed, id: (count += 1) };
    traffic = [...traffic, shown].slice(-MOST_PASSED);
    tell({ kind: 'passed', passed: shown });
  };
  const tellPlaces = (channel: string): void => {
    const members = slack.state.channels.get(channel)?.members;
    for (const { user, response } of watchers) if (members?.has(user)) write(response, { kind: 'places', places: placesOf(user, stage, reading) });
  };

  const stops = [
    slack.state.subscribe((change) => {
      if (change.kind === 'view') {
        const { view } = change;
        if (view.type === 'home') return tell({ kind: 'home', home: viewShown(view) }, ({ user }) => user === view.user);
        // A closed dialog is told once it is off the stack, an opened one once it is on it.
        return tell({ kind: 'dialogs', dialogs: slack.state.views.stackOf(view.user).map(viewShown) }, ({ user }) => user === view.user);
      }
      const { message, how } = change;
      const members = slack.state.channels.get(message.channel)?.members;
      const sees = ({ user }: Watcher): boolean => members?.has(user) === true && (message.ephemeralTo ?? user) === user;
      tell(how === 'deleted' ? { kind: 'gone', channel: message.channel, ts: message.ts } : { kind: 'message', message: messageShown(message) }, sees);
      tellPlaces(message.channel);
    }),
    slack.watch((passed) => note(passedShown(passed))),
    panel.watch(note),
    panel.subscribe(() => tell({ kind: 'panel', panel: panel.shown() })),
  ];

  return {
    /** Opens a stream for somebody: first all that they see, then each change. */
    join: (user: string, response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
      write(response, { kind: 'screen', version: version(), screen: screenOf(user, stage, reading, traffic) });
      const watcher = { user, response };
      watchers.add(watcher);
      response.once('close', () => watchers.delete(watcher));
    },
    places: (user: string): void => tell({ kind: 'places', places: placesOf(user, stage, reading) }, (watcher) => watcher.user === user),
    version: (): void => tell({ kind: 'version', version: version() }),
    close: (): void => {
      for (const stop of stops) stop();
      for (const { response } of watchers) response.end();
    },
  };
};
export type Audience = ReturnType<typeof createAudience>;
