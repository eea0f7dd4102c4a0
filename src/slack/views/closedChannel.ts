import { type Message, message, section } from './blocks.ts';
import { channelNamed, code, md, type Mrkdwn } from './mrkdwn.ts';

/** Why the bot says nothing in a channel. */
export type ClosedChannel = { why: 'outside' | 'archived' | 'strangers' | 'unknown'; channel: string; /** What to do once the bot is in it. */ next: string };

const INVITE = code('/invite @Send Tracker');

const say = (what: Mrkdwn, ...then: Mrkdwn[]): Message => message(what, [section([md`*${what}.*`, ...then])]);

/** The same words for everything that would be said in a channel. */
export const closedChannel = ({ why, channel, next }: ClosedChannel): Message => {
  switch (why) {
    case 'outside':
      return say(md`Invite me to ${channelNamed(channel)} first`, md`Type ${INVITE} there, then ${next}. In a private channel I can’t see anything until I am invited.`);
    case 'strangers':
      return say(md`People of another organisation read ${channelNamed(channel)}`, md`Sends stay within your company, so I say nothing of them there. A channel of your own works.`);
    case 'unknown':
      return say(md`I can’t tell who reads this conversation`, md`Slack does not say whether people of another organisation are in it, so I say nothing of sends here. A channel of your own works.`);
    case 'archived':
      return say(md`${channelNamed(channel)} is archived`, md`Nothing can be said there any more.`);
  }
};
