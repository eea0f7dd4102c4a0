import type { Send } from '../../../domain/send.ts';
import { type Status, statusLabel, type StatusName } from '../../../domain/status.ts';
import { type Message, message, section } from '../blocks.ts';
import { join, long, md, type Mrkdwn } from '../mrkdwn.ts';
import { withMenu } from '../sendMenu.ts';
import { giftTo, row } from '../sendWords.ts';
import { STATUS_WORDS } from '../statusWords.ts';
import { needYou, undoneWords } from './noticeWords.ts';

export type NewsData = { send: Send; own: boolean; undoes: StatusName | undefined };

/** What is new, in the thread of the send's card. */
export const newsLine = ({ send, own, undoes }: NewsData): Message => {
  const { phrase, means, todo } = STATUS_WORDS[send.status.name];
  const now = join([means, todo], ' ');
  const what = undoes === undefined ? md`${giftTo(send, own)} ${phrase}` : md`A correction: ${giftTo(send, own)} turned out ${undoneWords(undoes)}`;
  return message(what, [section([md`*${what}.*`, undoes === undefined ? now : join([md`It ${phrase} now.`, now], ' ')])]);
};

/** The same as a reminder. */
export const reminderLine = ({ send, own }: Omit<NewsData, 'undoes'>): Message => {
  const what = md`You asked me to remind you: ${giftTo(send, own)} ${STATUS_WORDS[send.status.name].phrase}`;
  return message(what, [section([md`*${what}.*`])]);
};

/** One that asks its reader to act, in three lines: which, how it stands, the way out. */
export const needingRow = (send: Send): ReturnType<typeof withMenu> => {
  const { todo, means } = STATUS_WORDS[send.status.name];
  return withMenu({ send }, [...row({ send, stall: undefined }, { whose: false }), todo ?? means]);
};

/** More that needs its reader, in the thread of a message of many. */
export const needingMore = ({ sends, more }: { sends: readonly Send[]; more: number }): Message => {
  const what = needYou((sends.length + more).toLocaleString('en-US'));
  return message(md`${what} more`, [section([md`*${what}*`]), ...sends.map(needingRow), more > 0 ? section([md`And ${more} more; the message above has them all.`]) : undefined]);
};

const entry = ({ number, status }: { number: string; status: Status }): Mrkdwn => md`#${number} · ${long(statusLabel(status), 60)}`;

/** For operations: numbers and statuses only. */
export const newsList = ({ entries, more }: { entries: readonly { number: string; status: Status }[]; more: number }): Message => {
  const count = entries.length + more;
  const what = count === 1 ? md`News of a send whose sender I can’t reach in Slack` : md`News of ${count} sends whose senders I can’t reach in Slack`;
  return message(what, [section([md`*${what}*`, ...entries.map(entry), more > 0 ? md`and ${more} more` : undefined])]);
};
