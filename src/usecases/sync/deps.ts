import type { WorkspaceId } from '../../domain/ids.ts';
import type { Clock, Store } from '../ports.ts';
import type { Provider } from '../ports/provider.ts';

export type SyncDeps = Pick<Store, 'recorder' | 'syncs' | 'directory' | 'sources'> & {
  provider: Provider;
  clock: Clock;
  /** Which instance this is. */
  me: string;
  /** How long after a success the next is overdue, in ms. */
  lateAfter: () => number;
};

export type SyncInput = {
  workspaceId: WorkspaceId;
  /** Asks to stop: what was recorded stays, and the next run goes on from there. */
  signal: AbortSignal;
  /** Told as pages are read. */
  onProgress?: (progress: SyncProgress) => void;
};
export type SyncProgress = { page: number; total: number | undefined; counts: SyncCounts };

/** What became of the entries read. `aside`: could not be used. */
export type SyncCounts = { read: number; new: number; changed: number; unchanged: number; aside: number };
export const NO_COUNTS: SyncCounts = { read: 0, new: 0, changed: 0, unchanged: 0, aside: 0 };
export const addCounts = (a: SyncCounts, b: SyncCounts): SyncCounts => ({
  read: a.read + b.read, new: a.new + b.new, changed: a.changed + b.changed, unchanged: a.unchanged + b.unchanged, aside: a.aside + b.aside,
});
