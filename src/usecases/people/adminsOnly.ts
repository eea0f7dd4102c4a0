import type { Actor } from '../../domain/visibility.ts';
import { UserFacingError } from '../errors.ts';
import type { Members } from '../ports.ts';

/** Somebody who is no Admin asked for what only Admins may; the message says who can. */
export class AdminsOnly extends UserFacingError {
  override name = 'AdminsOnly';
}

const NAMED = 3;

/** Lets Admins pass. Throws `AdminsOnly` for everybody else. */
export const adminsOnly = async ({ members }: { members: Pick<Members, 'admins'> }, actor: Actor): Promise<void> => {
  if (actor.role === 'ADMIN') return;
  const admins = (await members.admins(actor.workspaceId, NAMED)).map(({ name }) => name);
  const who = admins.length > 1 ? `${admins.slice(0, -1).join(', ')} or ${admins.at(-1)}` : (admins[0] ?? 'Whoever installed this app');
  throw new AdminsOnly(`Only Admins look after people here. ${who} can do it for you.`);
};
