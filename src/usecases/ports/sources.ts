import type { WorkspaceId } from '../../domain/ids.ts';

/** How a source fares. `failures`: in a row. `toldAt`: when operations were told that it fails; undefined once they were told that it is well. */
export type SourceState = {
  name: string;
  readAt: Date | undefined;
  /** When it was last heard, of one that only tells what happens. */
  heardAt: Date | undefined;
  /** When it should have told again. */
  dueAt: Date | undefined;
  failures: number;
  failingSince: Date | undefined;
  failure: string | undefined;
  toldAt: Date | undefined;
};

/** `final`: no trying again will help; somebody has to do something. */
export type SourceNews = { at: Date; dueAt: Date | undefined } & ({ well: true } | { well: false; reason: string; final: boolean });

/** How the sources that are read by themselves fare. */
export type Sources = {
  /**
   * Notes that a source told all it had, or failed. When operations have to hear of it, that is put into the outbox in the same transaction:
   * once while it fails and once when it is well again, however many instances note it.
   */
  note(workspaceId: WorkspaceId, source: string, news: SourceNews): Promise<void>;
  /** Notes that a source which tells what happens told something. */
  heard(workspaceId: WorkspaceId, source: string, at: Date): Promise<void>;
  all(workspaceId: WorkspaceId): Promise<SourceState[]>;
};
