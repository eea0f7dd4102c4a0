import type { DataAge } from '../../domain/dataAge.ts';
import type { Filter } from '../../domain/query/filter.ts';
import type { Listed } from '../../domain/listed.ts';
import { KNOWN_STATUSES, type StatusName } from '../../domain/status.ts';
import type { ListView, Role } from '../../domain/visibility.ts';
import { ACTIONS } from '../ids.ts';
import { actions, type Block, button, context, divider, type Message, message, section } from './blocks.ts';
import { emptyList } from './emptyList.ts';
import { filterButton } from './filterButton.ts';
import { filterWords, statusWord } from './filterWords.ts';
import { join, md, type Mrkdwn } from './mrkdwn.ts';
import { sendRow } from './sendMenu.ts';
import { capped, count, dataAge } from './sendWords.ts';

/** The values of the page buttons. `tooLong`: there are more pages, but the question does not fit into a button. */
export type Turns = { number: number; previous: string | undefined; next: string | undefined; tooLong: boolean };
export type Capped = { count: number; more: boolean };
export type Viewer = { role: Role; hasTeams: boolean; email: string };
export type ListData = {
  view: ListView;
  viewer: Viewer;
  filter: Filter;
  /** Without what already stands in `first`. */
  sends: readonly Listed[];
  first: readonly Listed[];
  total: Capped;
  needing: Capped;
  counts: Readonly<Partial<Record<StatusName, number>>> | undefined;
  turns: Turns;
  /** The value of the export button, where the question fits into it. */
  exportable?: string | undefined;
  /** The value of the button that shows all that needs somebody, where the question fits into it. */
  needy?: string | undefined;
  /** The value of the button that opens the filter dialog, where the question fits into it. */
  filterable?: string | undefined;
  /** Commands to offer when nothing is found. */
  near: readonly string[];
  asOf: DataAge | undefined;
};

const TITLES: Readonly<Record<ListView, string>> = { mine: 'Your sends', team: 'Your teams’ sends', all: 'All sends you may see' };
export const listTitle = (view: ListView, { role }: Viewer): string => (view === 'team' && role === 'SENDER' ? TITLES.mine : TITLES[view]);

/** "142 in all, 3 need you, 12 on their way". */
export const headline = ({ view, viewer, total, needing, counts }: Pick<ListData, 'view' | 'viewer' | 'total' | 'needing' | 'counts'>): Mrkdwn => {
  const own = view === 'mine' || viewer.role === 'SENDER';
  const need = needing.count === 1 && !needing.more ? 'needs' : 'need';
  return join([
    md`${capped(total)} ${counts ? 'in all' : total.count === 1 && !total.more ? 'matches' : 'match'}`,
    needing.count > 0 ? md`${capped(needing)} ${need} ${own ? 'you' : 'attention'}` : undefined,
    counts?.SHIPPED ? md`${count(counts.SHIPPED)} on their way` : undefined,
  ], ', ');
};

const NAMED_COUNTS = 8;
const STATUS_NAMES: readonly StatusName[] = [...KNOWN_STATUSES, 'UNKNOWN'];
/** How many are in each status, where there is more than one. */
export const countLine = (counts: ListData['counts']): Mrkdwn | undefined => {
  const all = STATUS_NAMES.map((name) => ({ name, value: counts?.[name] ?? 0 }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value);
  if (all.length < 2) return undefined;
  const rest = all.slice(NAMED_COUNTS).reduce((sum, { value }) => sum + value, 0);
  const named = all.slice(0, NAMED_COUNTS).map(({ name, value }) => md`${count(value)} ${statusWord(name)}`);
  return join([...named, rest > 0 ? md`${count(rest)} other` : undefined], ' · ');
};

/** The buttons below a list, or why there are none. */
export const pager = ({ number, previous, next, tooLong }: Turns, { exportable, filterable }: Pick<ListData, 'exportable' | 'filterable'> = {}): (Block | undefined)[] => {
  const turn = (text: string, action: string, value: string | undefined): ReturnType<typeof button>[] =>
    value === undefined ? [] : [button({ text, action, value, label: `${text} page` })];
  const buttons = [...turn('Previous', ACTIONS.previousPage, previous), ...turn('Next', ACTIONS.nextPage, next)];
  if (buttons.length > 0 && exportable !== undefined) buttons.push(button({ text: 'Export', action: ACTIONS.exportList, value: exportable, label: 'Export the whole list as a file' }));
  if (filterable !== undefined) buttons.push(filterButton(filterable));
  return [
    buttons.length > 0 ? actions(buttons) : undefined,
    tooLong ? context(md`This filter is too long to turn pages with. A shorter one shows the rest.`) : undefined,
    number > 1 ? context(md`Page ${number}`) : undefined,
  ];
};

const group = (title: Mrkdwn, sends: readonly Listed[], whose: boolean): Block[] =>
  sends.length > 0 ? [section([title]), ...sends.map((each) => sendRow(each, { whose }))] : [];

/** Below a headline that counts more of what needs somebody than stands there. */
export const needsButton = ({ needing, first, own, value }: { needing: Capped; first: readonly Listed[]; own: boolean; value: string | undefined }): Block | undefined => {
  if (value === undefined || needing.count <= first.length) return undefined;
  const one = needing.count === 1 && !needing.more;
  const text = `Show the ${one ? 'one that needs' : `${capped(needing)} that need`} ${own ? 'you' : 'attention'}`;
  return actions([button({ text, action: own ? ACTIONS.showNeeds : ACTIONS.showTeamNeeds, value, label: `${text}, the longest waiting first` })]);
};

/** A page of sends with its counts on top; on the first page of one's own, what needs one comes first. */
export const sendList = (list: ListData): Message => {
  const { view, viewer, filter, sends, first, turns, asOf } = list;
  if (sends.length + first.length === 0) return emptyList(list);
  const whose = view !== 'mine' && viewer.role !== 'SENDER';
  const title = listTitle(view, viewer);
  const said = filterWords(filter);
  const counts = countLine(list.counts);
  return message(md`${title}: ${headline(list)}`, [
    section([md`*${title}*`, headline(list), said && md`Only: ${said}`]),
    counts && context(counts),
    view === 'team' && viewer.role === 'SENDER' ? context(md`These are your own sends: managers see their teams’ here.`) : undefined,
    ...group(md`*What needs you first*`, first, whose),
    turns.number === 1 ? needsButton({ ...list, own: !whose, value: list.needy }) : undefined,
    ...(first.length > 0 ? [divider, ...group(md`*Newest first*`, sends, whose)] : sends.map((each) => sendRow(each, { whose }))),
    ...pager(turns, list),
    context(dataAge(asOf)),
  ]);
};
