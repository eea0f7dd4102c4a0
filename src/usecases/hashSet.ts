import { createHash } from 'node:crypto';

/** A set of hashes as numbers in one flat array: a million take 16 MB, where a Set of strings takes ten times that. */
export class HashSet {
  #slots = new Float64Array(1 << 10);
  #size = 0;

  /** Adds a hash (a whole number above 0); true when it was there before. */
  add(hash: number): boolean {
    if (this.#put(this.#slots, hash)) return true;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return false;
  }

  get size(): number {
    return this.#size;
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

/** A text as a whole number above 0, 48 bits of it. */
export const hashOf = (text: string): number => createHash('sha1').update(text).digest().readUIntBE(0, 6) + 1;
