import { UserFacingError } from '../usecases/errors.ts';
import type { Workspace, Workspaces } from '../usecases/ports.ts';

/**
 * The workspace a verb works on: the one there is, or the one named. Undefined when there is none yet and none was named. Throws a
 * sentence with the names when several would do.
 */
export const findWorkspace = async (workspaces: Pick<Workspaces, 'all'>, named: string | undefined): Promise<Workspace | undefined> => {
  const all = await workspaces.all();
  if (named === undefined) {
    if (all.length > 1) throw new UserFacingError(`There are several workspaces. Say which with --workspace: ${listed(all)}.`);
    return all[0];
  }
  const matching = all.filter(({ name, slackId }) => name === named || slackId === named);
  if (matching.length > 1) throw new UserFacingError(`Several workspaces are called "${named}". Use the Slack id: ${listed(matching)}.`);
  if (matching.length === 0 && all.length > 0) throw new UserFacingError(`There is no workspace "${named}". There is: ${listed(all)}.`);
  return matching[0];
};

/** As `findWorkspace`, for verbs that need what is in it. */
export const findFilledWorkspace = async (workspaces: Pick<Workspaces, 'all'>, named: string | undefined): Promise<Workspace> => {
  const found = await findWorkspace(workspaces, named);
  if (!found) throw new UserFacingError('There is no workspace yet: nothing has been imported.');
  return found;
};

/** As `findWorkspace`; before the first import there is none, and it is made. Slack binds itself to it later. */
export const findOrCreateWorkspace = async (workspaces: Pick<Workspaces, 'all' | 'create'>, named: string | undefined): Promise<Workspace> =>
  (await findWorkspace(workspaces, named)) ?? workspaces.create(named ?? 'default', undefined);

const listed = (all: readonly Workspace[]): string =>
  all.map(({ name, slackId }) => (slackId === undefined ? `"${name}"` : `"${name}" (${slackId})`)).join(', ');
