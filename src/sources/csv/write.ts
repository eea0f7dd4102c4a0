import { format, type CsvFormatterStream } from 'fast-csv';
import type { Tracking } from '../../domain/send.ts';
import { statusLabel } from '../../domain/status.ts';
import type { ExportedSend, SendName } from '../../usecases/ports.ts';
import { SEND_HEADER } from './columns.ts';
import { escapeCell } from './escape.ts';
import { writeAmount } from './money.ts';
import { writeTime } from '../times.ts';

/** A send as it is exported. Address and message are undefined unless they were asked for. */
export type ExportRow = ExportedSend;

const named = ({ names }: ExportRow, wanted: SendName['scheme']): string | undefined => names.find(({ scheme }) => scheme === wanted)?.value;

/** The name that proves it is this send wherever the row is read: the number given here (`T-1`) only where there is no other. */
const sendId = (send: ExportRow): string => named(send, 'number') ?? named(send, 'id') ?? send.number;

/** A row read back speaks of its parcel under its status: one to the warehouse, beside a status that is not Amazon's, would come back as the recipient's. */
const readableTracking = ({ tracking, status }: ExportRow): Tracking | undefined =>
  tracking?.toWarehouse && status.name !== 'AMAZON_FULFILLING' && status.name !== 'AMAZON_SHIPPED' ? undefined : tracking;

/** A send's cells in the header's order, not escaped yet. */
export const sendCells = (send: ExportRow): string[] => {
  const { campaign, recipient, cost } = send;
  const tracking = readableTracking(send);
  return [
    sendId(send),
    named(send, 'provider') ?? '',
    statusLabel(send.status),
    `${send.sinceApproximate ? '~' : ''}${writeTime(send.since)}`,
    send.kind,
    campaign?.name ?? '',
    campaign?.state.toLowerCase() ?? '',
    send.sender.name,
    send.sender.email,
    send.team?.name ?? '',
    recipient.name ?? '',
    recipient.email ?? '',
    recipient.company ?? '',
    send.address ?? '',
    send.message ?? '',
    send.gift ?? '',
    cost ? writeAmount(cost.cents) : '',
    cost?.currency ?? '',
    send.sentVia ?? '',
    send.test ? 'yes' : 'no',
    send.createdAt ? writeTime(send.createdAt) : '',
    tracking?.carrier ?? '',
    tracking?.number ?? '',
    tracking?.url ?? '',
  ];
};

/**
 * A stream from `ExportRow`s to CSV: byte order mark (for spreadsheet programs, and what imports know our exports by), our header also
 * when no rows follow, CRLF, every cell safe from being run as a formula.
 */
export const sendsCsv = (): CsvFormatterStream<ExportRow, string[]> => {
  const csv = format<ExportRow, string[]>({
    headers: [...SEND_HEADER], alwaysWriteHeaders: true, rowDelimiter: '\r\n', includeEndRowDelimiter: true,
    transform: (send: ExportRow) => sendCells(send).map(escapeCell),
  });
  // fast-csv's own `writeBOM` leaves it out when there is no row.
  csv.push('\uFEFF');
  return csv;
};
