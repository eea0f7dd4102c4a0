import type { DataAge } from '../../domain/dataAge.ts';
import { isOwnRow } from '../../domain/notice/hearing.ts';
import type { Listed } from '../../domain/listed.ts';
import { context, type Modal, modal, section } from './blocks.ts';
import { code, join, md, type Mrkdwn } from './mrkdwn.ts';
import { sendRow } from './sendMenu.ts';
import { count, dataAge } from './sendWords.ts';

const TITLE = 'Sends';
const NAMED = 10;

export const lookingForSends = (): Modal => modal({ title: TITLE, blocks: [section([md`Looking …`])] });

export type FoundInMessage = { asked: readonly string[]; sends: readonly Listed[]; more: boolean; asOf: DataAge | undefined };

const lookedFor = (asked: readonly string[]): Mrkdwn => {
  const rest = asked.length - NAMED;
  return md`I looked for ${join(asked.slice(0, NAMED).map(code), ', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}.`;
};

/** What a message names. The same words whether a send does not exist or may not be seen. */
export const foundInMessage = ({ asked, sends, more, asOf }: FoundInMessage): Modal => {
  if (asked.length === 0) {
    return modal({ title: TITLE, blocks: [section([md`*This message names nothing I can look up.*`, md`I look for numbers, tracking numbers, e-mails and full names.`])] });
  }
  const what = sends.length === 1 ? md`One send you may see fits this message` : md`${count(sends.length)} sends you may see fit this message`;
  return modal({
    title: TITLE,
    blocks: [
      section([
        sends.length === 0 ? md`*I found no send among the ones you may see that fits this message.*` : md`*${what}*`,
        lookedFor(asked),
        more ? md`There are more; ${code('/sends')} with a name or number finds them.` : undefined,
      ]),
      ...sends.map((each) => sendRow(each, { whose: !isOwnRow(each.hearing) })),
      context(dataAge(asOf)),
    ],
  });
};
