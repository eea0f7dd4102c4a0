import type { DataAge } from '../../../domain/dataAge.ts';
import type { Listed } from '../../../domain/listed.ts';
import type { ListView } from '../../../domain/visibility.ts';
import { ACTIONS, encodeExport, encodePage, type PageTurn } from '../../ids.ts';
import { encodeFilter } from '../../filterIds.ts';
import { actions, type Block, button, type ChartBlock, context, header, type Home, homeTab, type Message, message, section, select } from '../blocks.ts';
import { noSends } from '../emptyList.ts';
import { code, md } from '../mrkdwn.ts';
import { refusal } from '../refusals.ts';
import { type Capped, headline, needsButton, type Viewer } from '../sendList.ts';
import { sendRow } from '../sendMenu.ts';
import { dataAge } from '../sendWords.ts';
import { supportSeveral } from '../supportSeveral.ts';
import { type Counts, statusChart } from './chart.ts';
import { show, type TeamData, teamBlocks } from './team.ts';

export type HomeData = {
  viewer: Viewer;
  /** Their own sends. */
  counts: Counts;
  total: Capped;
  needing: Capped;
  first: readonly Listed[];
  recent: { view: ListView; page: { items: readonly Listed[]; previous: Cursor | undefined; next: Cursor | undefined }; number: number };
  team: TeamData | undefined;
  /** The names of the filters they keep. */
  saved: readonly string[];
  asOf: DataAge | undefined;
};
/** What is safe as a value in a menu, in characters. */
const MENU_VALUE = 75;

type Cursor = PageTurn['cursor'];
type Drawn = (Block | ChartBlock | undefined)[];

/** What needs its reader, or that nothing does. */
const needing = ({ needing: all, first, total }: HomeData): Drawn => {
  if (total.count === 0) return [];
  if (first.length === 0) return [header('What needs you first'), section([md`Nothing needs you right now.`])];
  return [
    header('What needs you first'),
    ...first.map((each) => sendRow(each, { whose: false })),
    supportSeveral(first.map(({ send }) => send.id)),
    needsButton({ needing: all, first, own: true, value: encodeExport('needs mine') }),
  ];
};

const pages = ({ page: { previous, next }, number }: HomeData['recent']): Drawn => {
  const turn = (text: string, action: string, to: 'next' | 'previous', target: number, cursor: Cursor | undefined) => {
    const value = cursor && encodePage({ question: 'home', to, number: target, cursor });
    return value === undefined ? [] : [button({ text, action, value, label: `${text} page of recent sends` })];
  };
  const buttons = [...turn('Previous', ACTIONS.homePrevious, 'previous', number - 1, previous), ...turn('Next', ACTIONS.homeNext, 'next', number + 1, next)];
  return [buttons.length > 0 ? actions(buttons) : undefined, number > 1 ? context(md`Page ${number}`) : undefined];
};

const recent = ({ recent: list, viewer }: HomeData): Drawn => {
  const { view, page: { items }, number } = list;
  if (items.length === 0 && number === 1) return pages(list);
  return [
    header(view === 'mine' ? 'Your recent sends' : 'Recent sends'),
    ...(items.length > 0 ? items.map((each) => sendRow(each, { whose: view !== 'mine' && viewer.role !== 'SENDER' })) : [section([md`This page is empty by now.`])]),
    ...pages(list),
  ];
};

const doors = ({ total }: HomeData): Block => actions([
  button({ text: 'Refresh', action: ACTIONS.homeRefresh, value: 'refresh', label: 'Refresh what stands here' }),
  button({ text: 'Filter…', action: ACTIONS.filter, value: encodeFilter('mine') ?? '', label: 'Filter sends in a dialog, and keep filters under a name' }),
  button({ text: 'Find a send…', action: ACTIONS.search, value: 'search', label: 'Find a send by its number or tracking number' }),
  ...(total.count > 0 ? show('All my sends', ACTIONS.showMine, 'mine', 'All my sends, newest first') : []),
  ...(total.count > 0 ? show('My figures', ACTIONS.showStats, 'stats mine', 'My figures: how many, how far, how fast, what it cost') : []),
  ...show('Export', ACTIONS.exportList, 'all', 'Export everything you may see as a file, into our direct messages'),
  button({ text: 'Settings…', action: ACTIONS.settings, value: 'settings', label: 'Settings: what I tell you, and when' }),
  ...show('Help', ACTIONS.showHelp, 'help', 'Help: what you can type'),
]);

/** The filters somebody keeps, each a question of its own. */
const keptFilters = ({ saved }: HomeData): Block | undefined => (saved.length === 0 ? undefined : actions([
  select(ACTIONS.showSaved, 'Your saved filters', saved.flatMap((key) => {
    const value = encodeExport(key);
    return value === undefined || value.length > MENU_VALUE ? [] : [{ text: key, value }];
  })),
]));

/** Somebody's Home tab: what needs them, how all stands, what is new, and the doors to the rest. */
export const homeView = (data: HomeData, { charts }: { charts: boolean }): Home => {
  const { viewer, counts, total, team, asOf } = data;
  return homeTab([
    header('Your gifts'),
    section(total.count > 0 ? [headline({ ...data, view: 'mine' })] : noSends(viewer.email)),
    ...needing(data),
    ...statusChart('Your sends by status', counts, charts),
    ...recent(data),
    ...(team ? teamBlocks(team, viewer) : []),
    context(dataAge(asOf)),
    keptFilters(data),
    doors(data),
  ]);
};

/** While it is being looked up for the first time. */
export const homeOpening = (): Home => homeTab([header('Your gifts'), section([md`Looking up your gifts …`])]);

/** One answer in place of it all. */
export const messageHome = ({ blocks }: Message): Home => homeTab(blocks);

/** In place of what somebody may see no longer. */
export const homeTaken = (why: 'guest' | 'deactivated' | 'email-changed' | 'email-shared' | undefined): Home => {
  if (why === 'guest') return messageHome(refusal({ why }));
  const what = md`Nothing is shown here for now`;
  return messageHome(message(what, [section([md`*${what}.* Who you are to this tracker was changed.`, md`Open this tab again to see what is yours; ${code('/sends whoami')} says who can help.`])]));
};
