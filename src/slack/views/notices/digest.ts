import type { DataAge } from '../../../domain/dataAge.ts';
import type { Send } from '../../../domain/send.ts';
import type { Clocked } from '../../../domain/staleness.ts';
import type { StatusName } from '../../../domain/status.ts';
import { type Block, context, type Message, message, section } from '../blocks.ts';
import { code, join, md, type Mrkdwn } from '../mrkdwn.ts';
import { noticeRow, sendRow } from '../sendMenu.ts';
import { capped, count, dataAge } from '../sendWords.ts';
import { countWords } from './fold.ts';
import { FIRST_EVER, needYou } from './noticeWords.ts';

type Counts = Readonly<Partial<Record<StatusName, number>>>;
type Capped = { count: number; more: boolean };
export type DigestData = {
  own: { needing: readonly Clocked[]; needingCount: Capped; moved: readonly Send[]; counts: Counts } | undefined;
  teams: { counts: Counts; needingCount: Capped } | undefined;
  asOf: DataAge | undefined;
  first: boolean;
};

const totalOf = (counts: Counts): number => Object.values(counts).reduce((sum, each) => sum + each, 0);

const ownLine = ({ own }: DigestData): Mrkdwn | undefined => {
  if (!own) return undefined;
  return join([own.needingCount.count > 0 ? needYou(capped(own.needingCount)) : undefined, totalOf(own.counts) > 0 ? countWords(own.counts, []) : undefined], ', ');
};
const teamLine = ({ teams }: DigestData): Mrkdwn | undefined => {
  if (!teams) return undefined;
  const { count: value, more } = teams.needingCount;
  const needing = value === 0 ? undefined : md`${capped(teams.needingCount)} ${value === 1 && !more ? 'needs' : 'need'} attention`;
  return md`Your teams: ${join([needing, totalOf(teams.counts) > 0 ? countWords(teams.counts, []) : undefined], ', ')}`;
};

const ownBlocks = ({ own }: DigestData): (Block | undefined)[] => {
  if (!own) return [];
  const { needing, needingCount, moved, counts } = own;
  const [moreNeed, moreMoved] = [needingCount.count - needing.length, totalOf(counts) - moved.length];
  const further = moved.filter(({ id }) => !needing.some(({ send }) => send.id === id));
  return [
    needing.length > 0 ? section([md`*What needs you*`]) : undefined,
    ...needing.map((each) => sendRow(each, { whose: false })),
    moreNeed > 0 ? context(md`and ${count(moreNeed)}${needingCount.more ? '+' : ''} more: ${code('/sends needs')}`) : undefined,
    further.length > 0 ? section([md`*What moved*`]) : undefined,
    ...further.map((send) => noticeRow({ send, stall: undefined })),
    moreMoved > 0 ? context(md`and ${count(moreMoved)} more`) : undefined,
  ];
};

/** The morning: what needs its reader, what moved, how their teams stand. */
export const digest = (data: DigestData): Message => {
  const summary = join([ownLine(data), teamLine(data)], ' · ');
  return message(md`Good morning: ${summary}`, [
    section([md`*Good morning*`, ownLine(data), teamLine(data)]),
    ...ownBlocks(data),
    data.teams && data.teams.needingCount.count > 0 ? context(md`What needs attention in your teams: ${code('/sends needs team')}`) : undefined,
    context(dataAge(data.asOf)),
    data.first ? context(FIRST_EVER) : undefined,
  ]);
};
