import { actions, context, type Message, message, section } from './blocks.ts';
import { filterButton } from './filterButton.ts';
import { filterWords } from './filterWords.ts';
import { code, md, type Mrkdwn } from './mrkdwn.ts';
import { meantPerhaps } from './queryProblem.ts';
import type { ListData } from './sendList.ts';
import { dataAge } from './sendWords.ts';

export const noSends = (email: string): [Mrkdwn, Mrkdwn] =>
  [md`You have no sends yet`, md`What is sent as ${email} shows up here once the data has it. If one is missing, an Admin can check.`];

/** Nothing to show: what that means and what to do, in two lines. */
const explain = ({ view, viewer, filter, turns }: ListData): [Mrkdwn, Mrkdwn | undefined] => {
  const said = filterWords(filter);
  const again = code(`/sends ${view}`);
  if (turns.number > 1) return [md`This page is empty by now`, md`The list got shorter. ${again} starts over.`];
  if (view === 'team' && viewer.role === 'ADMIN' && !viewer.hasTeams) {
    return [md`No team is assigned to you`, md`As an Admin you see everything with ${code('/sends all')}.`];
  }
  if (view === 'team' && viewer.role === 'MANAGER' && !viewer.hasTeams) {
    return [md`No team is assigned to you yet`, md`An Admin can assign one. Your own sends: ${code('/sends mine')}.`];
  }
  if (said) return [md`Nothing matches`, md`Only: ${said}. Without the filter: ${again}.`];
  if (view === 'mine' || viewer.role === 'SENDER') return noSends(viewer.email);
  return [md`There are no sends yet`, md`They show up here once they are imported.`];
};

export const emptyList = (list: ListData): Message => {
  const [what, then] = explain(list);
  const nearby = meantPerhaps(...list.near);
  const filter = list.filterable === undefined ? undefined : actions([filterButton(list.filterable)]);
  return message(what, [section([md`*${what}.*`, then, nearby]), filter, context(dataAge(list.asOf))]);
};
