import type { DataAge } from '../../domain/dataAge.ts';
import type { Listed } from '../../domain/listed.ts';
import { type Status, statusLabel, type StatusName } from '../../domain/status.ts';
import { ACTIONS, encodeFold } from '../ids.ts';
import { actions, button, context, type Message, message, section } from './blocks.ts';
import { code, long, md, type Mrkdwn } from './mrkdwn.ts';
import { countWords } from './notices/fold.ts';
import { undoneWords } from './notices/noticeWords.ts';
import type { BareSend } from './requestCard.ts';
import { sendRow } from './sendMenu.ts';
import { count, dataAge } from './sendWords.ts';
import { STATUS_WORDS } from './statusWords.ts';

/** What is new of a send, in the thread of its card in a channel: nothing of people. */
export const channelLine = ({ send, undoes }: { send: BareSend; undoes: StatusName | undefined }): Message => {
  const { phrase, means } = STATUS_WORDS[send.status.name];
  const what = undoes === undefined ? md`Send #${send.number} ${phrase}` : md`A correction: send #${send.number} turned out ${undoneWords(undoes)}`;
  return message(what, [section([md`*${what}.*`, undoes === undefined ? means : md`It ${phrase} now.`])]);
};

type Counts = Readonly<Partial<Record<StatusName, number>>>;
const entry = ({ number, status }: { number: string; status: Status }): Mrkdwn => md`#${number} · ${long(statusLabel(status), 60)}`;

export type ChannelFold = { fold: string | undefined; counts: Counts; entries: readonly { number: string; status: Status }[]; more: number };
/** Many at once in a channel: the counts, then each by number, what asks somebody to act first. Show all answers whoever clicks, in their own right and only to them. */
export const channelFold = ({ fold, counts, entries, more }: ChannelFold): Message => {
  const total = entries.length + more;
  const what = md`${count(total)} ${total === 1 ? 'send' : 'sends'}: ${countWords(counts, [])}`;
  return message(what, [
    section([md`*${what}*`, ...entries.map(entry), more > 0 ? md`and ${count(more)} more` : undefined]),
    fold === undefined ? undefined : actions([
      button({ text: 'Show all', action: ACTIONS.channelFoldAll, value: encodeFold({ fold, needing: false, turn: undefined }), label: 'Show all of them that I may see' }),
    ]),
  ]);
};

export type ChannelFoldPage = { sends: readonly Listed[]; number: number; previous: string | undefined; next: string | undefined; asOf: DataAge | undefined };
/** A page of them, for who clicked. */
export const channelFoldPage = ({ sends, number, previous, next, asOf }: ChannelFoldPage): Message => {
  const what = sends.length === 0 ? md`You may see none of these sends` : md`Of these sends, the ones you may see`;
  const turn = (text: string, action: string, value: string | undefined) => (value === undefined ? [] : [button({ text, action, value, label: `${text} page` })]);
  const turns = [...turn('Previous', ACTIONS.channelFoldPrevious, previous), ...turn('Next', ACTIONS.channelFoldNext, next)];
  return message(what, [
    section([md`*${what}.*`, sends.length === 0 ? md`${code('/sends whoami')} says how far you see.` : undefined]),
    ...sends.map((each) => sendRow(each, { whose: true })),
    turns.length > 0 ? actions(turns) : undefined,
    number > 1 ? context(md`Page ${number}`) : undefined,
    context(dataAge(asOf)),
  ]);
};
