import type { Filter } from '../../domain/query/filter.ts';
import { encodeSaved, SAVED_FILTER } from '../filterIds.ts';
import { type Block, context, type Message, overflow, section } from './blocks.ts';
import { filterWords } from './filterWords.ts';
import { code, md, type Mrkdwn } from './mrkdwn.ts';

/** A filter kept under a name, as it is meant today; without one: it was kept by another version. */
export type KeptRow = { key: string; view: 'mine' | 'team' | 'all' | 'stale'; filter: Filter | undefined };

const VIEWS = { mine: 'yours', team: 'your teams’', all: 'everything you may see', stale: 'what is stuck' } as const;
const meant = ({ view, filter }: KeptRow): Mrkdwn => {
  if (!filter) return md`This version does not understand it any more. Save it again, or delete it.`;
  const said = filterWords(filter);
  return said ? md`${VIEWS[view]} · ${said}` : md`${VIEWS[view]}`;
};

export const keptRows = (kept: readonly KeptRow[]): Block[] => kept.map((each) => section(
  [md`${code(`/sends ${each.key}`)}`, meant(each)],
  overflow(SAVED_FILTER, [
    { text: 'Fill the fields with it', value: encodeSaved('use', each.key) }, { text: 'Change or rename…', value: encodeSaved('change', each.key) }, { text: 'Delete', value: encodeSaved('delete', each.key) },
  ]),
));

/** What became of a filter that was to be saved. */
export const keptNotice = (key: string, result: 'saved' | 'replaced'): Mrkdwn =>
  (result === 'saved' ? md`Saved: ${code(`/sends ${key}`)} shows this from now on.` : md`Saved as ${code(`/sends ${key}`)}, in place of the one you had under that name.`);
export const dropped = (key: string): Mrkdwn => md`Deleted: ${code(key)}.`;

/** An answer with something said before it. */
export const withNotice = (notice: Mrkdwn | undefined, { text, blocks }: Message): Message => (notice ? { text, blocks: [context(notice), ...blocks].slice(0, 50) } : { text, blocks });
