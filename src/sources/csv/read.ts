import type { MemberRecord, SendRecord } from '../../usecases/ports.ts';
import type { Bytes, OpenSheet, Sheet, SheetRow } from '../../usecases/sheet.ts';
import { READ_COLUMNS, SEND_HEADER, SEND_REQUIRED } from './columns.ts';
import { matchHeaders, type ColumnNames, type Requirement } from './headers.ts';
import { MEMBER_COLUMNS, MEMBER_REQUIRED, readMemberRow } from './members.ts';
import { readSendRow } from './record.ts';
import { openTable, type Table } from './table.ts';

/**
 * Whether a file is an export of ours as it was written: byte order mark, commas, and exactly our header. Only there are the escapes
 * of `escape.ts` undone and spaces around texts kept.
 */
export const isOwnExport = ({ marked, delimiter, header }: Pick<Table, 'marked' | 'delimiter' | 'header'>): boolean =>
  marked && delimiter === ',' && header.length === SEND_HEADER.length && header.every((cell, i) => cell === SEND_HEADER[i]);

/** A CSV of sends. */
export const openSends: OpenSheet<SendRecord> = (input, now) =>
  openSheet(input, READ_COLUMNS, SEND_REQUIRED, (table, places) => {
    const reading = { places, style: { commaDecimals: table.delimiter === ';' }, own: isOwnExport(table), now };
    return (line, cells) => readSendRow(line, cells, reading);
  });

/** A CSV of members. */
export const openMembers: OpenSheet<MemberRecord> = (input) =>
  openSheet(input, MEMBER_COLUMNS, MEMBER_REQUIRED, (_, places) => (line, cells) => readMemberRow(line, cells, places));

type ReadRow<Row> = (line: number, cells: readonly string[]) => SheetRow<Row>;

const openSheet = async <Column extends ColumnNames, Row>(
  input: Bytes, columns: readonly Column[], required: readonly Requirement[],
  reader: (table: Table, places: readonly (Column | undefined)[]) => ReadRow<Row>,
): Promise<Sheet<Row>> => {
  const table = await openTable(input);
  try {
    const { places, mapping, ignored } = matchHeaders(table.header, columns, required);
    return { mapping, ignored, rows: understood(table, reader(table, places)) };
  } catch (error) {
    await table.close();
    throw error;
  }
};

async function* understood<Row>(table: Table, read: ReadRow<Row>): AsyncGenerator<SheetRow<Row>> {
  for await (const row of table.rows) {
    yield 'reason' in row ? { problem: { line: row.line, column: undefined, value: undefined, reason: row.reason } } : read(row.line, row.cells);
  }
}
