import type { AuditDoor, AuditVerb } from '../../domain/auditWords.ts';
import type { MemberId, SendId, SlackUserId, WorkspaceId } from '../../domain/ids.ts';

/** Who did it. `source`: an update of the provider's proved it; `tracker`: the bot itself, by a rule it was given. */
export type AuditActor = { member: MemberId; slackUser?: SlackUserId | undefined } | { slackUser: SlackUserId } | 'operator' | 'source' | 'tracker';

/** A state in closed words and ids: no name, address, text or anything else of a person's. The store refuses what does not look like one. */
export type AuditFacts = Readonly<Record<string, AuditWord | readonly AuditWord[]>>;
export type AuditWord = string | number | boolean | null;

/** Who does something, from where, and when. */
export type Doer = { at: Date; actor: AuditActor; door: AuditDoor };

export type NewAuditEntry = Doer & {
  verb: AuditVerb;
  /** Which send it was done to. */
  send?: SendId | undefined;
  /** Which person it was done to. */
  member?: MemberId | undefined;
  before?: AuditFacts | undefined;
  after?: AuditFacts | undefined;
};
export type AuditEntry = NewAuditEntry & { id: string };

/** `send`, `member`: only what was done to them, or, for a member, by them. Both ends of the time are optional; `until` is not included. */
export type AuditFilter = { since?: Date | undefined; until?: Date | undefined; send?: SendId | undefined; member?: MemberId | undefined };
/** The last entry somebody read: entries are ordered by (`at`, `id`). */
export type AuditCursor = { at: Date; id: string };

/** Kept for good: the database itself refuses to change or delete an entry. What must not be lost without its entry writes it in its own transaction. */
export type Audit = {
  append(workspaceId: WorkspaceId, entries: readonly NewAuditEntry[]): Promise<void>;
  /** Oldest first, at most `size` after the cursor. */
  page(workspaceId: WorkspaceId, filter: AuditFilter, page: { size: number; after: AuditCursor | undefined }): Promise<AuditEntry[]>;
  /** The numbers of the sends that entries name. */
  numbers(workspaceId: WorkspaceId, sends: readonly SendId[]): Promise<ReadonlyMap<SendId, string>>;
  /** What was done to a send, newest first. Whoever asks must be allowed to see it. */
  ofSend(workspaceId: WorkspaceId, send: SendId, limit: number): Promise<AuditEntry[]>;
};
