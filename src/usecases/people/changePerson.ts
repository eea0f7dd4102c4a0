import type { MemberId, SlackUserId, TeamId } from '../../domain/ids.ts';
import type { Actor, Role } from '../../domain/visibility.ts';
import type { Clock, Members } from '../ports.ts';
import type { Person, SlackObstacle } from '../../domain/person.ts';
import type { ChangeOutcome, People, WantedPerson } from '../ports/people.ts';
import type { SlackUsers } from '../ports/slackUsers.ts';
import { adminsOnly } from './adminsOnly.ts';
import { markOf, seenOf } from './seen.ts';

export type ChangePersonDeps = {
  members: Pick<Members, 'admins'>; people: Pick<People, 'get' | 'change'>; slackUsers: SlackUsers; adminEmails: ReadonlySet<string>; clock: Clock;
};

/** `mark`: of the person as they were shown. `slackUser` undefined: connected to nobody. `again`: connects the same Slack user anew, whatever put it on hold. */
export type PersonChange = {
  id: MemberId; mark: string; role: Role; teams: 'every' | readonly TeamId[]; slackUser: SlackUserId | undefined; again: boolean; by: SlackUserId;
};
export type PersonOutcome =
  | ChangeOutcome
  /** An Admin by `ADMIN_EMAILS`: the configuration would give the role back. */
  | { result: 'by-configuration' }
  | { result: 'not-this-slack-user'; why: SlackObstacle };

/** Role, teams and connection of a member, as an Admin wants them: all of it, or nothing and why. */
export const changePerson = (deps: ChangePersonDeps) => async (actor: Actor, change: PersonChange): Promise<PersonOutcome> => {
  await adminsOnly(deps, actor);
  const { workspaceId, memberId } = actor;
  const { id, role, teams } = change;
  const person = await deps.people.get(workspaceId, id);
  if (!person) return { result: 'gone' };
  if (markOf(person) !== change.mark) return { result: 'moved-on' };
  if (role !== 'ADMIN' && deps.adminEmails.has(person.email)) return { result: 'by-configuration' };
  const tie = await wantedTie(deps, person, change);
  if (typeof tie === 'object' && 'why' in tie) return { result: 'not-this-slack-user', why: tie.why };
  const by = { actor: { member: memberId, slackUser: change.by }, door: 'dialog', at: deps.clock() } as const;
  return deps.people.change(workspaceId, id, seenOf(person), { role, teams, tie }, by);
};

/** A Slack user is asked about afresh before they are tied: only a member of the workspace, with the e-mail Slack confirms now. */
const wantedTie = async (
  { slackUsers }: ChangePersonDeps, { tie }: Person, { slackUser, again }: PersonChange,
): Promise<WantedPerson['tie'] | { why: SlackObstacle }> => {
  if (slackUser === undefined) return tie ? 'none' : 'as-it-is';
  if (slackUser === tie?.slackUser && !again) return 'as-it-is';
  const look = await slackUsers.look(slackUser);
  return look.ok ? { slackUser, email: look.email } : { why: look.why };
};
