import type { DataAge } from '../../domain/dataAge.ts';
import { isOwnRow } from '../../domain/notice/hearing.ts';
import type { Listed } from '../../domain/listed.ts';
import { context, type Message, message, section } from './blocks.ts';
import { code, join, md, type Mrkdwn } from './mrkdwn.ts';
import { sendRow } from './sendMenu.ts';
import { count, dataAge } from './sendWords.ts';

export type SeveralData = { asked: string; sends: readonly Listed[]; more: boolean; names: number; missing: readonly string[]; asOf: DataAge | undefined };

const severalTitle = ({ asked, sends, names, missing }: SeveralData): Mrkdwn => {
  if (missing.length > 0) return md`Found ${count(sends.length)} of what you asked for`;
  return names > 1 ? md`${count(sends.length)} sends by these numbers` : md`Several sends go by ${code(asked)}`;
};

/** Several sends go by what was asked, or several were asked for. */
export const severalSends = (data: SeveralData): Message => {
  const { sends, more, missing, asOf } = data;
  const title = severalTitle(data);
  return message(title, [
    section([
      md`*${title}*`,
      missing.length > 0 ? md`Not found among the ones you may see: ${join(missing.map(code), ', ')}.` : undefined,
      more ? md`There are more; these are the newest.` : undefined,
    ]),
    ...sends.map((each) => sendRow(each, { whose: !isOwnRow(each.hearing) })),
    context(dataAge(asOf)),
  ]);
};

/** The same words whether it does not exist or may not be seen. `asked` is undefined for a click on an old card. */
export const notFound = (asked: string | undefined, asOf: DataAge | undefined): Message => {
  const what = asked === undefined ? md`I don’t find this send` : md`I found no send “${asked}”`;
  return message(md`${what} among the ones you may see`, [
    section([
      md`*${what} among the ones you may see.*`,
      asked === undefined ? md`${code('/sends')} lists yours.` : md`Check the number, or look through your sends with ${code('/sends')}.`,
    ]),
    context(dataAge(asOf)),
  ]);
};

/** `/send` with nothing left after clean-up. */
export const unreadableAsk = (): Message =>
  message(md`That is not a number I can look up`, [section([
    md`*That is not a number I can look up.*`,
    md`Type ${code('/send 1234')}, a provider id, or a tracking number.`,
  ])]);

/** Something near to a command that there is. */
export const meantOtherwise = (command: string): Message => {
  const what = md`Did you mean ${code(command)}?`;
  return message(what, [section([md`*${what}*`, md`Nothing was done. ${code('/send')} takes a number, a name or a company, and what to do with it.`])]);
};
