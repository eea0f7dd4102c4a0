import type { MemberId, SlackUserId } from '../../domain/ids.ts';
import { NO_FILTER } from '../../domain/query/filter.ts';
import type { Actor } from '../../domain/visibility.ts';
import { listSends, type ListSendsDeps, type SendList } from '../listSends.ts';
import type { Members, PageRequest } from '../ports.ts';
import type { Audit } from '../ports/audit.ts';
import type { Person } from '../../domain/person.ts';
import type { People } from '../ports/people.ts';
import { adminsOnly } from './adminsOnly.ts';

export type ViewAsDeps = ListSendsDeps & { members: Pick<Members, 'admins'>; people: Pick<People, 'get'>; audit: Pick<Audit, 'append'> };
export type ViewedAs = { person: Person; list: SendList };

/**
 * What somebody would see of the sends, were they to ask: their whole list with its counts. For Admins, who see all of it anyway; each look is
 * in the audit before it is shown. Undefined when there is no such member.
 */
export const viewAs = (deps: ViewAsDeps) => async (actor: Actor, id: MemberId, by: SlackUserId, page: PageRequest): Promise<ViewedAs | undefined> => {
  await adminsOnly(deps, actor);
  const { workspaceId, memberId } = actor;
  const person = await deps.people.get(workspaceId, id);
  if (!person) return undefined;
  await deps.audit.append(workspaceId, [{ at: deps.clock(), actor: { member: memberId, slackUser: by }, door: 'dialog', verb: 'viewed-as', member: id }]);
  const { name, email, role, teams } = person;
  const them: Actor = { workspaceId, memberId: id, name, email, role, teams: teams === 'every' ? teams : teams.map((team) => team.id) };
  return { person, list: await listSends(deps)(them, { view: 'all', filter: NO_FILTER, page }) };
};
