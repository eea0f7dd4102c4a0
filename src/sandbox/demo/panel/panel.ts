import type { ControlPanel } from '../../page/stage.ts';
import { formOf, type Playable, playNow } from './plays.ts';

type Fact = { name: string; value: string };

/** The control panel: what is so, and what can be played. `tell` says that something of it has changed. */
export const createPanel = (plays: () => readonly Playable[], facts: () => Fact[], ahead: () => number): ControlPanel & { tell: () => void } => {
  const listeners = new Set<() => void>();
  return {
    shown: () => ({ ahead: ahead(), facts: facts(), plays: plays().map(formOf) }),
    play: (id, values) => playNow(plays(), id, values),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: () => {
      for (const listener of listeners) listener();
    },
  };
};
