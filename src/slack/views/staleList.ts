import type { DataAge } from '../../domain/dataAge.ts';
import type { Filter } from '../../domain/query/filter.ts';
import type { Listed } from '../../domain/listed.ts';
import { statusLabel } from '../../domain/status.ts';
import { actions, context, type Message, message, section } from './blocks.ts';
import { filterButton } from './filterButton.ts';
import { filterWords } from './filterWords.ts';
import { code, join, md } from './mrkdwn.ts';
import { openRequest } from './requestWords.ts';
import { sendRow, withMenu } from './sendMenu.ts';
import { supportSeveral } from './supportSeveral.ts';
import { type Capped, pager, type Turns } from './sendList.ts';
import { capped, dataAge, facts, recipientName, senderName, stallLine } from './sendWords.ts';

export type StaleData = {
  /** Rows name their sender: the viewer sees more than their own. */
  whose: boolean;
  filter: Filter;
  sends: readonly Listed[];
  total: Capped;
  turns: Turns;
  filterable?: string | undefined;
  asOf: DataAge | undefined;
};

const staleRow = (listed: Listed, whose: boolean): ReturnType<typeof sendRow> => {
  const { send, stall } = listed;
  return stall === undefined ? sendRow(listed, { whose }) : withMenu(listed, [
    md`*${recipientName(send)}* · ${facts(send)}`,
    join([md`*${statusLabel(send.status)}*`, stallLine(send.status.name, stall), openRequest(send), whose ? md`From ${senderName(send)}.` : undefined], ' · '),
  ]);
};

/** What is stuck, worst first: how long, how long it may, what to do. */
export const staleList = ({ whose, filter, sends, total, turns, filterable, asOf }: StaleData): Message => {
  const said = filterWords(filter);
  const only = said && md`Only: ${said}`;
  if (sends.length === 0) {
    const what = turns.number > 1 ? md`This page is empty by now` : md`Nothing is stuck`;
    const then = turns.number > 1 ? md`The list got shorter. ${code('/sends stale')} starts over.` : md`Everything moves within its time.`;
    return message(what, [section([md`*${what}.*`, only, then]), filterable === undefined ? undefined : actions([filterButton(filterable)]), context(dataAge(asOf))]);
  }
  const one = total.count === 1 && !total.more;
  return message(md`${capped(total)} stuck`, [
    section([md`*${capped(total)} ${one ? 'gift is' : 'gifts are'} stuck*`, md`The longest past their time come first.`, only]),
    ...sends.map((each) => staleRow(each, whose)),
    supportSeveral(sends.map(({ send }) => send.id)),
    ...pager(turns, { filterable }),
    context(dataAge(asOf)),
  ]);
};
