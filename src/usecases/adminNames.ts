import type { Actor } from '../domain/visibility.ts';
import type { Members } from './ports.ts';

const NAMED = 3;

/** Who to ask for what only Admins can do: the first few by name. */
export const adminNames = ({ members }: { members: Pick<Members, 'admins'> }) => async ({ workspaceId }: Pick<Actor, 'workspaceId'>): Promise<string[]> =>
  (await members.admins(workspaceId, NAMED)).map(({ name }) => name);
