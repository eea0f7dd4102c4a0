import type { types } from '@slack/bolt';
import { sayCost } from '../../domain/query/cost.ts';
import type { Filter } from '../../domain/query/filter.ts';
import type { SavedQuery } from '../../domain/query/saved.ts';
import { KNOWN_KINDS } from '../../domain/send.ts';
import { KNOWN_STATUSES, type StatusName, STATUSES } from '../../domain/status.ts';
import { FILTER_DIALOG, FILTER_FIELDS, type FilterField } from '../filterIds.ts';
import { context, divider, type Modal, modal, section } from './blocks.ts';
import { blockOf, choices, datePicker, lookedUp, selectOne, selectSome, textLine } from './filterInputs.ts';
import { dayShown, lastDayShown, listedTexts, PERIODS, periodOf, presentFrom, presentName, spacedTexts } from './filterValues.ts';
import { statusWord } from './filterWords.ts';
import { type KeptRow, keptRows } from './keptFilters.ts';
import { code, md, type Mrkdwn } from './mrkdwn.ts';

export const FILTER_TITLE = 'Filter';
export const filterOpening = (): Modal => modal({ title: FILTER_TITLE, blocks: [section([md`Looking up what you may see …`])] });

/** `query`: what the fields begin with. `edition`: other than before where they are to begin anew. `metadata`: what the dialog remembers. */
export type FilterForm = {
  query: SavedQuery; timeZone: string; edition: number; editing: string | undefined; kept: readonly KeptRow[]; metadata: string; notice: Mrkdwn | undefined;
};

const VIEWS = { mine: 'My sends', team: 'My teams’ sends', all: 'Everything I may see', stale: 'What is stuck' } as const;
const TESTS = { any: 'With the others', no: 'Left out', only: 'Only those' } as const;
const FAMILIES = { EGIFT: 'eGifts', PHYSICAL: 'Physical gifts' } as const;
const named = <Name extends string>(names: Readonly<Record<Name, string>>): { text: string; value: string }[] => Object.entries<string>(names).map(([value, text]) => ({ text, value }));

const inFamily = (...families: string[]): StatusName[] => KNOWN_STATUSES.filter((name) => families.includes(STATUSES[name].family));
const statusGroups = () => [
  { label: 'eGifts', options: choices(inFamily('EGIFT').map((name) => ({ text: statusWord(name), value: name }))) },
  { label: 'Physical gifts', options: choices(inFamily('PHYSICAL').map((name) => ({ text: statusWord(name), value: name }))) },
  { label: 'Any gift', options: choices([...inFamily('BOTH'), 'UNKNOWN' as const].map((name) => ({ text: statusWord(name), value: name }))) },
];

/** Kinds nobody documents stand there as long as the filter has them. */
const kindChoices = ({ kinds }: Filter) => [
  ...named(FAMILIES), ...KNOWN_KINDS.map((kind) => ({ text: kind, value: kind })),
  ...kinds.flatMap((kind, i) => ('kind' in kind && !KNOWN_KINDS.some((known) => known === kind.kind) ? [{ text: kind.kind, value: `p:${i}` }] : [])),
];
const chosenKinds = ({ kinds }: Filter): string[] =>
  kinds.map((kind, i) => ('family' in kind ? kind.family : (KNOWN_KINDS.find((known) => known === kind.kind) ?? `p:${i}`)));

const what = ({ query: { view, filter }, edition }: FilterForm): types.InputBlock[] => {
  const at = (field: FilterField) => ({ field, edition });
  return [
    selectOne({ ...at('view'), label: 'Which', options: named(VIEWS), chosen: view, optional: false }),
    selectSome({ ...at('status'), label: 'Status', groups: statusGroups(), chosen: filter.statuses }),
    selectSome({ ...at('kind'), label: 'Kind', groups: [{ label: 'Kinds', options: choices(kindChoices(filter)) }], chosen: chosenKinds(filter) }),
    textLine({ ...at('to'), label: 'Recipient', value: listedTexts(filter.to), hint: 'A part of a name, e-mail or company. Several with commas: any of them.' }),
    lookedUp({ ...at('from'), label: 'Sender', chosen: filter.from.map(presentFrom) }),
    lookedUp({ ...at('campaign'), label: 'Campaign', chosen: filter.campaigns.map(presentName) }),
    lookedUp({ ...at('team'), label: 'Team', chosen: filter.teams.map(presentName) }),
  ];
};

const when = ({ query: { filter, relative }, edition, timeZone }: FilterForm): types.InputBlock[] => {
  const period = periodOf(relative);
  const periods = [...Object.entries(PERIODS).map(([value, { label: text }]) => ({ text, value })), ...(period === 'present' ? [{ text: 'As it was', value: 'present' }] : [])];
  return [
    selectOne({ field: 'period', edition, label: 'Sent in', options: periods, chosen: period, optional: true }),
    datePicker({ field: 'since', edition, label: 'or from', day: filter.since && !relative.since ? dayShown(filter.since, timeZone) : undefined }),
    datePicker({ field: 'until', edition, label: 'until', day: filter.until && !relative.until ? lastDayShown(filter.until, timeZone) : undefined }),
  ];
};

const other = ({ query: { filter }, edition }: FilterForm): types.InputBlock[] => {
  const { min, max } = filter.cost;
  return [
    textLine({ field: 'cost', edition, label: 'Cost', value: min === undefined && max === undefined ? '' : sayCost(filter.cost), hint: 'For example >50, or 20..50' }),
    selectOne({ field: 'test', edition, label: 'Test sends', options: named(TESTS), chosen: filter.test, optional: false }),
    textLine({ field: 'text', edition, label: 'Words', value: spacedTexts(filter.text), hint: 'In recipient, company, campaign, gift, number or tracking number. Quotes keep words together.' }),
  ];
};

/** All filters as fields, and the ones kept under a name. */
export const filterModal = (form: FilterForm): Modal => modal({
  title: FILTER_TITLE,
  submit: { callback: FILTER_DIALOG, text: 'Show' },
  metadata: form.metadata,
  blocks: [
    form.notice && section([form.notice]),
    ...what(form), ...when(form), ...other(form),
    divider,
    textLine({
      field: 'name', edition: form.edition, label: form.editing === undefined ? 'Save as' : `Save ${form.editing} as`, value: form.editing ?? '', max: 60,
      hint: form.editing === undefined ? 'A name, to type as /sends my-name from then on' : 'Another name renames it.',
    }),
    ...(form.kept.length > 0 ? [section([md`*Your saved filters*`])] : []),
    ...keptRows(form.kept),
    context(md`Typed, a saved filter goes on: ${code('/sends my-name since:7d')}. ${code('/sends export my-name')} and ${code('/sends stats my-name')} take it, too.`),
  ],
});

/** What is wrong, at its field. */
export const problemsAt = (edition: number, problems: Readonly<Partial<Record<FilterField, string>>>): Record<string, string> =>
  Object.fromEntries(Object.entries(problems).flatMap(([field, problem]) => (isField(field) ? [[blockOf(field, edition), problem]] : [])));
const isField = (field: string): field is FilterField => Object.hasOwn(FILTER_FIELDS, field);
