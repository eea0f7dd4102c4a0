import type { MemberId, SlackUserId } from '../ids.ts';
import type { Family } from '../send.ts';
import type { StatusName } from '../status.ts';
import type { Filter, FromFilter } from './filter.ts';

/** What a filter looks at, as it is kept: texts are folded; `recipient` is the first line of `searchText`. */
export type FilterFacts = {
  status: StatusName;
  kind: string;
  family: Family;
  test: boolean;
  listedAt: Date;
  costCents: number | undefined;
  searchText: string;
  sender: { id: MemberId; searchText: string; slackUser: SlackUserId | undefined };
  team: string | undefined;
  campaign: string | undefined;
};

/** Before a whole name; any other text is looked for inside. */
const WHOLE = '=';
const named = (wanted: string, name: string | undefined): boolean =>
  name !== undefined && (wanted.startsWith(WHOLE) ? name === wanted.slice(WHOLE.length) : name.includes(wanted));

const isFrom = (from: FromFilter, { sender }: FilterFacts, me: MemberId): boolean => {
  if ('me' in from) return sender.id === me;
  return 'text' in from ? sender.searchText.includes(from.text) : sender.slackUser === from.slackUser;
};

const some = <T>(wanted: readonly T[], fits: (each: T) => boolean): boolean => wanted.length === 0 || wanted.some(fits);

/** Whether a send fits a filter, in plain code: what `filterCondition` of the store says in SQL. `me`: whom the filter's `from:me` means. */
export const matches = (filter: Filter, facts: FilterFacts, me: MemberId): boolean => {
  const { statuses, kinds, to, from, campaigns, teams, test, since, until, cost, text } = filter;
  const [recipient = ''] = facts.searchText.split('\n');
  return some(statuses, (name) => name === facts.status)
    && some(kinds, (kind) => ('family' in kind ? kind.family === facts.family : kind.kind === facts.kind))
    && some(to, (wanted) => recipient.includes(wanted))
    && some(from, (each) => isFrom(each, facts, me))
    && some(campaigns, (wanted) => named(wanted, facts.campaign))
    && some(teams, (wanted) => named(wanted, facts.team))
    && (test === 'any' || facts.test === (test === 'only'))
    && (since === undefined || facts.listedAt >= since)
    && (until === undefined || facts.listedAt < until)
    && (cost.min === undefined || (facts.costCents !== undefined && facts.costCents >= cost.min))
    && (cost.max === undefined || (facts.costCents !== undefined && facts.costCents <= cost.max))
    && text.every((word) => facts.searchText.includes(word));
};
