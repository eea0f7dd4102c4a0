import type { MemberId, WorkspaceId } from '../../domain/ids.ts';
import type { Cursor } from '../ports.ts';

/** A page of the recent sends on Home, by where its neighbour ended. */
export type HomeTurn = { to: 'next' | 'previous'; number: number; cursor: Cursor };

/** What stands on a member's Home. `shown`: a hash of what it shows; `hash`: Slack's own of the view; both '' where nobody knows. */
export type HomeView = { openedAt: Date; publishedAt: Date | undefined; turn: HomeTurn | undefined; shown: string; hash: string };

/** Who looks at their Home tab. Slack tells when it is opened, never when it is closed. */
export type Homes = {
  /** Notes that a member opened Home, at its first page; undefined when it was noted by this event before. */
  opened(workspaceId: WorkspaceId, member: MemberId, event: string, now: Date): Promise<HomeView | undefined>;
  /** Notes that a member looks at this page of it; undefined when they never opened it. */
  turned(workspaceId: WorkspaceId, member: MemberId, turn: HomeTurn | undefined, now: Date): Promise<HomeView | undefined>;
  view(workspaceId: WorkspaceId, member: MemberId): Promise<HomeView | undefined>;
  /** What stands there since; what was published later is not forgotten for it. */
  published(workspaceId: WorkspaceId, member: MemberId, what: Pick<HomeView, 'shown' | 'hash'>, at: Date): Promise<void>;
  /** Nobody knows what stands there: it is published anew, whatever it shows. */
  unknown(workspaceId: WorkspaceId, member: MemberId): Promise<void>;
  /** Forgets those who have not opened it since. */
  forget(before: Date): Promise<void>;
};
