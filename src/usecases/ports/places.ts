/**
 * A channel as Slack tells of it now. `strangers`: whether people of another organisation are in it, or invited; what Slack does not tell is to
 * be treated as if they were. `botIsIn`: whether the bot may post there. Nobody in a channel is known to be one of ours: nothing personal goes there.
 */
export type Place = { strangers: 'none' | 'some' | 'unknown'; botIsIn: boolean; archived: boolean };

/** Methods throw when Slack does not answer. */
export type Places = {
  /** Undefined: Slack shows us no such channel; a private one that the bot is not in, for one. At most a minute old. */
  look(channel: string): Promise<Place | undefined>;
  /** Something about it changed: whoever looks next asks Slack. */
  forget(channel: string): void;
  /** Where a message can be read; undefined: it is not there (any more). */
  linkTo(channel: string, ts: string): Promise<string | undefined>;
};
