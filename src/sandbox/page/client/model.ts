import { useCallback, useEffect, useReducer, useState } from 'react';
import { type Message, type Screen, type Update, updateSchema } from '../protocol.ts';

const MOST_PASSED = 300;

const place = ({ channel, ts }: Message): string => `${channel} ${ts}`;
const withMessage = (messages: readonly Message[], message: Message): Message[] => {
  const at = messages.findIndex((each) => place(each) === place(message));
  return at === -1 ? [...messages, message] : messages.with(at, message);
};

/** The screen after a change. The first update brings the whole of it. */
export const changed = (screen: Screen | undefined, update: Update): Screen | undefined => {
  if (update.kind === 'screen') return update.screen;
  if (!screen) return screen;
  switch (update.kind) {
    case 'message': return { ...screen, messages: withMessage(screen.messages, update.message) };
    case 'gone': return { ...screen, messages: screen.messages.filter(({ channel, ts }) => channel !== update.channel || ts !== update.ts) };
    case 'dialogs': return { ...screen, dialogs: update.dialogs };
    case 'home': return { ...screen, home: update.home };
    case 'places': return { ...screen, places: update.places };
    case 'panel': return { ...screen, panel: update.panel };
    case 'passed': return { ...screen, traffic: [...screen.traffic, update.passed].slice(-MOST_PASSED) };
    case 'version': return screen;
  }
};

let version: string | undefined;
/** A page whose programs have changed loads itself anew. */
const look = (update: Update): void => {
  if (update.kind !== 'screen' && update.kind !== 'version') return;
  if (version !== undefined && version !== update.version) window.location.reload();
  version = update.version;
};

/** What somebody sees, as it changes. `alive`: the server is there; the browser tries again by itself when it is not. */
export const useScreen = (as: string): { screen: Screen | undefined; alive: boolean } => {
  const [screen, tell] = useReducer(changed, undefined);
  const [alive, setAlive] = useState(true);
  useEffect(() => {
    const stream = new EventSource(`/api/stream?as=${encodeURIComponent(as)}`);
    stream.addEventListener('message', ({ data }) => {
      const update = updateSchema.parse(JSON.parse(String(data)));
      look(update);
      tell(update);
    });
    stream.addEventListener('open', () => setAlive(true));
    stream.addEventListener('error', () => setAlive(false));
    return () => stream.close();
  }, [as]);
  return { screen, alive };
};

/** A value that survives a reload of the page. */
export const useKept = (name: string, initial: string): [string, (value: string) => void] => {
  const [value, setValue] = useState(() => window.localStorage.getItem(name) ?? initial);
  const keep = useCallback((next: string) => {
    window.localStorage.setItem(name, next);
    setValue(next);
  }, [name]);
  return [value, keep];
};
