import { ACTIONS, encodeExport } from '../../ids.ts';
import { actions, type Block, button, type ChartBlock, header, section } from '../blocks.ts';
import { money } from '../money.ts';
import { join, md, type Mrkdwn } from '../mrkdwn.ts';
import { type Capped, headline, needsButton, type Viewer } from '../sendList.ts';
import { capped } from '../sendWords.ts';
import { type Counts, statusChart } from './chart.ts';

/** By currency: never added up. `sends`: of how many. */
export type MoneyData = { sends: Capped; sums: readonly { cents: number; currency: string }[] };
export type TeamData = { view: 'team' | 'all'; counts: Counts; total: Capped; needing: Capped; stuck: MoneyData; returned: MoneyData };

const TITLES = { team: 'Your teams', all: 'The whole workspace' } as const;
const CURRENCIES = 5;

const amounts = ({ sums }: MoneyData): Mrkdwn => {
  if (sums.length === 0) return md`what they cost is not known`;
  const more = sums.length - CURRENCIES;
  return join([...sums.slice(0, CURRENCIES).map((sum) => md`*${money(sum)}*`), more > 0 ? md`${more} more currencies` : undefined], ' · ');
};

/** "24 stuck: *1,250.00 USD* · *80.00 EUR*". Of very many, the money is that of the first. */
const moneyLine = (data: MoneyData, what: string, none: Mrkdwn): Mrkdwn => {
  const { sends } = data;
  if (sends.count === 0) return none;
  return sends.more ? md`More than ${capped({ ...sends, more: false })} ${what}; in the longest of them: ${amounts(data)}` : md`${capped(sends)} ${what}: ${amounts(data)}`;
};

/** A button that asks what could be typed after `/sends`. */
export const show = (text: string, action: string, question: string, label: string) => {
  const value = encodeExport(question);
  return value === undefined ? [] : [button({ text, action, value, label })];
};

/** What a Manager or Admin looks after: how it stands, the money that does not move or came back, and what to look at. */
export const teamBlocks = (team: TeamData, viewer: Viewer): (Block | ChartBlock | undefined)[] => [
  header(TITLES[team.view]),
  section([headline({ ...team, viewer })]),
  needsButton({ needing: team.needing, first: [], own: false, value: encodeExport(`needs ${team.view}`) }),
  ...statusChart('By status', team.counts, false),
  section([
    md`*Money that does not move*`,
    moneyLine(team.stuck, 'stuck', md`Nothing is stuck.`),
    moneyLine(team.returned, 'came back within a month', md`Nothing came back within a month.`),
  ]),
  actions([
    ...show('What is stuck', ACTIONS.showStale, 'stale', 'Show what is stuck, worst first'),
    ...(team.view === 'team' ? show('Your teams’ sends', ACTIONS.showTeam, 'team', 'Your teams’ sends, newest first') : show('All sends', ACTIONS.showAll, 'all', 'All sends of the workspace, newest first')),
    ...show('Figures', ACTIONS.showTeamStats, `stats ${team.view}`, 'Show figures of these sends'),
  ]),
];
