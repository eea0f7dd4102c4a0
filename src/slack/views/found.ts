import type { DataAge } from '../../domain/dataAge.ts';
import type { Listed } from '../../domain/listed.ts';
import { context, type Message, message, section } from './blocks.ts';
import { code, join, md } from './mrkdwn.ts';
import { sendRow } from './sendMenu.ts';
import { dataAge } from './sendWords.ts';

export type SeveralData = { asked: string; sends: readonly Listed[]; more: boolean; missing: readonly string[]; asOf: DataAge | undefined };

/** Several sends go by what was asked. */
export const severalSends = ({ asked, sends, more, missing, asOf }: SeveralData): Message =>
  message(md`Several sends go by “${asked}”`, [
    section([
      missing.length > 0 ? md`*Found ${sends.length} of what you asked for*` : md`*Several sends go by* ${code(asked)}`,
      missing.length > 0 ? md`Not found among the ones you may see: ${join(missing.map(code), ', ')}.` : undefined,
      more ? md`There are more; these are the newest.` : undefined,
    ]),
    ...sends.map((each) => sendRow(each, { whose: true })),
    context(dataAge(asOf)),
  ]);

/** The same words whether it does not exist or may not be seen. `asked` is undefined for a click on an old card. */
export const notFound = (asked: string | undefined, asOf: DataAge | undefined): Message => {
  const what = asked === undefined ? md`I no longer find this send` : md`I found no send “${asked}”`;
  return message(md`${what} among the ones you may see`, [
    section([
      md`*${what} among the ones you may see.*`,
      md`Check the number, or look through your sends with ${code('/sends')}.`,
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
