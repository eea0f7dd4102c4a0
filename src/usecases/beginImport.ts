import type { Actor } from '../domain/visibility.ts';
import { adminNames } from './adminNames.ts';
import type { Clock, Members } from './ports.ts';
import type { DroppedFile, Imports } from './ports/imports.ts';

export type BeginImportDeps = { imports: Pick<Imports, 'begin'>; members: Pick<Members, 'admins'>; clock: Clock };

/** `not-yours`: only Admins import, these among them. `known`: this file is being, or was, looked through already. */
export type BegunImport = { result: 'begun' | 'known' } | { result: 'not-yours'; admins: readonly string[] };

/** Takes a file that somebody dropped: it is looked through first, and imported only when its Admin says so. However often it is told, once. */
export const beginImport = ({ imports, members, clock }: BeginImportDeps) => async (actor: Actor, file: DroppedFile): Promise<BegunImport> => {
  if (actor.role !== 'ADMIN') {
    return { result: 'not-yours', admins: await adminNames({ members })(actor) };
  }
  const begun = await imports.begin(actor.workspaceId, actor.memberId, file, clock());
  return { result: begun === undefined ? 'known' : 'begun' };
};
