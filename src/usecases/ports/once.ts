import type { WorkspaceId } from '../../domain/ids.ts';

/** What is to happen once, of however many instances and however often it is asked for. */
export type Once = {
  /** True for the first who asks for this key, and again for the first after `until`; compare-and-set. */
  take(workspaceId: WorkspaceId, key: string, now: Date, until: Date): Promise<boolean>;
  /** Gives a key back, where it turned out that nothing happened. */
  giveBack(workspaceId: WorkspaceId, key: string): Promise<void>;
  /** Forgets what is over by then. */
  purge(before: Date): Promise<void>;
};
