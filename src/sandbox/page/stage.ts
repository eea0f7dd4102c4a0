import type { LocalSlack, Person } from '../slack/index.ts';
import type { Command, Panel, Passed, Said, Shortcut } from './protocol.ts';

/** Somebody one can be on the page. `about`: who they are, in a few words. */
export type Role = { person: Person; about: string };

/** The outside world, as the control panel plays it. */
export type ControlPanel = {
  shown: () => Panel;
  play: (id: string, values: Readonly<Record<string, string>>) => Promise<Said>;
  /** Calls the listener whenever what is shown changes. */
  subscribe: (listener: () => void) => () => void;
  /** Calls the listener with each request between the bot and somebody else than Slack. */
  watch: (listener: (passed: Omit<Passed, 'id'>) => void) => () => void;
};

/** What a page is a page of. */
export type Stage = {
  slack: LocalSlack;
  roles: readonly Role[];
  commands: readonly Command[];
  shortcuts?: readonly Shortcut[];
  /** The app has a Home tab. */
  hasHome: boolean;
  /** People may write to the app in its Messages tab. */
  mayWriteToBot: boolean;
  panel: ControlPanel;
};
