import { ACTIONS, encodeImport } from '../ids.ts';
import type { ImportId } from '../../domain/ids.ts';
import { actions, type Block, button, context, type Message, message, type Modal, modal, section } from './blocks.ts';
import { code, either, join, long, md, type Mrkdwn } from './mrkdwn.ts';
import { count } from './sendWords.ts';

/** What is known of a file on its way in. `problem`: why it can't be used, in a sentence. */
export type ImportData = {
  id: ImportId;
  fileName: string;
  state: 'LOOKING' | 'READY' | 'IMPORTING' | 'DONE' | 'DISCARDED' | 'FAILED';
  rows: number;
  total: number | undefined;
  summary: Summary | undefined;
  problem: string | undefined;
};
type Problem = { line: number; column: string | undefined; value: string | undefined; reason: string };
type Summary = {
  rows: number; new: number; changed: number; unchanged: number; bad: number;
  problems: readonly Problem[];
  mapping: readonly { from: string; to: string }[];
  ignored: readonly string[];
  unknownStatuses: readonly { raw: string; count: number }[];
  senders: { unknown: number; named: readonly string[]; untied: number };
};

const NAMED = 12;
const some = (names: readonly Mrkdwn[]): Mrkdwn =>
  join([...names.slice(0, NAMED), names.length > NAMED ? md`${names.length - NAMED} more` : undefined], ', ');

const rowsWord = (rows: number): Mrkdwn => md`${count(rows)} ${rows === 1 ? 'row' : 'rows'}`;
const counts = (summary: Summary): Mrkdwn =>
  md`${count(summary.new)} new · ${count(summary.changed)} changed · ${count(summary.unchanged)} unchanged · ${count(summary.bad)} bad`;

const problem = ({ line, column, value, reason }: Problem): Mrkdwn =>
  md`Line ${count(line)}${column === undefined ? '' : md`, ${column}`}: ${value === undefined ? (column === undefined ? 'the row' : 'the cell') : md`“${value}”`} ${long(reason, 200)}`;

const problems = ({ problems: first, bad }: Summary): Block | undefined => {
  if (bad === 0) return undefined;
  const rest = bad - first.length;
  return section([
    md`*${count(bad)} ${bad === 1 ? 'row' : 'rows'} can’t be used; the others are not held up by ${bad === 1 ? 'it' : 'them'}*`,
    ...first.map(problem),
    rest > 0 ? md`and ${count(rest)} more` : undefined,
  ]);
};

const columns = ({ mapping, ignored }: Summary): Mrkdwn[] => {
  const renamed = mapping.filter(({ from, to }) => from !== to).map(({ from, to }) => md`${code(from)} is ${to}`);
  return [
    md`Columns understood: ${some(mapping.map(({ to }) => md`${to}`))}.`,
    ...(renamed.length > 0 ? [md`Taken under another name: ${some(renamed)}.`] : []),
    ...(ignored.length > 0 ? [md`Columns I don’t know, left out: ${some(ignored.map(code))}.`] : []),
  ];
};

const people = ({ senders: { unknown, named, untied } }: Summary): Mrkdwn[] => [
  ...(unknown > 0 ? [md`${count(unknown)} ${unknown === 1 ? 'sender is' : 'senders are'} new here and would become ${unknown === 1 ? 'a Sender' : 'Senders'}: ${some([
    ...named.map(code), ...(unknown > named.length ? [md`${count(unknown - named.length)} more`] : [])])}.`] : []),
  ...(untied > 0 ? [md`${count(untied)} of the senders ${untied === 1 ? 'is' : 'are'} not connected to a Slack user yet; that happens when they first write to me.`] : []),
];

const unknownStatuses = ({ unknownStatuses: unknown }: Summary): Mrkdwn[] =>
  unknown.length > 0 ? [md`Statuses I don’t know, kept as they came: ${some(unknown.map(({ raw, count: rows }) => md`${code(raw)} (${count(rows)})`))}.`] : [];

const choice = (id: ImportId, name: string): Block => actions([
  button({ text: 'Import', action: ACTIONS.importDecide, value: encodeImport('IMPORTING', id), label: `Import ${name}`, style: 'primary' }),
  button({ text: 'Discard', action: ACTIONS.importDiscard, value: encodeImport('DISCARDED', id), label: `Discard ${name}` }),
]);

const say = (what: Mrkdwn, ...then: (Mrkdwn | undefined)[]): Message => message(what, [section([md`*${what}*`, ...then])]);

/** A file on its way in: what it holds, what importing it would do, how far it is, what it did. */
export const importCard = ({ id, fileName, state, rows, total, summary, problem: why }: ImportData): Message => {
  switch (state) {
    case 'LOOKING': return say(md`Looking through ${fileName}`, rows > 0 ? md`${rowsWord(rows)} so far. Nothing is imported yet.` : md`Nothing is imported yet.`);
    case 'IMPORTING':
      return say(md`Importing ${fileName}`, total === undefined ? rowsWord(rows) : md`${count(rows)} of ${rowsWord(total)}`);
    case 'DISCARDED': return say(md`${fileName} was discarded`, md`Nothing of it was imported.`);
    case 'FAILED': return say(md`${fileName} can’t be imported`, why === undefined ? undefined : long(why, 600));
    case 'READY':
      return summary === undefined ? say(md`Looking through ${fileName}`) : message(md`${fileName}: ${rowsWord(summary.rows)}, ${counts(summary)}`, [
        section([md`*${fileName}: ${rowsWord(summary.rows)}*`, counts(summary), md`Nothing is imported yet. Roles are never changed by it.`]),
        section([...columns(summary), ...people(summary), ...unknownStatuses(summary)]),
        problems(summary),
        ...(summary.new + summary.changed + summary.unchanged > 0 ? [choice(id, fileName)] : [context(md`There is nothing to import in it.`)]),
      ]);
    case 'DONE':
      return summary === undefined ? say(md`Imported ${fileName}`) : message(md`Imported ${fileName}: ${counts(summary)}`, [
        section([md`*Imported ${fileName}: ${rowsWord(summary.rows)}*`, counts(summary)]), problems(summary),
      ]);
  }
};

/** For whoever is no Admin. */
export const importNotYours = (admins: readonly string[]): Message =>
  say(md`Only Admins can import files here`, admins.length === 0 ? md`None is known here yet: whoever installed this app can name one.` : md`${either(admins)} can.`);

/** Where the file goes in the dialog of `/sends import`. */
export const IMPORT_INPUT = { block: 'file', action: 'sends_import_file' } as const;
const TITLE = 'Import sends';

export const importOpening = (): Modal => modal({ title: TITLE, blocks: [section([md`One moment …`])] });
export const importModal = (callback: string): Modal => modal({
  title: TITLE,
  submit: { callback, text: 'Look through it' },
  blocks: [
    {
      type: 'input', block_id: IMPORT_INPUT.block, label: { type: 'plain_text', text: 'A CSV of sends' },
      element: { type: 'file_input', action_id: IMPORT_INPUT.action, filetypes: ['csv', 'tsv', 'txt'], max_files: 1 },
    },
    context(md`I look through it first and write to you in our direct messages; nothing is imported until you say so. Dropping the file there does the same.`),
  ],
});
export const importTaken = (): Message =>
  say(md`I look through it now`, md`What I find, with Import and Discard, comes in our direct messages.`);
export const importKnown = (): Message => say(md`I have that file already`, md`Its card is in our direct messages.`);
export const importWas = (state: ImportData['state']): Message => {
  switch (state) {
    case 'IMPORTING': return say(md`It is being imported already`, md`The card tells how far it is.`);
    case 'DONE': return say(md`It was imported already`, md`To do it again, drop the file again: importing twice changes nothing.`);
    case 'DISCARDED': return say(md`It was discarded`, md`To import it after all, drop the file again.`);
    case 'FAILED': return say(md`It could not be imported`, md`The card says why. Drop a mended file.`);
    case 'LOOKING': case 'READY': return say(md`It is still being looked through`, md`Import and Discard come with what I find.`);
  }
};
