import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { statusLabel } from '../../domain/status.ts';
import type { Person } from './people.ts';
import type { WorldSend, WorldStep } from './sends.ts';
import type { World } from './world.ts';

/** Written out rather than taken from the product: this file comes from somebody else, and enters by the same door as anyone's. */
const HEADER = [
  'Send ID', 'Provider ID', 'Status', 'Status Since', 'Kind', 'Campaign', 'Campaign State', 'Sender Name', 'Sender Email', 'Team', 'Recipient Name', 'Recipient Email',
  'Recipient Company', 'Recipient Address', 'Message', 'Gift', 'Cost', 'Currency', 'Sent Via', 'Test', 'Created At', 'Carrier', 'Tracking Number', 'Tracking URL',
];
const FLUSH = 64 * 1024;

/**
 * Writes a world's sends as CSV and returns how many rows. With `history` (the default) each send has a row for each step, oldest first: the first
 * says everything, the later ones what changed; without, one row with where it stands.
 */
export const writeSendsCsv = (world: World, out: Writable, { history = true } = {}): Promise<number> =>
  writeRows(out, HEADER, rowsOf(world, history));

function* rowsOf(world: World, history: boolean): Generator<string[]> {
  for (const send of world.sends()) {
    const last = send.history.at(-1);
    if (!history && last) yield cells(send, last, true);
    if (history) for (const [i, step] of send.history.entries()) yield cells(send, step, i === 0);
  }
}

/** Writes a world's people as CSV and returns how many. */
export const writeMembersCsv = (world: World, out: Writable): Promise<number> =>
  writeRows(out, ['Email', 'Name', 'Role', 'Teams'], world.people.map(memberCells));

const memberCells = ({ email, name, role, manages }: Person): string[] => [email, name, role, manages === 'every' ? '*' : manages.join(';')];

const time = (at: Date): string => at.toISOString().replace('.000Z', 'Z');

const cells = (send: WorldSend, step: WorldStep, full: boolean): string[] => {
  const { campaign, sender, recipient, cost } = send;
  const { tracking } = step;
  const told = full
    ? [
        send.kind, campaign?.name ?? '', campaign?.state ?? '', sender.name, sender.email, sender.team, recipient.name, recipient.email, recipient.company,
        recipient.address, send.message, send.gift, cost ? (cost.cents / 100).toFixed(2) : '', cost?.currency ?? '', send.sentVia,
        send.test ? 'yes' : 'no', time(send.createdAt),
      ]
    : ['', '', '', '', sender.email, '', '', '', '', '', '', '', '', '', '', '', ''];
  return [
    send.id, send.providerId, statusLabel(step.status), `${step.approximate ? '~' : ''}${time(step.at)}`, ...told,
    tracking?.carrier ?? '', tracking?.number ?? '', tracking?.url ?? '',
  ];
};

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const writeRows = async (out: Writable, header: readonly string[], rows: Iterable<readonly string[]>): Promise<number> => {
  let text = `${header.join(',')}\r\n`;
  let count = 0;
  for (const row of rows) {
    text += `${row.map(quoted).join(',')}\r\n`;
    count += 1;
    if (text.length < FLUSH) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  if (text !== '' && !out.write(text)) await once(out, 'drain');
  return count;
};
