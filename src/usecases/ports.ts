import type { Filter } from '../domain/query/filter.ts';
import type { DataAge } from '../domain/dataAge.ts';
import type { MemberId, SendId, SlackUserId, WorkspaceId } from '../domain/ids.ts';
import type { Observation } from '../domain/observations.ts';
import type { CampaignState, Money, Send, SendDetails } from '../domain/send.ts';
import type { Window } from '../domain/staleness.ts';
import type { StatusName } from '../domain/status.ts';
import type { Actor, Reach, Role } from '../domain/visibility.ts';
import type { Stats } from './ports/stats.ts';
import type { Exports } from './ports/exports.ts';
import type { Imports } from './ports/imports.ts';
import type { StaleAlerts } from './ports/stale.ts';
import type { Homes } from './ports/homes.ts';
import type { FoldName, Notices } from './ports/notices.ts';
import type { Subscriptions } from './ports/subscriptions.ts';
import type { Shares } from './ports/shares.ts';
import type { Once } from './ports/once.ts';
import type { Rates } from './ports/rates.ts';
import type { Search } from './ports/search.ts';
import type { SendRecorder } from './ports/recorder.ts';
import type { Sources } from './ports/sources.ts';
import type { Directory, Syncs } from './ports/syncs.ts';
import type { Addressees, Outbox } from './ports/outbox.ts';
import type { Ticks } from './ports/ticks.ts';
import type { Audit, Doer } from './ports/audit.ts';
import type { Deliveries } from './ports/deliveries.ts';
import type { ProviderTokens } from './ports/tokens.ts';
import type { Suspension } from '../domain/person.ts';
import type { People } from './ports/people.ts';
import type { Forgetting } from './ports/forgetting.ts';
import type { Cancels } from './ports/cancels.ts';
import type { SavedFilters } from './ports/savedFilters.ts';
import type { Suggestions } from './ports/suggestions.ts';

/** Time is an argument; this is where it comes from. */
export type Clock = () => Date;

/** A place in a list: the last row somebody saw. Lists are ordered by (`at`, `id`). */
export type Cursor = { at: Date; id: SendId };
/** `after`: the rows that follow a cursor in the list's order; `before`: the ones just before it. Neither: from the start. */
export type PageRequest = { size: number; after?: Cursor; before?: Cursor };
export type Page<T> = { items: readonly T[]; previous: Cursor | undefined; next: Cursor | undefined };

export type StatusCounts = Readonly<Partial<Record<StatusName, number>>>;
/** A count that stops counting: `more` says that there are more than `count`. */
export type CappedCount = { count: number; more: boolean };

/** A send with all that an export says of it. */
export type ExportedSend = Send & Pick<SendDetails, 'names' | 'address' | 'message'>;

/** Reading sends. Every method is bounded by a reach: what lies outside is as if it did not exist, in rows and in counts. */
export type SendReader = {
  /** The sends known by this text as number, else as another system's name, else as tracking number: the first of the three that finds any, newest first, at most `limit`. */
  lookUp(workspaceId: WorkspaceId, reach: Reach, text: string, limit: number): Promise<Send[]>;
  details(workspaceId: WorkspaceId, reach: Reach, id: SendId): Promise<SendDetails | undefined>;
  /** Newest first. A filter's `from: me` means `viewer`. */
  list(workspaceId: WorkspaceId, reach: Reach, filter: Filter, viewer: MemberId, page: PageRequest): Promise<Page<Send>>;
  /** The sends lying in any of the windows and the filter, worst first: by how long ago they left what is allowed (`before` or `after`). */
  inWindows(workspaceId: WorkspaceId, reach: Reach, windows: readonly StaleWindow[], filter: Filter, viewer: MemberId, page: PageRequest): Promise<Page<Send>>;
  /** How many lie in any of the windows and the filter, counted no further than `cap`. */
  countInWindows(workspaceId: WorkspaceId, reach: Reach, windows: readonly Window[], filter: Filter, viewer: MemberId, cap: number): Promise<CappedCount>;
  /** Sends that ask their sender to act, the longest waiting first. */
  needing(workspaceId: WorkspaceId, reach: Reach, windows: readonly Window[], limit: number): Promise<Send[]>;
  /** The kept counts by status: no counting happens. */
  counts(workspaceId: WorkspaceId, reach: Reach): Promise<StatusCounts>;
  countMatching(workspaceId: WorkspaceId, reach: Reach, filter: Filter, viewer: MemberId, cap: number): Promise<CappedCount>;
  /**
   * The next sends of an export, by id: that order never changes, so that whatever else happens every send that is there all along comes
   * exactly once. `viewer` undefined: nobody is `me`.
   */
  exportPage(workspaceId: WorkspaceId, reach: Reach, filter: Filter, viewer: MemberId | undefined, page: ExportRequest): Promise<ExportedSend[]>;
};
/** `fold`: only those that stand in this message of many. */
export type ExportRequest = { size: number; after: SendId | undefined; fold?: FoldName };
/** `days`: how long a send may lie in it before it counts as waiting. */
export type StaleWindow = Window & { days: number };

/** What a source says about one send. An absent field says nothing, and never erases what is known. */
export type SendRecord = {
  names: readonly SendName[];
  /** A record without it can only add to a send that is known. */
  senderEmail?: string;
  senderName?: string;
  observations: readonly Observation[];
  kind?: string;
  campaign?: { name: string; state?: CampaignState };
  team?: string;
  recipientName?: string;
  recipientEmail?: string;
  recipientCompany?: string;
  recipientAddress?: string;
  message?: string;
  gift?: string;
  cost?: Money;
  sentVia?: string;
  test?: boolean;
  createdAt?: Date;
  /** Until when its recipient can confirm the address. */
  confirmBy?: Date;
  tracking?: { carrier?: string; number?: string; url?: string };
};

/**
 * A name of a send with the scheme it belongs to. `number`: the provider's own id where that is a number (`1234`); `tracker`: the
 * number given here to a send without one (`T-1`); `id`: a source's own id that is no number; `provider`: the provider's global id.
 * Two records with one name in common are the same send; one send has one name of a scheme.
 */
export type SendName = { scheme: (typeof NAME_SCHEMES)[number]; value: string };
export const NAME_SCHEMES = ['number', 'tracker', 'id', 'provider'] as const;

export type MemberRecord = { email: string; name: string | undefined; role: Role | undefined; teams: 'every' | readonly string[] | undefined };
export type MemberOutcome =
  | { result: 'new' | 'changed' | 'unchanged' }
  /** They are the last Admin, and the record would make them something else: nothing of it was taken. */
  | { result: 'refused'; why: 'last-admin' };
export type SaveMembers = { dryRun: true } | { dryRun: false; by: Doer };

/** A Slack user tied to a member, with all that a request needs, in one query. */
export type TiedMember = { actor: Actor; tiedEmail: string; suspended: boolean; why?: Suspension | undefined };

export type TieOutcome =
  | { result: 'tied'; member: TiedMember }
  | { result: 'no-member' }
  /** The member with this address is tied to somebody else: that tie is now suspended, and nobody gets in by it. */
  | { result: 'taken' };

export type Members = {
  bySlackUser(workspaceId: WorkspaceId, user: SlackUserId): Promise<TiedMember | undefined>;
  /** Ties the member with this address to a Slack user on their first contact; compare-and-set: of two at once one wins, the other gets `taken`. */
  tie(workspaceId: WorkspaceId, email: string, user: SlackUserId, name: string, at: Date): Promise<TieOutcome>;
  /** A reason that lasts until an Admin looked takes the place of one that Slack may take back, and never the other way; else the first stays. False: nothing changed. */
  suspendTie(workspaceId: WorkspaceId, user: SlackUserId, why: Suspension, at: Date): Promise<boolean>;
  /** Gives back what was suspended for a reason of Slack's own (`PASSING`); false when there is no such tie. */
  resumeTie(workspaceId: WorkspaceId, user: SlackUserId, at: Date): Promise<boolean>;
  /** Frees a member from whatever Slack user they are tied to; false when there is no such member. */
  untie(workspaceId: WorkspaceId, email: string, by: Doer): Promise<boolean>;
  admins(workspaceId: WorkspaceId, limit: number): Promise<{ name: string; slackUser: SlackUserId | undefined }[]>;
  teamNames(actor: Actor): Promise<string[]>;
  /** Managers (by name) who may act on sends of this team. */
  managersOf(workspaceId: WorkspaceId, teamId: string, limit: number): Promise<{ name: string; slackUser: SlackUserId | undefined }[]>;
  /** Of these e-mail keys (`foldEmail`): the ones no member has, by name; and how many members among them no Slack user is tied to. */
  notMapped(workspaceId: WorkspaceId, emails: readonly string[]): Promise<{ unknown: readonly string[]; untied: number }>;
  /**
   * Upserts by e-mail, all or nothing; an absent field leaves what is known. `dryRun` decides and writes nothing. Roles are changed one writer
   * at a time: of records that together would leave no Admin, the last one that takes the role away is refused.
   */
  save(workspaceId: WorkspaceId, members: readonly MemberRecord[], options: SaveMembers): Promise<MemberOutcome[]>;
};

export type Workspace = { id: WorkspaceId; slackId: string | undefined; name: string };

export type Workspaces = {
  all(): Promise<Workspace[]>;
  bySlackId(slackId: string): Promise<Workspace | undefined>;
  /** The workspace with this Slack id (without one: the unbound one of this name); made when there is none. Of two at once both get the same. */
  create(name: string, slackId: string | undefined): Promise<Workspace>;
  /** Gives a workspace without a Slack id this one; compare-and-set, false when it already has one. */
  bind(id: WorkspaceId, slackId: string, name: string): Promise<boolean>;
  /** When a source last told everything it had, or anything, the newest of all; late when any is past its time at `now`. Undefined: nothing was ever told. */
  dataAsOf(id: WorkspaceId, now: Date): Promise<DataAge | undefined>;
  markSourceRead(id: WorkspaceId, source: string, at: Date): Promise<void>;
};

/** The whole store behind one door. */
export type Store = {
  sends: SendReader;
  recorder: SendRecorder;
  members: Members;
  cancels: Cancels;
  workspaces: Workspaces;
  imports: Imports;
  exports: Exports;
  stats: Stats;
  stale: StaleAlerts;
  ticks: Ticks;
  search: Search;
  once: Once;
  sources: Sources;
  rates: Rates;
  syncs: Syncs;
  directory: Directory;
  providerTokens: ProviderTokens;
  audit: Audit;
  outbox: Outbox;
  people: People;
  forgetting: Forgetting;
  savedFilters: SavedFilters;
  suggestions: Suggestions;
  deliveries: Deliveries;
  notices: Notices;
  homes: Homes;
  addressees: Addressees;
  shares: Shares;
  subscriptions: Subscriptions;
  /** Resolves when the database answers; rejects otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
