import type { AuditDoor, AuditVerb } from '../../domain/auditWords.ts';
import { md, mention, type Mrkdwn, type Part } from './mrkdwn.ts';

export type DoingData = { name: string } | { slackUser: string } | 'operator' | 'source' | 'tracker' | 'somebody';

const MACHINERY = { operator: 'An operator', source: 'The provider', tracker: 'The tracker', somebody: 'Somebody no longer here' } as const;
export const whoWords = (who: DoingData): Part => (typeof who === 'string' ? MACHINERY[who] : 'name' in who ? who.name : mention(who.slackUser));

/** What was done, in a sentence. Those about members never stand in a send's history; a table without gaps stays right. */
const DID: Readonly<Record<AuditVerb, (who: Part) => Mrkdwn>> = {
  'cancel-requested': (who) => md`${who} asked to cancel it`,
  'cancel-taken': (who) => md`${who} took the request to cancel it`,
  'cancel-refused': (who) => md`${who} refused to cancel it`,
  'cancel-done': (who) => md`${who} canceled it`,
  'cancel-failed': (who) => md`${who} could not cancel it`,
  'cancel-went-out': (who) => md`${who} said that it went out although it was to be canceled`,
  'approval-requested': (who) => md`${who} asked to approve it`,
  'approval-taken': (who) => md`${who} took the request to approve it`,
  'approval-refused': (who) => md`${who} refused to approve it`,
  'approval-failed': (who) => md`${who} could not approve it`,
  'hold-approved': (who) => md`${who} approved it`,
  'role-changed': (who) => md`${who} changed a role`,
  'member-created': (who) => md`${who} brought in a member`,
  renamed: (who) => md`${who} renamed a member`,
  tied: (who) => md`${who} connected a Slack user`,
  untied: (who) => md`${who} freed a Slack user`,
  'tie-suspended': (who) => md`${who} put a connection on hold`,
  'tie-resumed': (who) => md`${who} connected a Slack user again`,
  'viewed-as': (who) => md`${who} looked at what a member would see`,
  shared: (who) => md`${who} shared it in a channel`,
  subscribed: (who) => md`${who} subscribed a channel`,
  unsubscribed: (who) => md`${who} ended a channel’s subscription`,
  'subscription-paused': (who) => md`${who} put a channel’s subscription on hold`,
  'subscription-narrowed': (who) => md`${who} narrowed a channel’s subscription`,
  exported: (who) => md`${who} exported sends`,
  forgotten: (who) => md`${who} erased who it went to`,
  joined: (who) => md`${who} showed that two sends are this one`,
};
export const didWords = (verb: AuditVerb, who: DoingData): Mrkdwn => DID[verb](whoWords(who));

export const DOOR_WORDS: Readonly<Record<AuditDoor, string>> = {
  command: 'by a command', card: 'on a card', dialog: 'in a dialog', CLI: 'on the command line', webhook: 'by webhook', job: 'by the clock',
  contact: 'on a request', event: 'as Slack said', start: 'at the start', data: 'in its data',
};
