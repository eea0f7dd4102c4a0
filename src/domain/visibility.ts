import type { MemberId, TeamId, WorkspaceId } from './ids.ts';

export type Role = 'SENDER' | 'MANAGER' | 'ADMIN';

/** Somebody acting, as they are now: read fresh for each request. `teams`: a Manager's assigned teams, or every team. */
export type Actor = {
  workspaceId: WorkspaceId;
  memberId: MemberId;
  name: string;
  email: string;
  role: Role;
  teams: 'every' | readonly TeamId[];
};

export type ListView = 'mine' | 'team' | 'all';

/**
 * Which sends a question reaches: everything in the workspace, or the union of own sends and sends of teams ('every': of any team;
 * a send without a team is then not included). Nothing at all when both are empty.
 */
export type Reach = { everything: true } | { everything: false; own: MemberId | undefined; teams: 'every' | readonly TeamId[] };

/** What an actor may see at all (the help article's table): the rule every path goes through. */
export const reachOf = (actor: Actor): Reach => {
  if (actor.role === 'ADMIN') return { everything: true };
  if (actor.role === 'MANAGER') return { everything: false, own: actor.memberId, teams: actor.teams };
  return { everything: false, own: actor.memberId, teams: [] };
};

/**
 * What a list shows: never more than `reachOf`. `team` of a Sender is their own sends; of an Admin the teams assigned to them.
 */
export const reachOfView = (actor: Actor, view: ListView): Reach => {
  if (view === 'all') return reachOf(actor);
  if (view === 'mine' || actor.role === 'SENDER') return { everything: false, own: actor.memberId, teams: [] };
  return { everything: false, own: undefined, teams: actor.teams };
};

/** Whether a send lies within a reach: what the queries of the store promise, said once in plain code. */
export const reaches = (reach: Reach, send: { senderId: MemberId; teamId: TeamId | undefined }): boolean => {
  if (reach.everything) return true;
  if (reach.own === send.senderId) return true;
  if (send.teamId === undefined) return false;
  return reach.teams === 'every' || reach.teams.includes(send.teamId);
};
