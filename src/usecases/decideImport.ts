import type { ImportId } from '../domain/ids.ts';
import type { Actor } from '../domain/visibility.ts';
import type { Clock } from './ports.ts';
import type { ImportJob, Imports } from './ports/imports.ts';

export type DecideImportDeps = { imports: Pick<Imports, 'find' | 'decide'>; clock: Clock };

/** `decided`: by this click. `was`: what it is now, because somebody (or an earlier click) was quicker. */
export type DecidedImport = { result: 'decided' } | { result: 'was'; job: ImportJob } | { result: 'not-yours' } | { result: 'unknown' };

/** Import or Discard, by an Admin as they are now; of many clicks at once one counts. */
export const decideImport = ({ imports, clock }: DecideImportDeps) =>
  async (actor: Actor, id: ImportId, to: 'IMPORTING' | 'DISCARDED'): Promise<DecidedImport> => {
    if (actor.role !== 'ADMIN') return { result: 'not-yours' };
    if (await imports.decide(actor.workspaceId, id, to, clock())) return { result: 'decided' };
    const job = await imports.find(actor.workspaceId, id);
    return job ? { result: 'was', job } : { result: 'unknown' };
  };
