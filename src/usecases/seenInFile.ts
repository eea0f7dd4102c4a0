import { createHash } from 'node:crypto';
import type { RecordOutcome, SendRecord } from './ports.ts';

/** A set of hashes as numbers in one flat array: a million take 16 MB, where a Set of strings takes ten times that. */
class HashSet {
  #slots = new Float64Array(1 << 10);
  #size = 0;

  /** Adds a hash (a whole number above 0); true when it was there before. */
  add(hash: number): boolean {
    if (this.#put(this.#slots, hash)) return true;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return false;
  }

  #put(slots: Float64Array, hash: number): boolean {
    let i = hash % slots.length;
    for (let at = slots[i]; at !== 0; at = slots[i]) {
      if (at === hash) return true;
      i = (i + 1) % slots.length;
    }
    slots[i] = hash;
    return false;
  }

  #grow(): void {
    const bigger = new Float64Array(this.#slots.length * 2);
    for (const hash of this.#slots) if (hash !== 0) this.#put(bigger, hash);
    this.#slots = bigger;
  }
}

const hashOf = (text: string): number => createHash('sha1').update(text).digest().readUIntBE(0, 6) + 1;

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
