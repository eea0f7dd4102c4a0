import { context, type Message, message, section } from './blocks.ts';
import { code, date, long, md, type Mrkdwn } from './mrkdwn.ts';
import { count } from './sendWords.ts';

/** What is known of an export. `problem`: why there is no file, in a sentence. */
export type ExportData = {
  state: 'RUNNING' | 'DONE' | 'EMPTY' | 'FAILED' | 'REMOVED';
  rows: number;
  withAddress: boolean;
  problem: string | undefined;
  removeAt: Date | undefined;
};

const LIMITS = md`One export at a time, 10 a day, files of up to 1 GB. Only you get the file; it holds what you may see.`;
const sends = (rows: number): Mrkdwn => md`${count(rows)} ${rows === 1 ? 'send' : 'sends'}`;
const holds = ({ withAddress }: ExportData): Mrkdwn =>
  withAddress ? md`With addresses and gift messages: keep the file safe.` : md`Without addresses and gift messages; ${code('with:address')} adds them.`;

const say = (what: Mrkdwn, ...then: (Mrkdwn | undefined)[]): Message => message(what, [section([md`*${what}*`, ...then])]);
const limited = (what: Mrkdwn, ...then: (Mrkdwn | undefined)[]): Message => message(what, [section([md`*${what}*`, ...then]), context(LIMITS)]);

/** An export: how far it is, what the file holds and when it goes, or why there is none. */
export const exportCard = (job: ExportData): Message => {
  const { state, rows, problem, removeAt } = job;
  switch (state) {
    case 'RUNNING': return limited(md`Writing your export`, rows > 0 ? md`${sends(rows)} so far.` : undefined, holds(job));
    case 'DONE':
      return limited(md`Your export is here: ${sends(rows)}`, holds(job), removeAt && md`The file leaves Slack ${date(removeAt)}: download it before.`);
    case 'EMPTY': return say(md`Nothing to export`, md`No send that you may see matches, so there is no file.`);
    case 'FAILED': return say(md`There is no export`, problem === undefined ? undefined : long(problem, 600));
    case 'REMOVED': return say(md`Your export of ${sends(rows)} was removed`, md`Files stay in Slack for 24 hours. ${code('/sends export')} makes a new one.`);
  }
};

export const exportBegun = (withAddress: boolean): Message => say(
  md`I put it in our direct messages`,
  withAddress ? md`The file will hold addresses and gift messages: keep it safe. That you asked for them is on record.`
    : md`The file will be without addresses and gift messages.`,
);
export const exportRunning = (): Message => say(md`One export of yours is being written already`, md`Its card is in our direct messages. Ask again when it is there.`);
export const exportsTooMany = (): Message => say(md`That was the last export for today`, md`You can begin 10 within 24 hours. Later it works again.`);
