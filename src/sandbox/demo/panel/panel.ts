import type { Passed } from '../../page/protocol.ts';
import type { ControlPanel } from '../../page/stage.ts';
import { formOf, type Playable, playNow } from './plays.ts';

type Fact = { name: string; value: string };
type Passing = Omit<Passed, 'id'>;
type Telling = ControlPanel & { tell: () => void; tellPassed: (passed: Passing) => void };

/** The control panel: what is so, and what can be played. `tell` says that something of it has changed. */
export const createPanel = (plays: () => readonly Playable[], facts: () => Fact[], ahead: () => number): Telling => {
  const listeners = new Set<() => void>();
  const watchers = new Set<(passed: Passing) => void>();
  return {
    shown: () => ({ ahead: ahead(), facts: facts(), plays: plays().map(formOf) }),
    play: (id, values) => playNow(plays(), id, values),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    tellPassed: (passed) => {
      for (const watcher of watchers) watcher(passed);
    },
    tell: () => {
      for (const listener of listeners) listener();
    },
  };
};
