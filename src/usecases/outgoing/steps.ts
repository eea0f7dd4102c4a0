import type { CancelMode } from '../../domain/cancelRequest.ts';
import type { SendId, SlackUserId, WorkspaceId } from '../../domain/ids.ts';
import type { Suspension } from '../../domain/person.ts';
import type { Thresholds } from '../../domain/staleness.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { HomeContent } from '../home/showHome.ts';
import type { HomeView } from '../ports/homes.ts';
import type { ItemId, Living, Recipient, Waiting } from '../ports/outbox.ts';
import type { Places } from '../ports/places.ts';
import type { Store } from '../ports.ts';
import type { BodyOf, Kind } from './bodies.ts';
import type { Content } from './content.ts';

/**
 * What is to be done about items, in order. Each item a handler is given stands in exactly one step of its answer. What makes a message
 * complete goes first, with no items of its own (`edit` the card), the step that ends an item last (`post` the news in its thread):
 * a crash in between has the handler decide again.
 */
export type Step =
  | {
    do: 'post'; items: readonly ItemId[]; content: Content;
    /** Then the message lives: it is edited by that name. One that lived under it before is left as it is. */
    subject?: string;
    /** The send it shows: changes of that send refresh it. */
    sendId?: SendId;
    /** As a reply to the living message of that name; to the conversation where there is none. */
    inThreadOf?: string;
    /** A reply that the conversation shows, too: for news that asks somebody to act. */
    broadcast?: boolean;
  }
  | { do: 'edit'; items: readonly ItemId[]; subject: string; content: Content }
  /** Its reader's Home tab; `before`: what stands there, as it was read before the content was. */
  | { do: 'publish'; items: readonly ItemId[]; content: HomeContent; before: HomeView }
  /** A Slack user's Home says that nothing is shown to them, and `why` where Slack said so. */
  | { do: 'empty-home'; items: readonly ItemId[]; user: SlackUserId; why: Suspension | undefined }
  | { do: 'wait'; items: readonly ItemId[]; until: Date }
  | { do: 'drop'; items: readonly ItemId[]; why: string }
  | { do: 'reroute'; items: readonly ItemId[]; to: readonly Recipient[]; why: string };

/** Who reads it, as they are now. */
export type Reader =
  | { is: 'member'; actor: Actor; slackUser: SlackUserId; timeZone: string; /** Nothing was ever sent to them. */ first: boolean }
  /** Nobody knows who reads a channel: nothing personal goes there. */
  | { is: 'channel'; channel: string; operations: boolean };

export type Context = {
  workspaceId: WorkspaceId;
  mailboxId: string;
  reader: Reader;
  now: Date;
  /** The living messages of this mailbox by these names; one older than 30 days lives no more, and is left as it is. */
  living: (subjects: readonly string[]) => Promise<ReadonlyMap<string, Living>>;
};

export type HandlerDeps = Store & {
  thresholds: Thresholds;
  /** Who may be reading a channel. Throws `NotDelivered` when Slack does not tell. */
  places: Pick<Places, 'look'>;
  cancelMode: CancelMode;
  /** Whether people are told of their sends at all. */
  notifications: boolean;
};

/**
 * Decides what leaves, from how things are at that moment: rights are looked at again, what was overtaken is merged. It is given every due
 * item of its kind in one mailbox, oldest first; it writes nothing that is seen.
 */
export type Handler<K extends Kind> = (deps: HandlerDeps, items: readonly Waiting<BodyOf<K>>[], context: Context) => Promise<Step[]>;
