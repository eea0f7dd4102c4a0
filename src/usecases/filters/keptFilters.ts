import type { Actor } from '../../domain/visibility.ts';
import type { SavedFilter, SavedFilters } from '../ports/savedFilters.ts';

export type KeptFiltersDeps = { savedFilters: Pick<SavedFilters, 'list'> };

/** Somebody's own named filters. */
export const keptFilters = ({ savedFilters }: KeptFiltersDeps) => ({ workspaceId, memberId }: Actor): Promise<SavedFilter[]> => savedFilters.list(workspaceId, memberId);
