import type { Send } from '../../../domain/send.ts';
import { type Message, message, section } from '../blocks.ts';
import { code, md, type Mrkdwn } from '../mrkdwn.ts';
import { recipientName } from '../sendWords.ts';

const say = (what: Mrkdwn, then: Mrkdwn): Message => message(what, [section([md`*${what}.*`, then])]);

/** What became of the wish to hear of a send, or no more. */
export const followAnswer = (result: 'followed' | 'unfollowed' | 'own' | 'full', send: Send): Message => {
  const who = recipientName(send);
  switch (result) {
    case 'followed': return say(md`You follow the gift to ${who}`, md`Its news come to your direct messages, of the kinds you chose in ${code('/sends settings')}. *Unfollow* on its card undoes this.`);
    case 'unfollowed': return say(md`You don’t follow the gift to ${who}`, md`${code(`/send ${send.number}`)} still shows it.`);
    case 'own': return say(md`The gift to ${who} is yours`, md`You hear of it anyway. *Mute* on its card ends that.`);
    case 'full': return say(md`As many follow the gift to ${who} as can`, md`${code(`/send ${send.number}`)} shows how it stands.`);
  }
};
