import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Fold, Sort } from '../../domain/notice/fold.ts';
import type { Preferences } from '../../domain/notice/preferences.ts';
import type { Send } from '../../domain/send.ts';
import type { Window } from '../../domain/staleness.ts';
import type { StatusName } from '../../domain/status.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { Page, PageRequest, StatusCounts } from '../ports.ts';
import type { ItemId } from './outbox.ts';

/** What a member chose, and the IANA zone that Slack last named for them. */
export type NoticeSettings = { preferences: Preferences; zone: string };

/** A send as it is now, with the number of the run its status is in. */
export type RunningSend = { send: Send; run: number };

/**
 * Where something is told: on a card of its own, as a reply in the thread of one, or only in a message of many (`fold`; a card may stand in one
 * as well). `item`: by which item of the outbox.
 */
export type Placed = { sendId: SendId; run: number; sort: Sort; place: 'card' | 'reply' | 'fold'; fold: string | undefined; item: ItemId };

/** Which message of many, in which mailbox. */
export type FoldName = { address: string; fold: string };

export type FoldSummary = { counts: StatusCounts; campaign: string | undefined };

/** A time in which something became known: after `from`, up to and with `to`. */
export type Period = { from: Date; to: Date };

/** Whose morning it is: `day` is the local day. `windows`: what asks a sender to act. */
export type DueMorning = { zone: string; morning: number; day: string; now: Date; windows: readonly Window[] };

export type Notices = {
  /** The defaults where a member never chose. */
  settings(workspaceId: WorkspaceId, member: MemberId): Promise<NoticeSettings>;
  saveSettings(workspaceId: WorkspaceId, member: MemberId, settings: NoticeSettings): Promise<void>;
  learnZone(workspaceId: WorkspaceId, member: MemberId, zone: string): Promise<void>;
  /** Whether a member hears of this send; said twice it changes nothing. */
  mute(workspaceId: WorkspaceId, member: MemberId, send: SendId, muted: boolean): Promise<void>;
  mutedAmong(workspaceId: WorkspaceId, member: MemberId, sends: readonly SendId[]): Promise<ReadonlySet<SendId>>;

  /** From now on a member hears of a send as its sender does; said twice it changes nothing. At most `most` follow one: of several at once none is one too many (`full`). */
  follow(workspaceId: WorkspaceId, member: MemberId, send: SendId, most: number, at: Date): Promise<'followed' | 'full'>;
  unfollow(workspaceId: WorkspaceId, member: MemberId, sends: readonly SendId[]): Promise<void>;
  followedAmong(workspaceId: WorkspaceId, member: MemberId, sends: readonly SendId[]): Promise<ReadonlySet<SendId>>;

  /** These sends as far as they lie in the reach. */
  running(workspaceId: WorkspaceId, reach: Reach, ids: readonly SendId[]): Promise<RunningSend[]>;
  /** What a mailbox was told since then, newest first, at most 1,000; and the messages of many that it stands in. */
  toldLately(workspaceId: WorkspaceId, address: string, since: Date): Promise<{ told: readonly (Placed & { at: Date })[]; folds: readonly Fold[] }>;
  /** All that a mailbox was ever told of these sends. */
  toldOf(workspaceId: WorkspaceId, address: string, sends: readonly SendId[]): Promise<Placed[]>;
  /** Writes decisions down. Of two about one run the first stands, except that a card may come to stand in a message of many, too. */
  place(workspaceId: WorkspaceId, address: string, placed: readonly Placed[], at: Date): Promise<void>;
  /** Forgets what was told before then, in every workspace. */
  forgetTold(before: Date): Promise<void>;
  /** How the sends in a message of many stand now, as far as they lie in the reach; and the campaign they are all of, if they are. */
  foldSummary(workspaceId: WorkspaceId, reach: Reach, name: FoldName): Promise<FoldSummary>;
  /** Its sends in these statuses, newest first. */
  foldPage(workspaceId: WorkspaceId, reach: Reach, name: FoldName, statuses: readonly StatusName[], page: PageRequest): Promise<Page<Send>>;

  /** How many sends came into these statuses in that time, without what the member muted; counted no further than 10,000. */
  movedCounts(workspaceId: WorkspaceId, reach: Reach, member: MemberId, statuses: readonly StatusName[], period: Period): Promise<StatusCounts>;
  /** The same as rows, newest first. */
  moved(workspaceId: WorkspaceId, reach: Reach, member: MemberId, statuses: readonly StatusName[], period: Period, limit: number): Promise<Send[]>;

  /** Every (zone, morning) that members have. */
  mornings(workspaceId: WorkspaceId): Promise<{ zone: string; morning: number }[]>;
  /**
   * Writes a summary to the outbox for every member whose morning this is, who has had none that day and for whom there may be something, and
   * in the same transaction that they had it. Looks at `limit` members at most and returns at how many. Of several instances each takes others.
   */
  writeDigests(workspaceId: WorkspaceId, due: DueMorning, limit: number): Promise<number>;
};
