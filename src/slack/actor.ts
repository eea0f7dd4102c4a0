import type { SlackUserId, WorkspaceId } from '../domain/ids.ts';
import { foldEmail } from '../domain/text.ts';
import type { Actor } from '../domain/visibility.ts';
import { PASSING, type SlackObstacle } from '../domain/person.ts';
import type { Clock, Members, TiedMember } from '../usecases/ports.ts';
import type { Directory, SlackPerson } from './directory.ts';
import type { Refusal } from './views/refusals.ts';

/** Somebody who asks, as they are now. */
export type Asker = { actor: Actor; slackUser: SlackUserId; timeZone: string };
/** Who a request says it is from. `team`: the workspace or organisation it names for them. */
export type Claim = { user: SlackUserId; team: string | undefined };
export type Recognised = { ok: true; asker: Asker } | { ok: false; refusal: Refusal };

export type ActorDeps = {
  members: Pick<Members, 'bySlackUser' | 'tie' | 'suspendTie' | 'resumeTie' | 'admins'>;
  directory: Directory;
  clock: Clock;
  /** The workspace of the tracker, and the Slack team or organisation it is installed in. */
  workspace: { id: WorkspaceId; slackId: string };
};

const ADMINS_NAMED = 3;

/** What Slack says of a person that keeps them out whoever they are to the tracker; undefined: nothing. */
export const keptOut = (person: SlackPerson | undefined, claim: Pick<Claim, 'team'>, slackId: string): { why: SlackObstacle } | undefined => {
  if (!person || person.stranger || !person.homes.includes(slackId)) return { why: 'stranger' };
  if (claim.team !== undefined && claim.team !== slackId && !person.homes.includes(claim.team)) return { why: 'stranger' };
  if (person.bot) return { why: 'bot' };
  if (person.deleted) return { why: 'deactivated' };
  if (person.guest) return { why: 'guest' };
  if (person.email === undefined) return { why: 'email-missing' };
  return person.emailConfirmed ? undefined : { why: 'email-unconfirmed' };
};

/**
 * Slack user → member, now. Role and teams are read fresh; what Slack says may be five minutes old. The first contact ties a user to
 * the member with their confirmed e-mail; from then on the tie holds, and an e-mail that differs from the tied one suspends it.
 */
export const createActorOf = ({ members, directory, clock, workspace }: ActorDeps) => async (claim: Claim, fresh = false): Promise<Recognised> => {
  const { user } = claim;
  if (fresh) directory.forget(user);
  const [person, tied] = await Promise.all([directory.get(user), members.bySlackUser(workspace.id, user)]);
  const refused = keptOut(person, claim, workspace.slackId);
  if (refused) return { ok: false, refusal: refused };
  const { email = '', name = '', timeZone = 'UTC' } = person ?? {};
  const refuse = async (why: 'unmapped' | 'email-changed' | 'email-shared' | 'on-hold'): Promise<Recognised> => {
    const admins = await members.admins(workspace.id, ADMINS_NAMED);
    return { ok: false, refusal: { why, email, admins: admins.map((admin) => admin.name) } };
  };
  const admit = async (member: TiedMember): Promise<Recognised> => {
    const same = foldEmail(member.tiedEmail) === foldEmail(email);
    const open: Recognised = { ok: true, asker: { actor: member.actor, slackUser: user, timeZone } };
    if (same && !member.suspended) return open;
    // Suspended for what Slack said of them, and says no more: nobody has to look.
    if (same && member.why !== undefined && PASSING.includes(member.why) && (await members.resumeTie(workspace.id, user, clock()))) return open;
    if (!same) await members.suspendTie(workspace.id, user, 'email-changed', clock());
    return refuse(same ? 'on-hold' : 'email-changed');
  };
  if (tied) return admit(tied);
  const outcome = await members.tie(workspace.id, email, user, name, clock());
  if (outcome.result === 'tied') return admit(outcome.member);
  return refuse(outcome.result === 'taken' ? 'email-shared' : 'unmapped');
};
