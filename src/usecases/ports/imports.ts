import type { ImportId, MemberId, WorkspaceId } from '../../domain/ids.ts';
import type { RowProblem } from '../sheet.ts';

/**
 * LOOKING: being looked through, nothing written · READY: waits for its Admin's word · IMPORTING · DONE · DISCARDED: its Admin did not want
 * it · FAILED: it can't be used, `problem` says why. LOOKING → READY | FAILED; READY → IMPORTING | DISCARDED; IMPORTING → DONE | FAILED.
 */
export const IMPORT_STATES = ['LOOKING', 'READY', 'IMPORTING', 'DONE', 'DISCARDED', 'FAILED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What looking through a file found, or importing it did: counts, how its columns were understood, the first problems. */
export type ImportSummary = {
  rows: number;
  new: number;
  changed: number;
  unchanged: number;
  bad: number;
  problems: readonly RowProblem[];
  mapping: readonly { from: string; to: string }[];
  ignored: readonly string[];
  unknownStatuses: readonly { raw: string; count: number }[];
  /** Senders in the file: those who are no members yet (the first by name), and how many members no Slack user is tied to. */
  senders: { unknown: number; named: readonly string[]; untied: number };
};

export type ImportJob = {
  id: ImportId;
  workspaceId: WorkspaceId;
  memberId: MemberId;
  slackFileId: string;
  fileName: string;
  state: ImportState;
  /** Rows read so far in this state; `total`: how many there are, once it was looked through. */
  rows: number;
  total: number | undefined;
  summary: ImportSummary | undefined;
  problem: string | undefined;
  /** Which claim this is: who lost theirs changes nothing any more. */
  lease: number;
};

export type DroppedFile = { slackFileId: string; fileName: string };

/** Files on their way in. Whatever changes a job puts its card into the outbox in the same transaction. */
export type Imports = {
  /** One job a file: undefined when this file has one already. */
  begin(workspaceId: WorkspaceId, memberId: MemberId, file: DroppedFile, now: Date): Promise<ImportId | undefined>;
  find(workspaceId: WorkspaceId, id: ImportId): Promise<ImportJob | undefined>;
  /** A job to look through or to import that nobody works at, for `lease` ms; of two who ask at once one gets it. */
  claim(now: Date, lease: number): Promise<ImportJob | undefined>;
  /** Says how far it is and keeps the job for another `lease` ms; false when it is somebody else's by now. */
  progress(job: ImportJob, rows: number, now: Date, lease: number): Promise<boolean>;
  /** Ends the claim in a new state; false when it is somebody else's by now. */
  finish(job: ImportJob, end: { state: 'READY' | 'DONE'; summary: ImportSummary } | { state: 'FAILED'; problem: string }, now: Date): Promise<boolean>;
  /** Gives a job back unfinished, for the next who asks. */
  release(job: ImportJob): Promise<void>;
  /** READY → IMPORTING or DISCARDED, compare-and-set: false when it was not (any more) waiting. */
  decide(workspaceId: WorkspaceId, id: ImportId, to: 'IMPORTING' | 'DISCARDED', now: Date): Promise<boolean>;
};
