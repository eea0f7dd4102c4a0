import type { SlackUserId, WorkspaceId } from '../domain/ids.ts';
import { type SlackStanding, tieBy } from '../domain/person.ts';
import type { Actor } from '../domain/visibility.ts';
import type { Clock, Members } from '../usecases/ports.ts';
import { type Directory, standingIn } from './directory.ts';
import { describeError, type Log } from './failures.ts';
import { parseUserChange } from './payloads.ts';

export type FollowDeps = {
  members: Pick<Members, 'bySlackUser' | 'suspendTie' | 'resumeTie'>; directory: Directory; clock: Clock; workspaceId: WorkspaceId; log: Log;
  /** What somebody may see changed: what stands on their Home is no longer right. */
  changed: (user: SlackUserId, actor: Actor) => Promise<void>;
};

/**
 * Slack says that something about a user changed: a tie follows when they were deactivated, became a guest or a member again, or have another e-mail.
 * What is done is decided from what Slack says when asked, so that repeated and late events do no harm; a failure is logged, and their next request looks again.
 */
export const createFollowUser = ({ members, directory, clock, workspaceId, log, changed }: FollowDeps) => async (event: unknown): Promise<void> => {
  const user = parseUserChange(event);
  if (user === undefined) return;
  directory.forget(user);
  try {
    const tied = await members.bySlackUser(workspaceId, user);
    const changes = (standing: SlackStanding) => tied && tieBy({ email: tied.tiedEmail, why: tied.why }, standing);
    const told = standingIn(event);
    // People change their picture and status all day: Slack is asked only where the event speaks of more.
    if (!tied || (told && changes(told) === (tied.why === 'email-shared' ? undefined : tied.why))) return;
    const person = await directory.get(user);
    const change = person && changes(person);
    if (change === 'resumed') await members.resumeTie(workspaceId, user, clock());
    else if (change !== undefined) await members.suspendTie(workspaceId, user, change, clock());
    if (change !== undefined && change !== 'deactivated') await changed(user, tied.actor);
  } catch (error) {
    log.warn({ user, error: describeError(error) }, 'a change of a Slack user could not be followed; their next request looks again');
  }
};
