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
  meantFor: MeantFor | undefined;
};

/** Whom something was for before it was re-routed. */
export type MeantFor = { id: MemberId; name: string };

/** A message that is edited when what it shows changes. `shown`: a hash of what it shows. `meantFor`: whom it was for, when its reader got it in their place. */
export type Living = { subject: string; sendId: SendId | undefined; channel: string; ts: string; postedAt: Date; shown: string; meantFor: readonly MeantFor[] };

/** What becomes of a post once it is there, kept while it is under way. `seen`: which change of the send it shows. `inPlaceOf`: whom it was for. */
export type Plan = { inPlaceOf?: readonly MemberId[] | undefined; subject?: string | undefined; sendId?: SendId | undefined; seen?: Date | undefined; threadTs?: string | undefined };

/** An item as a worker holds it. */
export type Held = Waiting & {
  key: string;
  /** Counts how often it was armed. */
  version: number;
  stage: number;
  /** When it was first tried in vain. */
  triedSince: Date | undefined;
  /** The post it is part of, which may have reached Slack. */
  begun: { event: string; at: Date; plan: Plan } | undefined;
  /** When its send last changed. */
  sendChangedAt: Date | undefined;
};

/** A mailbox that one worker works at, with what is due in it, oldest first. Everything the worker writes names the lease. */
export type Claim = {
  workspaceId: WorkspaceId;
  mailboxId: string;
  to: Recipient;
  lease: bigint;
  /** Failures since something last left. */
  failures: number;
  /** When something last left. */
  postedAt: Date | undefined;
  items: readonly Held[];
  /** Items of kinds that this version does not know: another instance may. */
  unread: readonly ItemId[];
};

/** The lease ran out and somebody else has the mailbox: nothing was written, and nothing more may be done. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

export type Ending = {
  items: readonly Pick<Held, 'id' | 'version'>[];
  state: 'DONE' | 'DROPPED' | 'DEAD';
  /** In a few plain words without anything personal. */
  outcome: string;
  /** What lives from now on, or shows something else now. */
  living?: Omit<Living, 'sendId' | 'meantFor'> & Plan & { subject: string };
  /** Something left. */
  posted: boolean;
};

export type DeadLetter = { id: ItemId; kind: string; address: string; createdAt: Date; endedAt: Date; outcome: string };
export type OutboxState = { waiting: number; oldest: Date | undefined; dead: number; paused: { until: Date; why: string } | undefined };

/**
 * What is to be said. Mailboxes are worked at by one worker at a time, also of several instances: what a mailbox holds leaves in order.
 * Methods that take a claim write nothing and throw `LeaseLost` when somebody else has the mailbox by now; all but `release` prolong the lease.
 */
export type Outbox = {
  /** Adds items in a transaction of its own. Writers that change something else as well use `enqueue` of the store in theirs. */
  add(workspaceId: WorkspaceId, items: readonly NewItem[], now: Date): Promise<void>;
  /** Takes up to `most` mailboxes in which something is due, the longest waiting first, unless the workspace pauses. No two callers get the same. */
  claim(workspaceId: WorkspaceId, now: Date, most: number): Promise<Claim[]>;
  /** A post is about to be made: from now on it may have reached Slack. */
  begin(claim: Claim, items: readonly ItemId[], event: string, plan: Plan, now: Date): Promise<void>;
  /** The post under way with these items never reached Slack, and will not any more. */
  unbegin(claim: Claim, items: readonly ItemId[], now: Date): Promise<void>;
  /**
   * Ends items, with what lives from then on, in one statement. An item that was armed again meanwhile waits again; a send that changed since
   * `seen` has its message refreshed. `next`: another post that is about to be made, as `begin` has it.
   */
  finish(claim: Claim, ending: Ending, now: Date, next?: { items: readonly ItemId[]; event: string; plan: Plan; at: Date }): Promise<void>;
  wait(claim: Claim, items: readonly ItemId[], until: Date, now: Date): Promise<void>;
  /** Ends items here and adds others elsewhere, in one transaction. */
  reroute(claim: Claim, ending: Omit<Ending, 'living'>, to: readonly (NewItem & { stage: number; meantFor: MemberId | undefined })[], now: Date): Promise<void>;
  /** The message of that name is no longer there. */
  forget(claim: Claim, subject: string, now: Date): Promise<void>;
  /** Lets the mailbox go; `failed`: these items were tried in vain. True when something in it is due already. */
  release(claim: Claim, now: Date, how?: { notBefore?: Date; failed?: readonly ItemId[] }): Promise<boolean>;
  /** Nothing is claimed in this workspace until then. A pause that ends later stays. */
  pause(workspaceId: WorkspaceId, until: Date, why: string): Promise<void>;
  resume(workspaceId: WorkspaceId): Promise<void>;
  /** The living messages of a mailbox by these names. */
  living(workspaceId: WorkspaceId, mailboxId: string, subjects: readonly string[]): Promise<Living[]>;
  state(workspaceId: WorkspaceId): Promise<OutboxState>;
  /** Items that could not be delivered, the latest first. */
  dead(workspaceId: WorkspaceId, limit: number): Promise<DeadLetter[]>;
  /** Has dead letters tried again; returns how many. */
  retryDead(workspaceId: WorkspaceId, which: ItemId | 'all', now: Date): Promise<number>;
  /** Takes away what ended before; dead letters stay. */
  purge(before: Date): Promise<void>;
};

/** A member as somebody to write to. */
export type Addressee = { actor: Actor; slackUser: SlackUserId | undefined; tiedEmail: string; suspended: boolean };

export type Addressees = {
  member(workspaceId: WorkspaceId, id: MemberId): Promise<Addressee | undefined>;
  /** Managers who may act on the sends of this send's team, by name. */
  managersOf(workspaceId: WorkspaceId, send: SendId, limit: number): Promise<Addressee[]>;
  admins(workspaceId: WorkspaceId, limit: number): Promise<Addressee[]>;
};
