import { STATUSES_THAT_ASK, STATUS_NAMES } from '../../../domain/notice/events.ts';
import type { Send } from '../../../domain/send.ts';
import type { Clocked } from '../../../domain/staleness.ts';
import type { StatusName } from '../../../domain/status.ts';
import { ACTIONS, encodeFold } from '../../ids.ts';
import { actions, type Block, button, context, type Message, message, section } from '../blocks.ts';
import { join, md, type Mrkdwn } from '../mrkdwn.ts';
import { noticeRow } from '../sendMenu.ts';
import { count } from '../sendWords.ts';
import { needingRow } from './newsLine.ts';
import { COUNTED, FIRST_EVER, needYou, showNeeding } from './noticeWords.ts';

type Counts = Readonly<Partial<Record<StatusName, number>>>;
export type FoldData = {
  fold: string; late: boolean; campaign: string | undefined; counts: Counts; needing: readonly Send[]; needingCount: number; first: boolean;
};

/** "187 shipped, 4 delivered", the most first; without those that ask to act where they are counted apart. */
export const countWords = (counts: Counts, without: readonly StatusName[]): Mrkdwn => {
  const named = STATUS_NAMES.filter((name) => !without.includes(name)).map((name) => ({ name, value: counts[name] ?? 0 })).filter(({ value }) => value > 0);
  return join(named.toSorted((a, b) => b.value - a.value).map(({ name, value }) => md`${count(value)} ${COUNTED[name]}`), ', ');
};

const totalOf = (counts: Counts): number => Object.values(counts).reduce((sum, each) => sum + each, 0);

const headline = ({ late, campaign, counts, needingCount }: FoldData): Mrkdwn => {
  const total = totalOf(counts);
  const rest = countWords(counts, STATUSES_THAT_ASK);
  if (late && needingCount === 0) return md`Nothing here needs you any more: ${rest}`;
  if (late) return md`${count(needingCount)} ${needingCount === 1 ? 'gift still needs' : 'gifts still need'} you`;
  return md`${campaign ?? `${count(total)} of your gifts`}: ${join([rest, needingCount > 0 ? needYou(count(needingCount)) : undefined], ', ')}`;
};

const buttons = ({ fold, counts, needingCount }: FoldData): Block => actions([
  ...(needingCount > 0 ? [button({
    text: showNeeding(needingCount), action: ACTIONS.foldNeeding, value: encodeFold({ fold, needing: true, turn: undefined }), label: `${showNeeding(needingCount)} that need you`,
  })] : []),
  button({ text: 'Show all', action: ACTIONS.foldAll, value: encodeFold({ fold, needing: false, turn: undefined }), label: `Show all ${count(totalOf(counts))}` }),
  button({ text: 'Export', action: ACTIONS.foldExport, value: encodeFold({ fold, needing: false, turn: undefined }), label: `Export all ${count(totalOf(counts))} as a file` }),
]);

/** Many sends in one message: the counts, then each that needs its reader with its way out. */
export const fold = (data: FoldData): Message => {
  const { late, needing, needingCount, first } = data;
  const more = needingCount - needing.length;
  return message(headline(data), [
    section([md`*${headline(data)}*`, late && needingCount > 0 ? md`It happened a while ago; I only heard of it now.` : undefined]),
    ...needing.map(needingRow),
    more > 0 ? context(md`and ${count(more)} more that need you`) : undefined,
    buttons(data),
    first ? context(FIRST_EVER) : undefined,
  ]);
};

export type FoldPageData = { sends: readonly Clocked[]; needing: boolean; number: number; previous: string | undefined; next: string | undefined };

/** A page of the sends in a message of many. */
export const foldPage = ({ sends, needing, number, previous, next }: FoldPageData): Message => {
  const turn = (text: string, action: string, value: string | undefined) => (value === undefined ? [] : [button({ text, action, value, label: `${text} page` })]);
  const turns = [...turn('Previous', ACTIONS.foldPrevious, previous), ...turn('Next', ACTIONS.foldNext, next)];
  const title = needing ? md`What needs you` : md`All of them`;
  if (sends.length === 0) return message(needing ? md`Nothing here needs you any more` : md`Nothing is left here`, [section([needing ? md`*Nothing here needs you any more.*` : md`*Nothing is left here.*`])]);
  return message(title, [
    section([md`*${title}*`]),
    ...sends.map((each) => (needing ? needingRow(each.send) : noticeRow(each))),
    turns.length > 0 ? actions(turns) : undefined,
    number > 1 ? context(md`Page ${number}`) : undefined,
  ]);
};
