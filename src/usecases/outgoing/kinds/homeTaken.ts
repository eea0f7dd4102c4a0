import type { SlackUserId, WorkspaceId } from '../../../domain/ids.ts';
import type { Handler, HandlerDeps, Step } from '../steps.ts';

/** The Home of somebody who is kept out is emptied, unless they were let in and shown what is theirs meanwhile. */
export const homeTaken: Handler<'home-taken'> = async (deps, items, { workspaceId }) => {
  const steps: Step[] = [];
  for (const { id, createdAt, body: { user, why } } of items) {
    const looked = await lookedAt(deps, workspaceId, user);
    steps.push(looked && looked > createdAt ? { do: 'drop', items: [id], why: 'it is theirs by now' } : { do: 'empty-home', items: [id], user, why });
  }
  return steps;
};

/** When whom they are to the tracker now last opened it: what stands there since is theirs. */
const lookedAt = async ({ members, homes }: HandlerDeps, workspace: WorkspaceId, user: SlackUserId): Promise<Date | undefined> => {
  const tied = await members.bySlackUser(workspace, user);
  return tied && !tied.suspended ? (await homes.view(workspace, tied.actor.memberId))?.openedAt : undefined;
};
