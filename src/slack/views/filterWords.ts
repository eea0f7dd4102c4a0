import { EXACTLY, type Filter, type FromFilter, type KindFilter } from '../../domain/query/filter.ts';
import { STATUSES, type StatusName } from '../../domain/status.ts';
import { day, either, join, md, mention, type Mrkdwn, type Part } from './mrkdwn.ts';

export const statusWord = (name: StatusName): string => (name === 'UNKNOWN' ? 'status unknown' : STATUSES[name].label);

const quoted = (text: string): Mrkdwn => md`“${text}”`;
const named = (name: string): Mrkdwn => quoted(name.startsWith(EXACTLY) ? name.slice(EXACTLY.length) : name);
const kindWord = (kind: KindFilter): string => ('kind' in kind ? kind.kind : { EGIFT: 'eGifts', PHYSICAL: 'physical gifts' }[kind.family]);
const fromWord = (from: FromFilter, me: string): Part => {
  if ('me' in from) return me;
  return 'text' in from ? quoted(from.text) : mention(from.slackUser);
};
const TEST_WORDS = { any: undefined, only: md`test sends only`, no: md`without test sends` } as const;

const amount = (cents: number): string => (cents / 100).toLocaleString('en-US', { maximumFractionDigits: 2 });
/** Read from `>50` and `<50`, and said like that. */
const isAbove = (min: number): boolean => min % 100 === 1;
const isBelow = (max: number): boolean => max % 100 === 99;
const costWord = ({ min, max }: Filter['cost']): Mrkdwn | undefined => {
  if (min === undefined) {
    if (max === undefined) return undefined;
    return isBelow(max) ? md`cost below ${amount(max + 1)}` : md`cost at most ${amount(max)}`;
  }
  if (max === undefined) return isAbove(min) ? md`cost above ${amount(min - 1)}` : md`cost at least ${amount(min)}`;
  return min === max ? md`cost ${amount(min)}` : md`cost from ${amount(min)} to ${amount(max)}`;
};

/** Until midnight is until the day before. */
const lastWithin = (end: Date): Date => new Date(end.getTime() - 1000);

/** "Shipped or Delivered · to “jane” · test sends only"; undefined when nothing is narrowed. `me`: whom the filter's own `from:me` means to its reader. */
export const filterWords = (filter: Filter, me = 'you'): Mrkdwn | undefined => {
  const some = <T>(entries: readonly T[], words: (entries: readonly T[]) => Mrkdwn): Mrkdwn | undefined =>
    entries.length === 0 ? undefined : words(entries);
  const said = join([
    some(filter.statuses, (names) => either(names.map(statusWord))),
    some(filter.kinds, (kinds) => either(kinds.map(kindWord))),
    some(filter.to, (texts) => md`to ${either(texts.map(quoted))}`),
    some(filter.from, (froms) => md`from ${either(froms.map((each) => fromWord(each, me)))}`),
    some(filter.campaigns, (texts) => md`campaign ${either(texts.map(named))}`),
    some(filter.teams, (texts) => md`team ${either(texts.map(named))}`),
    TEST_WORDS[filter.test],
    filter.since && md`since ${day(filter.since)}`,
    filter.until && md`until ${day(lastWithin(filter.until))}`,
    costWord(filter.cost),
    some(filter.text, (texts) => md`with ${join(texts.map(quoted), ' and ')}`),
  ], ' · ');
  return said.source === '' ? undefined : said;
};
