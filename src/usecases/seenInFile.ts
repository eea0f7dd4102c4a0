import { HashSet, hashOf } from './hashSet.ts';
import type { SendRecord } from './ports.ts';
import type { RecordOutcome } from './ports/recorder.ts';

/**
 * What a dry run must remember, because it writes nothing: which sends this file would have made and which rows it would have
 * written. So a later row of a send that the file itself brings counts as it would in the real run.
 */
export class SeenInFile {
  readonly #names = new HashSet();
  readonly #rows = new HashSet();

  /** The outcome of a row in a real run, from its outcome against the database as it is. */
  outcome(record: SendRecord, dry: RecordOutcome): RecordOutcome {
    if (dry.result === 'refused' || dry.result === 'unchanged') return dry;
    const repeated = this.#rows.add(hashOf(JSON.stringify(record)));
    const known = dry.result === 'new' && this.#addNames(record);
    if (repeated) return { result: 'unchanged' };
    return known ? { result: 'changed' } : dry;
  }

  /** True when one of the names was there before. */
  #addNames(record: SendRecord): boolean {
    const known = record.names.map(({ scheme, value }) => this.#names.add(hashOf(`${scheme}\n${value}`)));
    return known.some(Boolean);
  }
}
