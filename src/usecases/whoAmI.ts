import type { DataAge } from '../domain/dataAge.ts';
import type { Actor, Role } from '../domain/visibility.ts';
import type { Clock, Members, Workspaces } from './ports.ts';

export type WhoAmIDeps = { members: Pick<Members, 'teamNames'>; workspaces: Pick<Workspaces, 'dataAsOf'>; clock: Clock };
export type WhoAmI = { name: string; email: string; role: Role; teams: 'every' | readonly string[]; asOf: DataAge | undefined };

/** Who somebody is to the tracker, and how far they see. */
export const whoAmI = ({ members, workspaces, clock }: WhoAmIDeps) => async (actor: Actor): Promise<WhoAmI> => {
  const [names, asOf] = await Promise.all([
    actor.teams === 'every' ? [] : members.teamNames(actor),
    workspaces.dataAsOf(actor.workspaceId, clock()),
  ]);
  return { name: actor.name, email: actor.email, role: actor.role, teams: actor.teams === 'every' ? 'every' : names, asOf };
};
