import type { DataAge } from '../../domain/dataAge.ts';
import type { Filter } from '../../domain/query/filter.ts';
import type { Listed } from '../../domain/listed.ts';
import type { ListView } from '../../domain/visibility.ts';
import { context, type Message, message, section } from './blocks.ts';
import { filterWords } from './filterWords.ts';
import { md } from './mrkdwn.ts';
import { type Capped, listTitle, pager, type Turns, type Viewer } from './sendList.ts';
import { sendRow } from './sendMenu.ts';
import { capped, dataAge } from './sendWords.ts';
import { supportSeveral } from './supportSeveral.ts';

export type NeedsData = { view: ListView; viewer: Viewer; filter: Filter; sends: readonly Listed[]; total: Capped; turns: Turns; asOf: DataAge | undefined };

/** All that needs its reader, or attention in a wider view, the longest waiting first. */
export const needsList = ({ view, viewer, filter, sends, total, turns, asOf }: NeedsData): Message => {
  const own = view === 'mine' || viewer.role === 'SENDER';
  const one = total.count === 1 && !total.more;
  const what = own ? 'you' : 'attention';
  const said = filterWords(filter);
  const title = total.count === 0 ? md`Nothing needs ${what} right now` : md`${capped(total)} ${one ? 'gift needs' : 'gifts need'} ${what}`;
  return message(title, [
    section([
      md`*${title}*`, own ? undefined : md`In: ${listTitle(view, viewer)}`, said && md`Only: ${said}`,
      sends.length > 0 ? md`The longest waiting come first.` : total.count > 0 ? md`This page is empty by now: the list got shorter.` : undefined,
    ]),
    ...sends.map((each) => sendRow(each, { whose: !own })),
    supportSeveral(sends.map(({ send }) => send.id)),
    ...pager(turns),
    context(dataAge(asOf)),
  ]);
};
