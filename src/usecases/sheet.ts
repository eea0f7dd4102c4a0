import type { WorkspaceId } from '../domain/ids.ts';
import { UserFacingError } from './errors.ts';

/**
 * A row that could not be used. `line`: the physical line of the file where the row begins, from 1. `value`: shortened and harmless
 * to print; undefined where it may be personal or there is none. `reason`: a plain clause, "is not an e-mail address".
 */
export type RowProblem = { line: number; column: string | undefined; value: string | undefined; reason: string };

/** A row as understood, or why it was not. */
export type SheetRow<Row> = { line: number; row: Row } | { problem: RowProblem };

/** A file opened and its header understood; its rows are read as they are asked for, once. */
export type Sheet<Row> = {
  /** Which of the file's columns was taken for which of ours, in the file's order. */
  mapping: readonly { from: string; to: string }[];
  /** The file's columns that mean nothing to us. */
  ignored: readonly string[];
  rows: AsyncIterable<SheetRow<Row>>;
};

export type Bytes = AsyncIterable<Uint8Array>;
/** Opens a file. Rejects with `SheetRefused` when the whole file can't be understood. `now`: the time of what comes without one. */
export type OpenSheet<Row> = (input: Bytes, now: Date) => Promise<Sheet<Row>>;

/**
 * Where an import goes; asked once the file is known to be usable, for a first import makes its workspace. A dry run decides and counts
 * everything and writes nothing: where there is no workspace yet, everything would be new.
 */
export type ImportTarget = { dryRun: false; workspace(): Promise<WorkspaceId> } | { dryRun: true; workspace(): Promise<WorkspaceId | undefined> };

/** A file that cannot be used at all; nothing of it was written. */
export class SheetRefused extends UserFacingError {
  override name = 'SheetRefused';
}

/** How many problems a report carries; all are counted. */
export const PROBLEMS_KEPT = 1000;
