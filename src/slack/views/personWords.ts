import type { Person, SlackObstacle, Suspension, Tie } from '../../domain/person.ts';
import { day, join, md, mention, type Mrkdwn } from './mrkdwn.ts';
import { ROLE_NAMES } from './whoami.ts';

const TEAMS_NAMED = 5;

/** "Manager of EMEA and 3 more". */
export const rightsWords = ({ role, teams }: Pick<Person, 'role' | 'teams'>): Mrkdwn => {
  if (teams === 'every') return md`${ROLE_NAMES[role]} of every team`;
  if (teams.length === 0) return md`${ROLE_NAMES[role]}`;
  const rest = teams.length - TEAMS_NAMED;
  const named = join([...teams.slice(0, TEAMS_NAMED).map(({ name }) => name), rest > 0 ? md`${rest} more` : undefined], ', ');
  return role === 'MANAGER' ? md`${ROLE_NAMES[role]} of ${named}` : md`${ROLE_NAMES[role]}, team ${named}`;
};

const WHY: Readonly<Record<Suspension, string>> = {
  'email-changed': 'their Slack e-mail is another one now',
  'email-shared': 'a second Slack user asked with the same e-mail',
  deactivated: 'Slack has deactivated them. It ends when Slack activates them again',
  guest: 'they are a guest in Slack. It ends when they become a member',
};

/** How somebody is known to Slack, in a sentence. */
export const tieWords = (tie: Tie | undefined): Mrkdwn => {
  if (!tie) return md`Not connected to Slack. Their first request connects them, by their Slack e-mail.`;
  if (!tie.suspended) return tie.since ? md`Connected to ${mention(tie.slackUser)} since ${day(tie.since)}.` : md`Connected to ${mention(tie.slackUser)}.`;
  const why = tie.suspended.why === undefined ? 'why was not kept' : WHY[tie.suspended.why];
  return md`Connection to ${mention(tie.slackUser)} on hold since ${day(tie.suspended.at)}: ${why}.`;
};

/** Why a Slack user can't be connected to anybody. */
export const OBSTACLES: Readonly<Record<SlackObstacle, string>> = {
  stranger: 'That Slack user is not of this workspace.',
  bot: 'That Slack user is an app.',
  deactivated: 'That Slack user is deactivated.',
  guest: 'That Slack user is a guest, and guests see no sends.',
  'email-missing': 'Slack shows me no e-mail of that user.',
  'email-unconfirmed': 'That user has not confirmed their Slack e-mail yet.',
};
