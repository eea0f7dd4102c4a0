import { toSecond } from '../../domain/observations.ts';
import type { SendRecord } from '../../usecases/ports.ts';
import type { SheetRow } from '../../usecases/sheet.ts';
import type { Draft, SendColumn, Style } from './columns.ts';
import { bad, good, type Reading } from '../reading.ts';
import { harmless } from '../../usecases/harmless.ts';
import { unescapeCell } from './escape.ts';

/** What a file is read with: where its columns are, how it writes, and whether it is one of our own exports. */
export type SendReading = { places: readonly (SendColumn | undefined)[]; style: Style; own: boolean; now: Date };

/** A row's cells as a record, or the first thing wrong with them. An empty cell says nothing. */
export const readSendRow = (line: number, cells: readonly string[], reading: SendReading): SheetRow<SendRecord> => {
  const draft: Draft = { told: {}, names: [], tracking: {} };
  for (const [i, column] of reading.places.entries()) {
    const cell = cells[i];
    if (!column || !cell || cell.trim() === '') continue;
    const reason = readCell(draft, column, cell, reading);
    if (reason !== undefined) return { problem: { line, column: column.header, value: column.personal ? undefined : harmless(cell), reason } };
  }
  const record = recordOf(draft, reading.now);
  return record.ok ? { line, row: record.value } : { problem: { line, column: undefined, value: undefined, reason: record.reason } };
};

const readCell = (draft: Draft, column: SendColumn, cell: string, { style, own }: SendReading): string | undefined =>
  cell.includes('\0') ? 'has a NUL character, which can’t be stored' : column.read(draft, own ? unescapeCell(cell) : cell.trim(), style);

const recordOf = (draft: Draft, now: Date): Reading<SendRecord> => {
  const { told: { senderEmail, ...told }, names, status, since, tracking } = draft;
  if (names.length === 0) return bad('has no send id');
  if (!status) return bad('has no status');
  if (senderEmail === undefined) return bad('has no sender e-mail address');
  const cost = costOf(draft);
  if (!cost.ok) return cost;
  const { at, approximate } = since ?? { at: now, approximate: true };
  return good({
    ...told, names, senderEmail,
    observations: [{ status, at: toSecond(at), approximate }],
    ...campaignOf(draft),
    ...(cost.value && { cost: cost.value }),
    ...(Object.keys(tracking).length > 0 && { tracking }),
  });
};

const campaignOf = ({ campaign: name, campaignState: state }: Draft): Pick<SendRecord, 'campaign'> => {
  if (name === undefined) return {};
  return { campaign: state === undefined ? { name } : { name, state } };
};

/** Without a word about its currency an amount is in US dollars. */
const costOf = ({ amount, currency }: Draft): Reading<SendRecord['cost']> => {
  if (!amount) return good(undefined);
  if (amount.currency !== undefined && currency !== undefined && amount.currency !== currency) {
    return bad(`has a cost in ${amount.currency} and the currency ${currency}`);
  }
  return good({ cents: amount.cents, currency: currency ?? amount.currency ?? 'USD' });
};
