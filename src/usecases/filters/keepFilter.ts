import { type NameProblem, nameProblem, savedKey, type SavedQuery } from '../../domain/query/saved.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { Clock } from '../ports.ts';
import type { SavedFilters, SaveOutcome } from '../ports/savedFilters.ts';

export type KeepFilterDeps = { savedFilters: Pick<SavedFilters, 'save'>; clock: Clock };

/** `name`: as typed. `renames`: the key of the one whose place it takes. */
export type Keeping = { name: string; query: SavedQuery; renames: string | undefined };
export type Kept = { result: SaveOutcome; key: string } | { result: 'bad-name'; why: NameProblem };

/** Keeps a filter under a name, for its owner alone. */
export const keepFilter = ({ savedFilters, clock }: KeepFilterDeps) => async ({ workspaceId, memberId }: Actor, { name, query, renames }: Keeping): Promise<Kept> => {
  const key = savedKey(name);
  const why = nameProblem(key);
  return why ? { result: 'bad-name', why } : { result: await savedFilters.save(workspaceId, memberId, { key, query, renames }, clock()), key };
};
