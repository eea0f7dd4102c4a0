import type { MemberId, WorkspaceId } from '../../domain/ids.ts';
import type { SavedQuery } from '../../domain/query/saved.ts';

/** `query` undefined: it was kept by another version, and is not understood by this one. */
export type SavedFilter = { key: string; query: SavedQuery | undefined };
/** `replaced`: there was one of that name. `too-many`: the person has as many as one may have; nothing was saved. */
export type SaveOutcome = 'saved' | 'replaced' | 'too-many';

/** The filters people keep, each person's own. */
export type SavedFilters = {
  /** All of a person's, by name. */
  list(workspaceId: WorkspaceId, member: MemberId): Promise<SavedFilter[]>;
  /** Keeps a filter under a name; `renames`: in place of the one under that. One person's are changed one at a time: of two at once none exceeds the limit. */
  save(workspaceId: WorkspaceId, member: MemberId, filter: { key: string; query: SavedQuery; renames: string | undefined }, at: Date): Promise<SaveOutcome>;
  /** False: there is none of that name (any more). */
  remove(workspaceId: WorkspaceId, member: MemberId, key: string, at: Date): Promise<boolean>;
};
