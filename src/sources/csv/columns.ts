import { parseKind } from '../../domain/send.ts';
import { parseStatus, type Status } from '../../domain/status.ts';
import type { SendRecord } from '../../usecases/ports.ts';
import { readCampaignState, readProviderId, readSendId, readSince, readTest, type Since } from './cells.ts';
import type { ColumnNames, Requirement } from './headers.ts';
import { readAmount, readCurrency, type Amount } from './money.ts';
import type { Reading } from '../reading.ts';
import { LONG, readEmail, readRecipientEmail, readText, SHORT } from '../texts.ts';
import { readTime } from '../times.ts';

type Told = Partial<Omit<SendRecord, 'names' | 'observations' | 'campaign' | 'cost' | 'tracking'>>;

/** What a row has said so far, cell by cell; `record.ts` makes a record of it. */
export type Draft = {
  told: Told;
  names: SendRecord['names'][number][];
  status?: Status;
  since?: Since;
  campaign?: string;
  campaignState?: NonNullable<NonNullable<SendRecord['campaign']>['state']>;
  amount?: Amount;
  currency?: string;
  tracking: { carrier?: string; number?: string; url?: string };
};

/** How a file writes: what its cells cannot say themselves. */
export type Style = { commaDecimals: boolean };

/**
 * A column: its names, and how a cell that says something is read into the draft (a reason when it cannot be). `personal`: its
 * cells are never repeated in a report.
 */
export type SendColumn = ColumnNames & {
  personal: boolean;
  read(draft: Draft, cell: string, style: Style): string | undefined;
};

const column = <T>(
  header: string, aliases: readonly string[], reader: (cell: string, style: Style) => Reading<T>, put: (draft: Draft, value: T) => void, personal = false,
): SendColumn => ({
  header,
  aliases,
  personal,
  read(draft, cell, style) {
    const reading = reader(cell, style);
    if (!reading.ok) return reading.reason;
    put(draft, reading.value);
    return undefined;
  },
});

const short = (cell: string): Reading<string> => readText(cell, SHORT);
const long = (cell: string): Reading<string> => readText(cell, LONG);

/**
 * The one table of columns, in the order of exports. The provider publishes no names for the columns of its own export: the aliases
 * are guesses at what people's files say.
 */
export const SEND_COLUMNS: readonly SendColumn[] = [
  column('Send ID', ['ID', 'Send #', 'Send No', 'Send Number', 'Number', 'Order ID', 'Order #', 'Order No', 'Order Number', 'Gift ID'],
    readSendId, (draft, name) => { draft.names.push(name); }),
  column('Provider ID', ['Send GID', 'GID', 'Global ID', 'Sendoso ID', 'Sendoso GID', 'Provider Send ID', 'External ID'],
    readProviderId, (draft, name) => { draft.names.push(name); }),
  column('Status', ['Send Status', 'Current Status', 'Order Status', 'Gift Status', 'Latest Status'],
    (cell) => { const text = readText(cell, 200); return text.ok ? { ok: true, value: parseStatus(text.value) } : text; },
    (draft, status) => { draft.status = status; }),
  column('Status Since', ['Status Date', 'Status Time', 'Status At', 'Status Changed', 'Status Changed At', 'Status Updated', 'Status Updated At',
    'Last Updated', 'Last Updated At', 'Last Update', 'Last Status Update', 'Updated', 'Updated At', 'Updated On', 'Occurred At', 'Since'],
    readSince, (draft, since) => { draft.since = since; }),
  column('Kind', ['Type', 'Send Type', 'Gift Type', 'Send Kind'], (cell) => readText(parseKind(cell), SHORT), (draft, kind) => { draft.told.kind = kind; }),
  column('Campaign', ['Campaign Name', 'Touch', 'Touch Name', 'Campaign Title'], short, (draft, name) => { draft.campaign = name; }),
  column('Campaign State', ['Campaign Status', 'Touch Status', 'Touch State'], readCampaignState, (draft, state) => { draft.campaignState = state; }),
  column('Sender Name', ['Sender', 'Sent By', 'Sent By Name', 'From', 'From Name', 'Sender Full Name', 'User', 'User Name', 'Owner', 'Owner Name'],
    short, (draft, name) => { draft.told.senderName = name; }),
  column('Sender Email', ['Sender Email Address', 'Sent By Email', 'From Email', 'User Email', 'Owner Email', 'Sender Mail'],
    readEmail, (draft, email) => { draft.told.senderEmail = email; }),
  column('Team', ['Team Name', 'Sender Team', 'Sender Team Name', 'Group', 'Group Name', 'Department'], short, (draft, team) => { draft.told.team = team; }),
  column('Recipient Name', ['Recipient', 'To', 'To Name', 'Sent To', 'Recipient Full Name', 'Contact', 'Contact Name', 'Receiver', 'Receiver Name'],
    short, (draft, name) => { draft.told.recipientName = name; }),
  column('Recipient Email', ['Recipient Email Address', 'To Email', 'Contact Email', 'Receiver Email', 'Recipient Mail'],
    readRecipientEmail, (draft, email) => { draft.told.recipientEmail = email; }),
  column('Recipient Company', ['Company', 'Company Name', 'Recipient Company Name', 'Account', 'Account Name', 'Organization', 'Organisation'],
    short, (draft, company) => { draft.told.recipientCompany = company; }),
  column('Recipient Address', ['Address', 'Shipping Address', 'Delivery Address', 'Mailing Address', 'Ship To', 'Recipient Full Address'],
    long, (draft, address) => { draft.told.recipientAddress = address; }, true),
  column('Message', ['Gift Message', 'Recipient Message', 'Personal Message', 'Custom Message', 'Card Message', 'Notecard'],
    long, (draft, message) => { draft.told.message = message; }, true),
  column('Gift', ['Gift Name', 'Item', 'Item Name', 'Items', 'Product', 'Product Name', 'Gift Details', 'Gift Description'],
    short, (draft, gift) => { draft.told.gift = gift; }),
  column('Cost', ['Total Cost', 'Current Total Cost', 'Amount', 'Price', 'Total', 'Total Price', 'Send Cost', 'Value'],
    (cell, { commaDecimals }) => readAmount(cell.trim(), commaDecimals), (draft, amount) => { draft.amount = amount; }),
  column('Currency', ['Currency Code', 'Cost Currency'], (cell) => readCurrency(cell.trim()), (draft, currency) => { draft.currency = currency; }),
  column('Sent Via', ['Via', 'Source', 'Sent Through', 'Sent From', 'Channel', 'Integration', 'Send Source'], short, (draft, via) => { draft.told.sentVia = via; }),
  column('Test', ['Test Mode', 'Testing Mode', 'Is Test', 'Test Send', 'Testing'], readTest, (draft, test) => { draft.told.test = test; }),
  column('Created At', ['Created', 'Created On', 'Created Date', 'Date Created',
    'Creation Date', 'Send Date', 'Sent At', 'Sent On', 'Sent Date', 'Date Sent',
    'Order Date'],
    (cell) => readTime(cell.trim()), (draft, at) => { draft.told.createdAt = at; }),
  column('Carrier', ['Shipping Carrier', 'Shipper', 'Carrier Name', 'Courier', 'Shipping Company', 'Tracking Carrier'], short,
    (draft, carrier) => { draft.tracking.carrier = carrier; }),
  column('Tracking Number', ['Tracking #', 'Tracking No', 'Tracking ID', 'Tracking Code', 'Shipment Tracking', 'Shipment Tracking Number'],
    short, (draft, number) => { draft.tracking.number = number; }),
  column('Tracking URL', ['Tracking Link', 'Track Link', 'Tracking Address', 'Track URL', 'Shipment Tracking URL', 'Shipment Tracking Link'],
    (cell) => readText(cell, 2000), (draft, url) => { draft.tracking.url = url; }),
];

/** Those and what other files may say besides: until when the recipient can confirm the address. */
export const READ_COLUMNS: readonly SendColumn[] = [
  ...SEND_COLUMNS,
  column('Confirmation Expires', ['Confirmation Expires At', 'Address Confirmation Expires', 'Address Confirmation Expires At', 'Confirm By', 'Confirm Address By', 'Confirmation Deadline'],
    (cell) => readTime(cell.trim()), (draft, at) => { draft.told.confirmBy = at; }),
];

/** The header of exports, exactly. */
export const SEND_HEADER: readonly string[] = SEND_COLUMNS.map((each) => each.header);

export const SEND_REQUIRED: readonly Requirement[] = [
  { anyOf: ['Send ID', 'Provider ID'], meaning: 'the send’s id' },
  { anyOf: ['Status'], meaning: 'the status' },
  { anyOf: ['Sender Email'], meaning: 'the sender’s e-mail address' },
];
