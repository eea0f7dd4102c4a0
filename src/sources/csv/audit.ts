import { format, type CsvFormatterStream } from 'fast-csv';
import type { AuditRow } from '../../usecases/auditRows.ts';
import { escapeCell } from './escape.ts';

const HEADER = ['When', 'Who', 'From', 'What', 'Send', 'Member', 'Before', 'After', 'Entry'];

const cells = ({ at, actor, door, verb, send, member, before, after, id }: AuditRow): string[] => [
  at.toISOString(), actor, door, verb, send ?? '', member ?? '', before ? JSON.stringify(before) : '', after ? JSON.stringify(after) : '', id,
];

/** A stream from entries of the audit to CSV, in the manner of `sendsCsv`: no cell can run as a formula. */
export const auditCsv = (): CsvFormatterStream<AuditRow, string[]> => {
  const csv = format<AuditRow, string[]>({
    headers: HEADER, alwaysWriteHeaders: true, rowDelimiter: '\r\n', includeEndRowDelimiter: true, transform: (row: AuditRow) => cells(row).map(escapeCell),
  });
  csv.push('\uFEFF');
  return csv;
};
