import type { SendRecord } from './ports.ts';
import type { RowProblem, SheetRow } from './sheet.ts';

export type SendRow = { line: number; row: SendRecord };
/** Rows to record together, and the problems met on the way. `read`: how many rows of the file that is. */
export type Batch = { rows: SendRow[]; problems: RowProblem[]; read: number };

/** Rows aimed at in a batch, and the most when one send's rows go on. */
const SIZE = 1000;
const MOST = 2 * SIZE;

/**
 * Cuts a file's rows into batches in their order. Rows of one send that follow each other (its history) stay together, unless
 * they alone would fill a batch twice over.
 */
export async function* batchesOf(rows: AsyncIterable<SheetRow<SendRecord>>): AsyncGenerator<Batch> {
  let batch: Batch = { rows: [], problems: [], read: 0 };
  for await (const each of rows) {
    const full = batch.read >= SIZE && !('row' in each && batch.read < MOST && continues(batch.rows.at(-1), each.row));
    if (full) {
      yield batch;
      batch = { rows: [], problems: [], read: 0 };
    }
    batch.read += 1;
    if ('row' in each) batch.rows.push(each);
    else batch.problems.push(each.problem);
  }
  if (batch.read > 0) yield batch;
}

const continues = (last: SendRow | undefined, next: SendRecord): boolean =>
  last?.row.names.some((name) => next.names.some((other) => name.scheme === other.scheme && name.value === other.value)) ?? false;
