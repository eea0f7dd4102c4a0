/** A row's bytes as they stand in the file, or why they were not kept. `line`: the physical line where it begins, from 1. */
export type Frame = { line: number; bytes: Buffer } | { line: number; lost: 'too-long' | 'never-closed' };

/** The longest row kept, in bytes. Longer ones are passed over without being held in memory. */
export const ROW_LIMIT = 1_000_000;

const LF = 10;
const CR = 13;
const QUOTE = 34;
const isBlank = (byte: number): boolean => byte === 32 || byte === 9 || byte === 11 || byte === 12;

/** Where the cutter is: before a cell's first character, in a bare cell, inside quotes, or just behind a quote inside quotes. */
type Place = 'start' | 'bare' | 'quoted' | 'quote';

/**
 * Cuts a stream of bytes into rows: a line break ends a row unless it stands in quotes. It decides nothing else; the rows are
 * parsed by fast-csv, which neither knows lines nor bounds memory, and gives up a whole file at one misplaced quote.
 */
export class RowCutter {
  readonly #delimiter: number;
  #place: Place = 'start';
  #line = 1;
  #rowLine = 1;
  #afterCr = false;
  #pending: Buffer[] = [];
  #pendingLength = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The rows that end within this chunk. */
  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (byte === undefined) break;
      const broke = byte === CR || byte === LF;
      // The second half of a CRLF belongs to the break before it.
      const secondHalf = byte === LF && this.#afterCr;
      this.#afterCr = byte === CR;
      if (broke && !secondHalf) this.#line += 1;
      if (broke && this.#place !== 'quoted') {
        if (!secondHalf) frames.push(this.#frame(chunk.subarray(start, i)));
        start = i + 1;
      } else {
        this.#place = this.#after(byte);
      }
    }
    this.#keep(chunk.subarray(start));
    return frames;
  }

  /** What is left when the file ends. */
  end(): Frame[] {
    if (this.#place === 'quoted') return [{ line: this.#rowLine, lost: 'never-closed' }];
    return this.#pendingLength > 0 ? [this.#frame(Buffer.alloc(0))] : [];
  }

  #after(byte: number): Place {
    switch (this.#place) {
      case 'quoted': return byte === QUOTE ? 'quote' : 'quoted';
      case 'quote': return byte === QUOTE ? 'quoted' : byte === this.#delimiter ? 'start' : 'bare';
      case 'bare': return byte === this.#delimiter ? 'start' : 'bare';
      case 'start':
        if (byte === this.#delimiter || isBlank(byte)) return 'start';
        return byte === QUOTE ? 'quoted' : 'bare';
    }
  }

  #keep(bytes: Buffer): void {
    this.#pendingLength += bytes.length;
    if (this.#pendingLength > ROW_LIMIT) this.#pending = [];
    else if (bytes.length > 0) this.#pending.push(bytes);
  }

  #frame(last: Buffer): Frame {
    this.#keep(last);
    const line = this.#rowLine;
    const frame: Frame = this.#pendingLength > ROW_LIMIT ? { line, lost: 'too-long' } : { line, bytes: this.#joined() };
    this.#pending = [];
    this.#pendingLength = 0;
    this.#place = 'start';
    this.#rowLine = this.#line;
    return frame;
  }

  #joined(): Buffer {
    const [only] = this.#pending;
    return this.#pending.length === 1 && only ? only : Buffer.concat(this.#pending);
  }
}
