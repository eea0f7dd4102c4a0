import type { SavedFilters } from '../../domain/query/saved.ts';
import type { Asker } from '../actor.ts';
import type { Verbs } from '../verbs.ts';

/** What somebody has saved, to be asked by its name. */
export const savedOf = async (verbs: Verbs, { actor }: Asker): Promise<SavedFilters> =>
  new Map((await verbs.keptFilters(actor)).flatMap(({ key, query }) => (query ? [[key, query]] : [])));
