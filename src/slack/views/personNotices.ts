import type { SlackObstacle } from '../../domain/person.ts';
import { type Message, message, section } from './blocks.ts';
import { code, md, type Mrkdwn } from './mrkdwn.ts';
import { OBSTACLES } from './personWords.ts';

export type PersonResult =
  | { result: 'changed' | 'unchanged' | 'moved-on' | 'gone' | 'last-admin' | 'by-configuration' }
  | { result: 'taken'; by: string }
  | { result: 'not-this-slack-user'; why: SlackObstacle };

/** What came of a change, above the person as they are now. */
export const personNotice = (outcome: PersonResult): Mrkdwn => {
  switch (outcome.result) {
    case 'changed': return md`*Saved.*`;
    case 'unchanged': return md`*Nothing was different, so nothing was changed.*`;
    case 'moved-on': return md`*Somebody else changed this person meanwhile, so nothing was saved.* This is how it is now.`;
    case 'gone': return md`*This person is no longer here.*`;
    case 'last-admin': return md`*This is the last Admin, so nothing was saved.* Make somebody else an Admin first.`;
    case 'by-configuration': return md`*Nothing was saved: this is an Admin by configuration.* The bot would give the role back at its next start. Whoever runs it takes the address out of ${code('ADMIN_EMAILS')} first.`;
    case 'taken': return md`*Nothing was saved: that Slack user is connected to ${outcome.by}.* Free them there first.`;
    case 'not-this-slack-user': return md`*Nothing was saved.* ${OBSTACLES[outcome.why]}`;
  }
};

const say = (what: Mrkdwn, then: Mrkdwn): Message => message(what, [section([md`*${what}.*`, then])]);

export const personGone = (): Message => say(md`I no longer find this person`, md`${code('/sends people')} shows who there is.`);
export const notAdminAnyMore = (): Message => say(md`You are no Admin any more, so nothing was saved`, md`${code('/sends whoami')} shows what you are here.`);
