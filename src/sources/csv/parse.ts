import { isUtf8 } from 'node:buffer';
import { parseString } from 'fast-csv';
import { ROW_LIMIT, type Frame } from './frames.ts';
import type { Delimiter } from './sniff.ts';

/** A row of the file as text, or why it is none. */
export type RowText = { line: number; text: string } | { line: number; reason: string };

const LOST: Record<Extract<Frame, { lost: unknown }>['lost'], string> = {
  'too-long': `is longer than ${ROW_LIMIT / 1_000_000} MB and was passed over; a quotation mark that is never closed can do that`,
  'never-closed': 'has a quotation mark that is never closed, so this row and everything after it was not read',
};

/** One row of a table: its cells as they came, or why there are none. */
export type TableRow = { line: number; cells: readonly string[] } | { line: number; reason: string };

/** Decodes rows; rows of white space alone are left out. */
export const textsOf = (frames: readonly Frame[]): RowText[] =>
  frames.flatMap((frame): RowText[] => {
    const { line } = frame;
    if ('lost' in frame) return [{ line, reason: LOST[frame.lost] }];
    if (!isUtf8(frame.bytes)) return [{ line, reason: 'is not valid UTF-8; save the file as "CSV UTF-8"' }];
    const text = frame.bytes.toString('utf8');
    return text.trim() === '' ? [] : [{ line, text }];
  });

/**
 * Parses rows, each on its own line, into as many cells as `width` says (undefined: any). fast-csv gives up everything at one
 * misplaced quote, so when a batch does not come out row by row, each row is parsed alone and only the bad ones are lost.
 */
export const parseRows = async (texts: readonly RowText[], delimiter: Delimiter, width: number | undefined): Promise<TableRow[]> => {
  const good = texts.filter((each) => 'text' in each);
  const parsed = await parse(good.map((each) => each.text).join('\n'), delimiter);
  const agreed = parsed?.length === good.length && parsed.every((cells) => width === undefined || cells.length === width);
  let next = 0;
  const rows: TableRow[] = [];
  for (const each of texts) {
    if ('reason' in each) {
      rows.push(each);
    } else {
      const cells = agreed ? parsed[next++] : onlyRow(await parse(each.text, delimiter));
      const row = rowOf(each.line, cells, width);
      if (row) rows.push(row);
    }
  }
  return rows;
};

const onlyRow = (rows: string[][] | undefined): string[] | undefined => (rows?.length === 1 ? rows[0] : undefined);

const rowOf = (line: number, cells: readonly string[] | undefined, width: number | undefined): TableRow | undefined => {
  if (!cells) return { line, reason: 'has a quotation mark in the wrong place: a cell in quotes must begin and end with one, and double those inside' };
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  if (width !== undefined && cells.length !== width) return { line, reason: `has ${cells.length} cells, the header has ${width}` };
  return { line, cells };
};

const MARK = '\uFEFF';

/** Undefined when fast-csv refuses the text. */
const parse = async (rowsText: string, delimiter: Delimiter): Promise<string[][] | undefined> => {
  const rows: string[][] = [];
  // fast-csv takes a byte order mark off the start of what it is given, and once more off a last row that no line break ends. Here one
  // can only be part of a cell.
  const text = `${rowsText.startsWith(MARK) ? MARK : ''}${rowsText}\n`;
  return new Promise((resolve) => {
    parseString<string[], string[]>(text, { delimiter })
      .on('error', () => resolve(undefined))
      .on('data', (cells: string[]) => rows.push(cells))
      .on('end', () => resolve(rows));
  });
};
