import { type Message, message, section } from './blocks.ts';
import { code, either, long, md, type Mrkdwn } from './mrkdwn.ts';

/** Why somebody is shown nothing. Nothing in it is about sends. */
export type Refusal =
  | { why: 'unmapped'; email: string; admins: readonly string[] }
  | { why: 'guest' }
  | { why: 'stranger' }
  | { why: 'bot' }
  | { why: 'deactivated' }
  | { why: 'email-missing' }
  | { why: 'email-unconfirmed' }
  | { why: 'email-changed'; email: string; admins: readonly string[] }
  | { why: 'email-shared'; email: string; admins: readonly string[] }
  /** Suspended before, for one of the two. */
  | { why: 'on-hold'; email: string; admins: readonly string[] };

const say = (what: Mrkdwn, ...then: (Mrkdwn | undefined)[]): Message => message(what, [section([md`*${what}.*`, ...then])]);

const whoCan = (admins: readonly string[], does: Mrkdwn): Mrkdwn =>
  admins.length === 0
    ? md`An Admin can ${does}. None is known here yet: whoever installed this app can name one.`
    : md`${either(admins)} (${admins.length === 1 ? 'Admin' : 'Admins'}) can ${does}.`;

/** One clear answer: who you are known as, why nothing is shown, who can change it. */
export const refusal = (refused: Refusal): Message => {
  switch (refused.why) {
    case 'unmapped':
      return say(md`I don’t know you as a sender yet`,
        md`I looked for ${code(refused.email)}, your Slack e-mail.`, whoCan(refused.admins, md`connect you`));
    case 'email-changed':
      return say(md`Your connection is on hold`,
        md`You were connected with another e-mail; your Slack e-mail is now ${code(refused.email)}.`,
        whoCan(refused.admins, md`look and connect you again`));
    case 'on-hold':
      return say(md`Your connection is on hold`,
        md`Your Slack e-mail, ${code(refused.email)}, had changed, or a second Slack user asked with it.`,
        whoCan(refused.admins, md`look and connect you again`));
    case 'email-shared':
      return say(md`Your connection is on hold`,
        md`Two Slack users asked with the same e-mail, ${code(refused.email)}, so I show neither of them anything.`,
        whoCan(refused.admins, md`look and connect you again`));
    case 'guest':
      return say(md`Guests see no sends here`, md`You are a guest in this workspace. Ask the person you work with to look for you.`);
    case 'stranger':
      return say(md`This tracker is for another organisation`, md`It shows sends only to members of the workspace it is installed in.`);
    case 'bot':
      return say(md`Apps see no sends here`, md`This tracker answers people only.`);
    case 'deactivated':
      return say(md`Your Slack account is deactivated`, md`An owner of the workspace can activate it again.`);
    case 'email-missing':
      return say(md`I can’t see your Slack e-mail`, md`I know people by it, and your profile shows me none. An owner of the workspace can add it.`);
    case 'email-unconfirmed':
      return say(md`Your Slack e-mail is not confirmed yet`, md`I know people by it. Follow the link in Slack’s mail to you, then try again.`);
  }
};

/** Until there is an answer. */
export const lookingUp = (): Message => message(md`Looking it up`, [section([md`Looking it up …`])]);
/** A dialog's answer came late, and stands where the dialog came from. */
export const done = (): Message => say(md`Done`, md`It took a moment. You can close this.`);
/** What was wrong in a form that is gone by now. */
export const inForm = (problems: readonly string[]): Message => say(md`Not done yet`, ...problems.map((each) => md`${long(each, 200)}`), md`Open it again to change it.`);

/** Clicks on what an earlier version posted, or on something nobody made. */
export const outdated = (): Message =>
  say(md`This card is from an older version`, md`Type ${code('/send')} and its number, or ${code('/sends')}, for a fresh one.`);

/** In place of a card whose reader may not see the send any more. */
export const withheld = (): Message => say(md`This send is no longer yours to see`, md`${code('/sends whoami')} shows how far you see.`);

export const unknownRoute = (): Message => say(md`I don’t know this button or command`, md`${code('/sends help')} shows what there is.`);

/** `ref` is what an operator finds in the log. */
export const broken = (ref: string): Message =>
  say(md`Something broke (ref ${ref})`, md`It is noted. Try again; if it stays, give your Admin the ref.`);

export const slackUnavailable = (ref: string): Message =>
  say(md`Slack did not answer me (ref ${ref})`, md`Try again in a minute. Nothing was changed.`);

export const databaseUnavailable = (ref: string): Message =>
  say(md`I can’t reach my data right now (ref ${ref})`, md`Try again in a minute; if it stays, give your Admin the ref.`);

/** A `UserFacingError`'s sentence. */
export const sentence = (text: Mrkdwn): Message => message(text, [section([text])]);
