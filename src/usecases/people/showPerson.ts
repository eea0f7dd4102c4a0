import type { MemberId } from '../../domain/ids.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { Members } from '../ports.ts';
import type { Person, Team } from '../../domain/person.ts';
import type { People } from '../ports/people.ts';
import { adminsOnly } from './adminsOnly.ts';
import { markOf } from './seen.ts';

export type ShowPersonDeps = { members: Pick<Members, 'admins'>; people: Pick<People, 'get' | 'teams'>; adminEmails: ReadonlySet<string> };

/** `byConfiguration`: an Admin whatever is said here. `mark`: stands for the person as shown. `teams`: the ones to choose from, the first thousand by name. */
export type ShownPerson = { person: Person; byConfiguration: boolean; mark: string; teams: readonly Team[] };

/** A dialog of Slack's holds no more than about this. */
const TEAMS = 1000;

/** A member with what can be changed about them; undefined when there is none. For Admins. */
export const showPerson = (deps: ShowPersonDeps) => async (actor: Actor, id: MemberId): Promise<ShownPerson | undefined> => {
  await adminsOnly(deps, actor);
  const [person, teams] = await Promise.all([deps.people.get(actor.workspaceId, id), deps.people.teams(actor.workspaceId, TEAMS)]);
  return person && { person, byConfiguration: deps.adminEmails.has(person.email), mark: markOf(person), teams };
};
