import type { CancelRequest, RequestKind, GatewayName, RequestState } from '../../domain/cancelRequest.ts';
import type { MemberId, RequestId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { NewAuditEntry } from './audit.ts';
import type { NewItem } from './outbox.ts';

/** How things stand with a send, read under its lock: what is decided from it cannot have changed when it is written. */
export type Standing = {
  /** The person who acts, as they are now; undefined where nobody does, or a member that is gone. */
  actor: Actor | undefined;
  /** With all that its dialog shows of it, except address and message. */
  send: Send;
  /** The names other systems know it by, with their scheme. */
  names: readonly { scheme: string; value: string }[];
  /** The one that was asked about, else the latest; undefined: none was ever made. */
  request: CancelRequest | undefined;
  /** The Managers of its team. */
  managers: readonly MemberId[];
};

export type NewRequest = {
  id: RequestId;
  kind: RequestKind;
  gateway: GatewayName;
  state: RequestState;
  requester: MemberId;
  reason: string | undefined;
  askedAt: Date;
  /** Who answered is set where it is over as it begins. */
  answerer: MemberId | undefined;
  /** When operations are reminded. */
  remindAt: Date | undefined;
  /** When the endpoint is called, should the call that follows at once never end. */
  nextAt: Date | undefined;
};
/** What becomes of a request. `nextAt` undefined: nothing more is to be done by the clock. */
export type RequestChange = { id: RequestId; to: RequestState; answerer?: MemberId; answer?: string; wentOutAt?: Date; nextAt?: Date };

/** What is to be written: all of it, or nothing. */
export type Writes = {
  add?: NewRequest;
  change?: RequestChange;
  /** The send is canceled, by this door, as the audit's history names it. */
  canceled?: { source: string };
  audit: readonly NewAuditEntry[];
  tell: readonly NewItem[];
};
export type Decided<T> = { result: T; writes?: Writes };

/** A request whose endpoint is to be called. `tries` counts this one. */
export type Call = { workspaceId: WorkspaceId; request: CancelRequest; sendId: SendId; tries: number };
export type Reminder = { workspaceId: WorkspaceId; requestId: RequestId };

export type Cancels = {
  /** A new request's id; later ones sort later. */
  newId(): RequestId;
  /**
   * Decides about a send and writes what was decided, in one transaction under the send's lock: of many who decide at once each sees what
   * the one before has written. `member` is read again inside it. `decide` may be called more than once and must be pure; what it adds is
   * a send's only open request, or nothing is written at all. Undefined: there is no such send (or request) in the workspace.
   */
  decide<T>(workspaceId: WorkspaceId, about: { send: SendId } | { request: RequestId }, member: MemberId | undefined, at: Date, decide: (standing: Standing) => Decided<T>): Promise<T | undefined>;
  /**
   * Takes the next request whose endpoint is due, for `lease` ms: nobody else gets it meanwhile, and afterwards it is due again unless its
   * outcome was written. `only`: this one, if nobody has called yet.
   */
  takeCall(now: Date, lease: number, only?: { workspaceId: WorkspaceId; request: RequestId }): Promise<Call | undefined>;
  /** Reminders that are due; each is given out once, with its outbox row written by `tell` in the same transaction. Returns how many. */
  remind(now: Date, limit: number, tell: (reminder: Reminder & { sendId: SendId }) => NewItem): Promise<number>;
  /** The Managers of a send's team, by name; not more than are told of a request. */
  managersOf(workspaceId: WorkspaceId, send: SendId): Promise<MemberId[]>;
  /** A request and its send's id. */
  get(workspaceId: WorkspaceId, request: RequestId): Promise<{ request: CancelRequest; sendId: SendId } | undefined>;
};
