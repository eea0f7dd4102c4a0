import type { Actor } from '../../domain/visibility.ts';
import type { Clock } from '../ports.ts';
import type { SavedFilters } from '../ports/savedFilters.ts';

export type DropFilterDeps = { savedFilters: Pick<SavedFilters, 'remove'>; clock: Clock };

/** False: there was none of that name. */
export const dropFilter = ({ savedFilters, clock }: DropFilterDeps) => ({ workspaceId, memberId }: Actor, key: string): Promise<boolean> =>
  savedFilters.remove(workspaceId, memberId, key, clock());
