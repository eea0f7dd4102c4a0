import type { WorkspaceId } from '../domain/ids.ts';
import type { Workspaces } from '../usecases/ports.ts';
import type { Job } from './schedule.ts';

type Raise = (workspaceId: WorkspaceId, now: Date) => Promise<void>;

/** Looks for sends that stay too long, workspace by workspace; one of several instances a tick. */
export const staleJob = (pattern: string, workspaces: Pick<Workspaces, 'all'>, raise: Raise): Job => ({
  name: 'tell of sends that stay too long',
  pattern,
  alone: true,
  run: async (now) => {
    for (const { id } of await workspaces.all()) await raise(id, now);
  },
});
