import { KNOWN_STATUSES, type StatusName } from '../../../domain/status.ts';
import { type Block, type ChartBlock, chart, context, section } from '../blocks.ts';
import { statusWord } from '../filterWords.ts';
import { code, join, md, type Mrkdwn } from '../mrkdwn.ts';
import { count } from '../sendWords.ts';

export type Counts = Readonly<Partial<Record<StatusName, number>>>;
type Bar = { label: string; value: number };

const STATUS_NAMES: readonly StatusName[] = [...KNOWN_STATUSES, 'UNKNOWN'];
const NAMED = 8;

/** The statuses there are, the most first; the rest together. */
const barsOf = (counts: Counts): Bar[] => {
  const all = STATUS_NAMES.map((name) => ({ label: statusWord(name), value: counts[name] ?? 0 })).filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  const rest = all.slice(NAMED).reduce((sum, { value }) => sum + value, 0);
  return [...all.slice(0, NAMED), ...(rest > 0 ? [{ label: 'Other', value: rest }] : [])];
};

const percent = (value: number, all: number): string => {
  const share = Math.round((value / all) * 100);
  return share === 0 ? 'under 1%' : `${share}%`;
};

const WIDTH = 14;
/** Words and figures before the bar: whoever hears them has heard all when the bar comes, and nothing is said by its colour. */
const line = ({ label, value }: Bar, all: number, most: number): Mrkdwn =>
  md`*${label}* ${count(value)} · ${percent(value, all)} ${code('▇'.repeat(Math.max(1, Math.round((value / most) * WIDTH))))}`;

/** How many are in each status: as a chart of Slack's, with the same in words, or as text. */
export const statusChart = (title: string, counts: Counts, charts: boolean): (Block | ChartBlock)[] => {
  const bars = barsOf(counts);
  const [first] = bars;
  if (!first) return [];
  if (charts) return [chart(title, bars), context(join(bars.map(({ label, value }) => md`${count(value)} ${label}`), ' · '))];
  const all = bars.reduce((sum, { value }) => sum + value, 0);
  const most = Math.max(...bars.map(({ value }) => value));
  return [section([md`*${title}*`, ...bars.map((bar) => line(bar, all, most))])];
};
