import type { MemberId, WorkspaceId } from '../../domain/ids.ts';
import type { NewsRules } from '../../domain/notice/news.ts';
import type { SendRecord } from '../ports.ts';

export type RecordOutcome =
  | { result: 'new' | 'changed' | 'unchanged' }
  /**
   * `names-differ`: its names contradict those of the send they belong to, or of one another's; `both-asked`: it proves two sends to be one of which each has
   * an open request; `no-sender`: a send not known yet, and no sender is named; `nothing-due`: a send not known yet of which no update is due.
   */
  | { result: 'refused'; why: 'names-differ' | 'both-asked' | 'no-sender' | 'nothing-due' };

export type RecordOptions = {
  /** Which door the records came through, as people read it in a history: `CSV`, `API`, `webhook`, `hand`. */
  source: string;
  now: Date;
  /** Decide everything, write nothing. */
  dryRun: boolean;
  /** Whose doing it is, where it is a member's: they are not told of it. */
  by?: MemberId;
  /** What counts as news; else as the store was opened. */
  news?: NewsRules;
};

export type SendRecorder = {
  /**
   * Records what a source says about sends, in one transaction under the sends' locks: all of the batch or nothing. Outcomes are
   * in the records' order. Recording the same twice changes nothing; concurrent batches wait for each other, none is lost.
   * Senders, teams and campaigns not known yet are created (a sender as a Sender). What is news of it is written to the outbox with it. Two sends that a record
   * proves to be one, by carrying names of both, become the older of them; the other's names, numbers and id lead there.
   */
  record(workspaceId: WorkspaceId, records: readonly SendRecord[], options: RecordOptions): Promise<RecordOutcome[]>;
  /** Looks again at sends whose kept-aside observations are due; returns how many it looked at, at most `limit`. */
  applyDue(now: Date, limit: number): Promise<number>;
};
