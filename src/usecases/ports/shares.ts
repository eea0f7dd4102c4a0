import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Doer } from './audit.ts';

/** A send to be shown in a channel. `gone`: the message that showed it there is known to be there no more. */
export type NewShare = { send: SendId; channel: string; gone: string | undefined };

/** `stands`: a living message shows it there already. */
export type Shared = { result: 'shared' } | { result: 'stands'; ts: string };

export type Shares = {
  /**
   * Has a card posted, with its entry in the audit, in one transaction, unless one lives in that channel. One at a time for a send and a channel:
   * asked again before the card is there, it is the same card.
   */
  share(workspaceId: WorkspaceId, share: NewShare, by: Doer & { actor: { member: MemberId } }): Promise<Shared>;
};
