import type { Branded, MemberId, SendId, SlackUserId, WorkspaceId } from '../../domain/ids.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { ItemBody } from '../outgoing/bodies.ts';

/** Who is to hear something. `operations`: the operations channel, else the Admins one by one; decided when it leaves. */
export type Recipient = { member: MemberId } | { channel: string } | { operations: true };

export type ItemId = Branded<'ItemId'>;

/** Something to be said. */
export type NewItem = {
  to: Recipient;
  body: ItemBody;
  /** Said once to a recipient under this name, however often it is added. */
  key: string;
  /** Added again under its name it is armed again. For what may happen any number of times, like bringing a message up to date. */
  again?: boolean;
  /** The send it is about: where its recipient can't be reached, it goes to the managers of that send's team. */
  sendId?: SendId;
  dueAt: Date;
};

/** How far an item was re-routed. */
export const STAGES = { own: 0, managers: 1, operations: 2, admins: 3 } as const;

export type Waiting<Body = ItemBody> = {
  id: ItemId;
  body: Body;
  sendId: SendId | undefined;
  createdAt: Date;
  dueAt: Date;
  attempts: number;
  /** Whom it was for before it was re-routed. */
  meantFor: { id: MemberId; name: string } | undefined;
};

/** A message that is edited when what it shows changes. `shown`: a hash of what it shows. */
export type Living = { subject: string; sendId: SendId | undefined; channel: string; ts: string; postedAt: Date; shown: string };

export type Outbox = {
  /** Adds items in a transaction of its own. Writers that change something else as well use `enqueue` of the store in theirs. */
  add(workspaceId: WorkspaceId, items: readonly NewItem[], now: Date): Promise<void>;
  /** The living messages of a mailbox by these names. */
  living(workspaceId: WorkspaceId, mailboxId: string, subjects: readonly string[]): Promise<Living[]>;
};

/** A member as somebody to write to. */
export type Addressee = { actor: Actor; slackUser: SlackUserId | undefined; tiedEmail: string | undefined; suspended: boolean };
