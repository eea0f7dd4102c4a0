import type { DataAge } from '../../domain/dataAge.ts';
import type { Filter } from '../../domain/query/filter.ts';
import { type KnownStatus, STATUSES, type StatusName } from '../../domain/status.ts';
import type { ListView } from '../../domain/visibility.ts';
import { type Block, context, type Message, message, section, withChart } from './blocks.ts';
import { filterWords, statusWord } from './filterWords.ts';
import { statusChart } from './home/chart.ts';
import { money } from './money.ts';
import { code, join, md, type Mrkdwn } from './mrkdwn.ts';
import { type Capped, countLine, listTitle, type Viewer } from './sendList.ts';
import { capped, count, dataAge } from './sendWords.ts';

export type StatsData = {
  view: ListView;
  viewer: Viewer;
  filter: Filter;
  total: Capped;
  counts: Readonly<Partial<Record<StatusName, number>>>;
  funnels: readonly { family: 'EGIFT' | 'PHYSICAL'; steps: readonly { status: KnownStatus; reached: number; days: number | undefined }[] }[];
  stuck: Capped;
  costs: readonly { campaign: string | undefined; currency: string; cents: number; sends: number }[];
  asOf: DataAge | undefined;
};

const WIDTH = 12;
/** A bar of so many twelfths. The number beside it says the same. */
const bar = (share: number): Mrkdwn => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
  return code(`${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`);
};
const days = (value: number): string => `${value.toLocaleString('en-US', { maximumFractionDigits: 1 })} ${value === 1 ? 'day' : 'days'}`;

const FAMILIES = { EGIFT: md`*eGifts*`, PHYSICAL: md`*Physical gifts*` } as const;
const funnel = ({ family, steps }: StatsData['funnels'][number]): Block => {
  const all = steps[0]?.reached ?? 0;
  return section([FAMILIES[family], ...steps.map(({ status, reached, days: median }, i) => {
    const share = all === 0 ? 0 : reached / all;
    const took = i === 0 || median === undefined ? undefined : md`half within ${days(median)}`;
    return md`${bar(share)} ${join([md`${STATUSES[status].label} ${count(reached)}`, md`${Math.round(share * 100)}%`, took], ' · ')}`;
  })]);
};

const trouble = ({ stuck, counts }: StatsData): Mrkdwn => {
  const back = (['UNDELIVERABLE', 'BOUNCED'] as const).map((name) => ({ name, value: counts[name] ?? 0 }));
  return join([
    md`*Stuck* ${capped(stuck)}`,
    md`*Came back* ${count(back.reduce((sum, { value }) => sum + value, 0))}`,
    ...back.filter(({ value }) => value > 0).map(({ name, value }) => md`${count(value)} ${statusWord(name)}`),
  ], ' · ');
};

const costs = ({ costs: all }: StatsData): Block | undefined => (all.length === 0 ? undefined : section([
  md`*Cost by campaign*`,
  ...all.map(({ campaign, currency, cents, sends }) => md`${money({ cents, currency })}  ${campaign ?? 'without a campaign'} · ${count(sends)} ${sends === 1 ? 'send' : 'sends'}`),
]));

/** Figures of a list: how many, how far they came and how fast, what is stuck or came back, what it cost. How many are in each status is a chart where Slack draws one, and said in words either way. */
export const sendStats = (stats: StatsData): Message => {
  const { view, viewer, filter, total, counts, funnels, asOf } = stats;
  const title = listTitle(view, viewer);
  const said = filterWords(filter);
  const headline = total.count === 0 ? md`Nothing matches` : md`${count(total.count)} ${total.count === 1 ? 'send' : 'sends'}`;
  const byStatus = countLine(counts);
  const around = <Inner>(inner: readonly Inner[]): (Block | Inner | undefined)[] => [
    section([md`*${title}*`, headline, said && md`Only: ${said}`]),
    ...inner,
    ...funnels.map(funnel),
    total.count > 0 ? section([trouble(stats)]) : undefined,
    costs(stats),
    total.more ? context(md`There are more: these figures are of the newest ${count(total.count)}. A filter such as ${code('since:90d')} narrows them.`) : undefined,
    costs(stats) && context(md`Costs are without canceled and refunded sends; the dearest campaigns only.`),
    context(dataAge(asOf)),
  ];
  const words = message(md`${title}: ${headline}`, around<Block | undefined>([byStatus && context(byStatus)]));
  return byStatus ? withChart(words, around(statusChart('By status', counts, true))) : words;
};
