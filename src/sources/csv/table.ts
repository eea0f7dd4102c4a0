import { SheetRefused, type Bytes } from '../../usecases/sheet.ts';
import { RowCutter, ROW_LIMIT } from './frames.ts';
import { parseRows, textsOf, type RowText, type TableRow } from './parse.ts';
import { sniffDelimiter, type Delimiter } from './sniff.ts';

/**
 * A CSV file with its header read. `marked`: it begins with a byte order mark. A row has as many cells as the header; rows
 * without any content are left out.
 */
export type Table = {
  header: readonly string[];
  delimiter: Delimiter;
  marked: boolean;
  rows: AsyncIterable<TableRow>;
  /** Lets go of the file without reading the rows. */
  close(): Promise<void>;
};

const COLUMN_LIMIT = 1000;

/** Opens a CSV file: finds its delimiter and its header, and reads little further. `rows` reads the rest, once. */
export const openTable = async (input: Bytes): Promise<Table> => {
  const chunks = input[Symbol.asyncIterator]();
  const close = async (): Promise<void> => {
    await chunks.return?.();
  };
  try {
    return { ...(await openChunks(chunks)), close };
  } catch (error) {
    await close();
    throw error;
  }
};

const openChunks = async (chunks: AsyncIterator<Uint8Array>): Promise<Omit<Table, 'close'>> => {
  const { head, marked } = withoutMark(await readHead(chunks));
  refuseOtherFormats(head);
  const delimiter = sniffDelimiter(head, true) ?? ',';
  const texts = textsOfFile(new RowCutter(delimiter), head, chunks);
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    const [first, ...others] = next.value;
    if (!first) continue;
    const header = await headerOf(first, delimiter);
    return { header, delimiter, marked, rows: rowsOf(others, texts, delimiter, header.length) };
  }
  throw new SheetRefused('The file is empty: it has no header line.');
};

/** The file's first bytes: at least its header line, unless that is longer than any row may be. */
const readHead = async (chunks: AsyncIterator<Uint8Array>): Promise<Buffer> => {
  const head: Uint8Array[] = [];
  for (let length = 0; length <= ROW_LIMIT; ) {
    const next = await chunks.next();
    if (next.done) break;
    head.push(next.value);
    length += next.value.length;
    // Only a line break can end the header, and looking again at every small chunk would take forever.
    if (hasLineBreak(next.value) && sniffDelimiter(Buffer.concat(head), false) !== undefined) break;
  }
  return Buffer.concat(head);
};

const hasLineBreak = (chunk: Uint8Array): boolean => chunk.includes(10) || chunk.includes(13);

const withoutMark = (head: Buffer): { head: Buffer; marked: boolean } => {
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return { head: marked ? head.subarray(3) : head, marked };
};

const refuseOtherFormats = (head: Buffer): void => {
  const start = head.subarray(0, 4).toString('latin1');
  if (start.startsWith('PK\u0003\u0004') || start === '\u00d0\u00cf\u0011\u00e0') {
    throw new SheetRefused('This is a spreadsheet file, not a CSV file. Save it as "CSV UTF-8" and import that.');
  }
  if (start.startsWith('\u00ff\u00fe') || start.startsWith('\u00fe\u00ff')) {
    throw new SheetRefused('The file is encoded as UTF-16. Save it as "CSV UTF-8" and import that.');
  }
};

async function* textsOfFile(cutter: RowCutter, head: Buffer, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<RowText[], undefined> {
  try {
    yield textsOf(cutter.push(head));
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      const { buffer, byteOffset, byteLength } = next.value;
      yield textsOf(cutter.push(Buffer.from(buffer, byteOffset, byteLength)));
    }
    yield textsOf(cutter.end());
    return undefined;
  } finally {
    // Whoever stops reading early lets go of the file.
    await chunks.return?.();
  }
}

const headerOf = async (first: RowText, delimiter: Delimiter): Promise<string[]> => {
  if ('reason' in first) throw new SheetRefused(`The header can’t be read: line ${first.line} ${first.reason}.`);
  if (first.text.includes('\0')) throw new SheetRefused('This is not a CSV file: it has binary content.');
  const [row] = await parseRows([first], delimiter, undefined);
  if (!row || 'reason' in row) throw new SheetRefused(`The header can’t be read: line ${first.line} ${row?.reason ?? 'is empty'}.`);
  if (row.cells.length > COLUMN_LIMIT) throw new SheetRefused(`The header has ${row.cells.length} columns; ${COLUMN_LIMIT} are the most.`);
  return row.cells.map((cell) => cell.trim());
};

async function* rowsOf(first: RowText[], rest: AsyncIterable<RowText[]>, delimiter: Delimiter, width: number): AsyncGenerator<TableRow> {
  yield* await parseRows(first, delimiter, width);
  for await (const texts of rest) yield* await parseRows(texts, delimiter, width);
}
