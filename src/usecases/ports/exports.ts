import type { ExportId, MemberId, SlackUserId, WorkspaceId } from '../../domain/ids.ts';
import type { ExportedSend } from '../ports.ts';
import type { Doer } from './audit.ts';

/**
 * RUNNING: waits, or is being written · DONE: the file is in their direct messages · EMPTY: no send was meant · FAILED: `problem` says why ·
 * REMOVED: its time is over, the file is gone from Slack. RUNNING → DONE | EMPTY | FAILED; DONE → REMOVED.
 */
export const EXPORT_STATES = ['RUNNING', 'DONE', 'EMPTY', 'FAILED', 'REMOVED'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

export type ExportJob = {
  id: ExportId;
  workspaceId: WorkspaceId;
  memberId: MemberId;
  /** The list to export, as its command's text, or the name of a message of many; empty once it has ended. */
  question: string;
  withAddress: boolean;
  state: ExportState;
  /** Sends written so far, or in all. */
  rows: number;
  /** The file in Slack, from just before it is shown there. */
  slackFileId: string | undefined;
  problem: string | undefined;
  /** When the file goes from Slack. */
  removeAt: Date | undefined;
  /** Which claim this is: who lost theirs changes nothing any more. */
  lease: number;
};

export type NewExport = Pick<ExportJob, 'question' | 'withAddress'>;
/** `running`: one of theirs is under way. `too-many`: as many as they may have begun since. */
export type BegunExport = 'begun' | 'running' | 'too-many';
export type ExportEnd =
  | { state: 'DONE'; removeAt: Date }
  | { state: 'EMPTY' }
  /** A file that may have got to Slack nevertheless goes at once. */
  | { state: 'FAILED'; problem: string };

/** Exports. Whatever changes a job puts its card into the outbox in the same transaction. */
export type Exports = {
  /** One at a time for each member, and at most `most` since `since`; with its audit entry, in one transaction. */
  begin(workspaceId: WorkspaceId, memberId: MemberId, asked: NewExport, limit: { most: number; since: Date }, by: Doer): Promise<BegunExport>;
  find(workspaceId: WorkspaceId, id: ExportId): Promise<ExportJob | undefined>;
  /** A job that nobody works at, for `lease` ms; of two who ask at once one gets it. */
  claim(now: Date, lease: number): Promise<ExportJob | undefined>;
  /** Says how far it is and keeps the job for another `lease` ms; false when it is somebody else's by now. */
  progress(job: ExportJob, rows: number, now: Date, lease: number): Promise<boolean>;
  /** The same, with the name of the file that is about to be shown; undefined: there is none after all. */
  name(job: ExportJob, slackFileId: string | undefined, rows: number, now: Date, lease: number): Promise<boolean>;
  /** Ends the claim in a new state; false when it is somebody else's by now. */
  finish(job: ExportJob, end: ExportEnd, now: Date): Promise<boolean>;
  /** Gives a job back unfinished, for whoever asks after `notBefore` (without it: at once). */
  release(job: ExportJob, notBefore?: Date): Promise<void>;
  /** Jobs whose file is to go from Slack by now, at most so many. */
  toRemove(now: Date, limit: number): Promise<ExportJob[]>;
  /** Its file is gone. */
  removed(job: ExportJob, now: Date): Promise<void>;
  /** Takes away what ended before and has no file left. */
  purge(before: Date): Promise<void>;
};

/** A file on this machine, until it is dropped. */
export type SpooledFile = { bytes: number; read(): AsyncIterable<Uint8Array>; drop(): Promise<void> };
/** Writes sends into a file as they come, in little memory; throws a `UserFacingError` when it grows too large. Nothing stays when it throws. */
export type SpoolSends = (sends: AsyncIterable<ExportedSend>) => Promise<SpooledFile>;

/** Giving files to people in Slack. Every method throws `NotDelivered` when Slack fails. */
export type FileGiver = {
  /** Takes a file to Slack, where nobody sees it yet. `named` is told its id before any of it goes, and stops it by throwing. */
  upload(file: { name: string; bytes: number; content: AsyncIterable<Uint8Array> }, named: (id: string) => Promise<void>): Promise<void>;
  /** Shows an uploaded file in somebody's direct messages with the bot. */
  show(id: string, name: string, to: SlackUserId): Promise<void>;
  /** Whether a file is there, shown. */
  isThere(id: string): Promise<boolean>;
  /** Takes a file away; one that is not there is no failure. */
  remove(id: string): Promise<void>;
};
