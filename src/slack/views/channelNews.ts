import { type Status, statusLabel, type StatusName } from '../../domain/status.ts';
import { type Message, message, section } from './blocks.ts';
import { long, md, type Mrkdwn } from './mrkdwn.ts';
import { countWords } from './notices/fold.ts';
import { undoneWords } from './notices/noticeWords.ts';
import type { BareSend } from './requestCard.ts';
import { count } from './sendWords.ts';
import { STATUS_WORDS } from './statusWords.ts';

/** What is new of a send, in the thread of its card in a channel: nothing of people. */
export const channelLine = ({ send, undoes }: { send: BareSend; undoes: StatusName | undefined }): Message => {
  const { phrase, means } = STATUS_WORDS[send.status.name];
  const what = undoes === undefined ? md`Send #${send.number} ${phrase}` : md`A correction: send #${send.number} turned out ${undoneWords(undoes)}`;
  return message(what, [section([md`*${what}.*`, undoes === undefined ? means : md`It ${phrase} now.`])]);
};

type Counts = Readonly<Partial<Record<StatusName, number>>>;
const entry = ({ number, status }: { number: string; status: Status }): Mrkdwn => md`#${number} · ${long(statusLabel(status), 60)}`;

/** Many at once in a channel: the counts, then each by number, what asks somebody to act first. */
export const channelFold = ({ counts, entries, more }: { counts: Counts; entries: readonly { number: string; status: Status }[]; more: number }): Message => {
  const total = entries.length + more;
  const what = md`${count(total)} ${total === 1 ? 'send' : 'sends'}: ${countWords(counts, [])}`;
  return message(what, [section([md`*${what}*`, ...entries.map(entry), more > 0 ? md`and ${count(more)} more` : undefined])]);
};
