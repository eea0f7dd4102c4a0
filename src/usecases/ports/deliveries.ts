import type { WorkspaceId } from '../../domain/ids.ts';
import type { SendRecord } from '../ports.ts';

/** What a webhook delivery was found to say. */
export type News =
  /** A send that names itself and what it is now in; without a sender, so that it can only add to a send that is known. */
  | { form: 'update'; record: SendRecord }
  /** A whole send. `unread`: its fields that said something we could not take. */
  | { form: 'send'; record: SendRecord; unread: readonly string[] }
  /** Nothing that this version understands, and why, in our words. */
  | { form: 'not-understood'; why: string };

/** A delivery whose signature held. */
export type Delivery = {
  /** The sender's own id of it, the same however often it is sent. */
  id: string;
  /** The event that the path, or the secret it was signed with, names. */
  event: string | undefined;
  /** As it came; kept only of what is set aside. */
  body: string;
};
export type ReadDelivery = Delivery & { news: News };

export const SET_ASIDE = ['not-understood', 'names-differ', 'both-asked', 'no-sender', 'nothing-due', 'too-many-waiting'] as const;
export type SetAside = (typeof SET_ASIDE)[number];

/**
 * What became of a delivery. `waiting`: its send is not known yet, and gets it when it is. `duplicate`: done before. `set-aside`: kept as it came, for
 * a later version, or a later state of things, that can take it; its id is not used up.
 */
export type DeliveryOutcome = { result: 'new' | 'changed' | 'unchanged' | 'waiting' | 'duplicate' } | { result: 'set-aside'; why: SetAside };

/** A place among what is set aside. */
export type AsideCursor = { receivedAt: Date; id: string };

export type Deliveries = {
  /**
   * Takes deliveries in their order, in one transaction: their ids and what follows from them, all or nothing. Each id once, whatever the number
   * of instances; outcomes are in the deliveries' order. An update of a send not known yet waits, and is applied in the transaction
   * in which any source brings the send: of an update and a send that come at once, the later to commit finds the other.
   */
  take(workspaceId: WorkspaceId, deliveries: readonly ReadDelivery[], now: Date): Promise<DeliveryOutcome[]>;
  /** What is set aside, oldest first, at most `size` after the cursor. */
  setAside(workspaceId: WorkspaceId, page: { size: number; after: AsideCursor | undefined }): Promise<(Delivery & AsideCursor)[]>;
  /** Drops ids, what is set aside and what waits, when they are too old or too many; says how many of each. */
  forget(now: Date): Promise<Forgotten>;
};
export type Forgotten = { ids: number; setAside: number; waiting: number };
