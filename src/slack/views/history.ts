import type { AuditDoor, AuditVerb } from '../../domain/auditWords.ts';
import type { DataAge } from '../../domain/dataAge.ts';
import type { Send } from '../../domain/send.ts';
import { type Block, context, type Message, message, section } from './blocks.ts';
import { DOOR_WORDS, didWords, type DoingData } from './historyWords.ts';
import { bold, date, join, md, type Mrkdwn } from './mrkdwn.ts';
import { dataAge, giftTo } from './sendWords.ts';

type Word = string | number | boolean | null;
type Facts = Readonly<Record<string, Word | readonly Word[]>>;
export type HistoryLineData = { at: Date; who: DoingData; door: AuditDoor; verb: AuditVerb; before: Facts | undefined; after: Facts | undefined };
export type HistoryData = { send: Send; own: boolean; lines: readonly HistoryLineData[]; more: boolean; asOf: DataAge | undefined };

const LINES_PER_BLOCK = 10;

// Ids say nothing to a reader: only words are shown.
const word = (value: Facts[string] | undefined): string | undefined =>
  (typeof value === 'string' && /^[A-Z][A-Z_]{1,40}$/.test(value) ? value.toLowerCase().replaceAll('_', ' ') : undefined);

/** "requested → done": what a word was before and after. */
const turned = ({ before = {}, after = {} }: HistoryLineData): Mrkdwn | undefined => {
  const changes = Object.entries(after).flatMap(([key, value]) => {
    const [from, to] = [word(before[key]), word(value)];
    return from !== undefined && to !== undefined && from !== to ? [md`${from} → ${to}`] : [];
  });
  return changes.length > 0 ? join(changes, ', ') : undefined;
};

const entry = (line: HistoryLineData): Mrkdwn =>
  join([didWords(line.verb, line.who), turned(line), date(line.at), DOOR_WORDS[line.door]], ' · ');

/** Who did what to a send here, newest first. */
export const history = ({ send, own, lines, more, asOf }: HistoryData): Message => {
  const title = md`Who did what: ${giftTo(send, own)}`;
  const chunks = Array.from({ length: Math.ceil(lines.length / LINES_PER_BLOCK) }, (_, i): Block =>
    section(lines.slice(i * LINES_PER_BLOCK, (i + 1) * LINES_PER_BLOCK).map(entry)));
  return message(title, [
    section([bold(title), md`#${send.number}`, lines.length > 0 ? md`Newest first.` : md`Nobody did anything to it here yet.`]),
    ...chunks,
    more ? context(md`There is older; an operator can write out all of it.`) : undefined,
    context(md`What became of the gift itself stands in its details.`),
    context(dataAge(asOf)),
  ]);
};
