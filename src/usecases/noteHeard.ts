import type { WorkspaceId } from '../domain/ids.ts';
import type { Clock } from './ports.ts';
import type { Sources } from './ports/sources.ts';

export type NoteHeardDeps = { sources: Pick<Sources, 'heard'>; clock: Clock };

/** What comes within a minute of what was noted is not noted again: thousands may come in it. In ms. */
const NOTED_EVERY = 60_000;

/**
 * Notes that a source which speaks when something happens, and not when it is asked, was heard: at most once a minute a process and workspace. Its silence
 * means nothing, so that nothing becomes late by it. Rejects when that could not be stored, and notes it the next time.
 */
export const noteHeard = ({ sources, clock }: NoteHeardDeps, source: string) => {
  const noted = new Map<WorkspaceId, number>();
  return async (workspace: WorkspaceId): Promise<void> => {
    const at = clock();
    const last = noted.get(workspace);
    if (last !== undefined && at.getTime() - last < NOTED_EVERY) return;
    noted.set(workspace, at.getTime());
    try {
      await sources.heard(workspace, source, at);
    } catch (error) {
      noted.delete(workspace);
      throw error;
    }
  };
};
