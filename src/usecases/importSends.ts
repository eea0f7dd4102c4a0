import { EMPTY_WORKSPACE } from '../domain/ids.ts';
import { batchesOf, type Batch, type SendRow } from './batches.ts';
import { harmless } from './harmless.ts';
import type { Clock, SendRecord, Workspaces } from './ports.ts';
import type { RecordOutcome, SendRecorder } from './ports/recorder.ts';
import { SeenInFile } from './seenInFile.ts';
import { PROBLEMS_KEPT, type Bytes, type ImportTarget, type OpenSheet, type RowProblem } from './sheet.ts';

export type ImportSendsDeps = {
  recorder: Pick<SendRecorder, 'record'>;
  workspaces: Pick<Workspaces, 'markSourceRead'>;
  openSheet: OpenSheet<SendRecord>;
  clock: Clock;
};

export type ImportSendsInput = ImportTarget & {
  file: Bytes;
  /** Told after each batch how many rows have been read; the next batch waits for it, and an error of its ends the import there. */
  onProgress?: (rows: number) => void | Promise<void>;
};

/** What an import did, or would do. Every row is one of new, changed, unchanged and bad. */
export type ImportReport = {
  dryRun: boolean;
  rows: number;
  new: number;
  changed: number;
  unchanged: number;
  bad: number;
  /** The first thousand, in the file's order. */
  problems: RowProblem[];
  /** Statuses we don't know, kept as they came, with how many rows said them. */
  unknownStatuses: Map<string, number>;
  ignored: readonly string[];
  mapping: readonly { from: string; to: string }[];
};

/**
 * Records a file of sends. Several rows of one send are several things said about it. Throws `SheetRefused`, with nothing written, when the
 * file as a whole can't be understood; a bad row only misses itself. Batches of about a thousand rows are committed one by one:
 * after a crash the batches before it are in, and importing the file again does the rest and changes nothing twice.
 */
export const importSends = (deps: ImportSendsDeps) => async (input: ImportSendsInput): Promise<ImportReport> => {
  const { dryRun } = input;
  const now = deps.clock();
  const { mapping, ignored, rows } = await deps.openSheet(input.file, now);
  const workspaceId = await input.workspace();
  const report: ImportReport = {
    dryRun, rows: 0, new: 0, changed: 0, unchanged: 0, bad: 0, problems: [], unknownStatuses: new Map(), ignored, mapping,
  };
  const seen = dryRun ? new SeenInFile() : undefined;
  for await (const batch of batchesOf(rows)) {
    const records = batch.rows.map(({ row }) => row);
    const outcomes = records.length > 0 ? await deps.recorder.record(workspaceId ?? EMPTY_WORKSPACE, records, { source: 'CSV', now, dryRun }) : [];
    count(report, batch, outcomes, seen);
    await input.onProgress?.(report.rows);
  }
  const taken = report.new + report.changed + report.unchanged > 0;
  if (!dryRun && taken && workspaceId !== undefined) await deps.workspaces.markSourceRead(workspaceId, 'CSV', now);
  return report;
};

const count = (report: ImportReport, batch: Batch, outcomes: readonly RecordOutcome[], seen: SeenInFile | undefined): void => {
  const problems = [...batch.problems];
  for (const [i, each] of batch.rows.entries()) {
    const said = outcomes[i];
    if (!said) throw new Error('the recorder answered fewer rows than it was given');
    const outcome = seen ? seen.outcome(each.row, said) : said;
    if (outcome.result === 'refused') {
      problems.push(refusal(each, outcome.why));
    } else {
      report[outcome.result] += 1;
      countUnknown(report.unknownStatuses, each.row);
    }
  }
  report.rows += batch.read;
  report.bad += problems.length;
  report.problems.push(...problems.toSorted((a, b) => a.line - b.line).slice(0, PROBLEMS_KEPT - report.problems.length));
};

const REFUSALS: Record<Extract<RecordOutcome, { result: 'refused' }>['why'], string> = {
  'names-differ': 'has ids that belong to different sends; nothing of this row was taken',
  'both-asked': 'shows that two sends are one, and a cancel or an approval of each is still open; import it again when one of them is answered',
  'no-sender': 'names no sender, and the send is not known yet',
  'nothing-due': 'has a status time in the future and nothing else is known of this send yet; import it again when that time has come',
};

const refusal = ({ line, row }: SendRow, why: keyof typeof REFUSALS): RowProblem => ({
  line, column: undefined, value: harmless(row.names.map(({ value }) => value).join(', ')), reason: REFUSALS[why],
});

/** A file that is all unknown statuses must not fill the memory either. */
const UNKNOWN_KEPT = 1000;

const countUnknown = (counts: Map<string, number>, { observations }: SendRecord): void => {
  for (const { status } of observations) {
    if (status.name !== 'UNKNOWN') continue;
    const known = counts.get(status.raw);
    if (known !== undefined || counts.size < UNKNOWN_KEPT) counts.set(status.raw, (known ?? 0) + 1);
  }
};
