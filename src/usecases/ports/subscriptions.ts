import type { MemberId, SubscriptionId, WorkspaceId } from '../../domain/ids.ts';
import type { Filter } from '../../domain/query/filter.ts';
import type { Scope, Subscription } from '../../domain/subscription.ts';
import type { Doer } from './audit.ts';

export type NewSubscription = { channel: string; owner: MemberId; filter: Filter; scope: Scope };
export type SubscribeOutcome = 'subscribed' | 'known' | 'too-many-here' | 'too-many';

/** Why a subscription ended or rests without its owner's doing. */
export type SubscriptionTurn =
  | { what: 'ended'; why: 'rights' | 'outside' | 'archived' | 'refused' | 'forgotten' }
  | { what: 'paused'; why: 'strangers' | 'unknown' }
  /** The owner sees less than they did. */
  | { what: 'narrowed'; why: 'rights' };

/**
 * What channels want to hear. An ended one is gone: its filter may name people. Each change is audited in its transaction, and one that is not
 * its owner's doing is told to them, once: of several who find the same out, one does it (false: somebody else was quicker).
 */
export type Subscriptions = {
  /** Counted against the limits under the workspace's turn. The same filter of the same owner in the same channel is `known`. */
  subscribe(workspaceId: WorkspaceId, subscription: NewSubscription, limits: { here: number; all: number }, by: Doer): Promise<SubscribeOutcome>;
  /** The oldest first, at most `limit`. Neither: of the whole workspace. */
  list(workspaceId: WorkspaceId, of: { channel?: string; owner?: MemberId }, limit: number): Promise<Subscription[]>;
  get(workspaceId: WorkspaceId, id: SubscriptionId): Promise<Subscription | undefined>;
  end(workspaceId: WorkspaceId, id: SubscriptionId, by: Doer): Promise<boolean>;
  resume(workspaceId: WorkspaceId, id: SubscriptionId, scope: Scope, by: Doer): Promise<boolean>;
  /** By the tracker. `scope`: as it was found; compare-and-set. */
  turn(workspaceId: WorkspaceId, subscription: Pick<Subscription, 'id' | 'scope'>, turn: SubscriptionTurn, left: Scope | undefined, at: Date): Promise<boolean>;
};
