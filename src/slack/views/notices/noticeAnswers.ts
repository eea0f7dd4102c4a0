import type { Send } from '../../../domain/send.ts';
import { type Message, message, section } from '../blocks.ts';
import { code, date, md, type Mrkdwn } from '../mrkdwn.ts';
import { recipientName } from '../sendWords.ts';

const say = (what: Mrkdwn, then: Mrkdwn): Message => message(what, [section([md`*${what}.*`, then])]);

export const muted = (send: Send, isMuted: boolean): Message => {
  const who = recipientName(send);
  return isMuted
    ? say(md`You hear no more of the gift to ${who}`, md`It stays in your lists. *Unmute* on its card undoes this; ${code('/sends settings')} is for all of them.`)
    : say(md`You hear of the gift to ${who} again`, md`From its next step on.`);
};

export const reminded = (send: Send, at: Date): Message =>
  say(md`I’ll remind you of the gift to ${recipientName(send)}`, md`${date(at)}, with how it stands then.`);
