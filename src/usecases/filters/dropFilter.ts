import type { Actor } from '../../domain/visibility.ts';
import type { SavedFilters } from '../ports/savedFilters.ts';

export type DropFilterDeps = { savedFilters: Pick<SavedFilters, 'remove'> };

/** False: there was none of that name. */
export const dropFilter = ({ savedFilters }: DropFilterDeps) => ({ workspaceId, memberId }: Actor, key: string): Promise<boolean> =>
  savedFilters.remove(workspaceId, memberId, key);
