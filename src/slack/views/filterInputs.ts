import type { types } from '@slack/bolt';
import { FILTER_FIELDS, type FilterField } from '../filterIds.ts';
import { type Choice, options } from './blocks.ts';
import { cut, plain } from './mrkdwn.ts';

/** A field's block. Slack keeps what somebody filled into a block of the same name: another edition begins anew. */
export const blockOf = (field: FilterField, edition: number): string => `${FILTER_FIELDS[field]}_${edition}`;

type Field = { field: FilterField; edition: number; label: string; hint?: string };
const words = (text: string): types.PlainTextElement => ({ type: 'plain_text', text: plain(text, 150) || '–', emoji: false });

const input = ({ field, edition, label, hint }: Field, optional: boolean, element: types.InputBlock['element']): types.InputBlock => ({
  type: 'input', block_id: blockOf(field, edition), optional, label: words(label), ...(hint !== undefined && { hint: words(hint) }), element,
});

/** How much of a text a field takes. */
const LONGEST = 300;
export const textLine = (field: Field & { value: string; max?: number }): types.InputBlock => input(field, true, {
  type: 'plain_text_input', action_id: FILTER_FIELDS[field.field], max_length: field.max ?? LONGEST, ...(field.value !== '' && { initial_value: cut(field.value, field.max ?? LONGEST) }),
});

export const choices = (each: readonly Choice[]): types.PlainTextOption[] => options(each);

export const selectOne = (field: Field & { options: readonly Choice[]; chosen: string | undefined; optional: boolean }): types.InputBlock => {
  const all = choices(field.options);
  const initial = all.find(({ value }) => value === field.chosen);
  return input(field, field.optional, { type: 'static_select', action_id: FILTER_FIELDS[field.field], options: all, ...(initial && { initial_option: initial }) });
};

type Group = { label: string; options: types.PlainTextOption[] };
export const selectSome = (field: Field & { groups: readonly Group[]; chosen: readonly string[] }): types.InputBlock => {
  const initial = field.groups.flatMap((group) => group.options).filter(({ value }) => value !== undefined && field.chosen.includes(value));
  return input(field, true, {
    type: 'multi_static_select', action_id: FILTER_FIELDS[field.field], placeholder: words('Any'),
    option_groups: field.groups.map(({ label, options: each }) => ({ label: words(label), options: each })), ...(initial.length > 0 && { initial_options: initial }),
  });
};

/** How many names one field takes. */
export const MOST_NAMES = 10;
/** A menu whose choices are looked up as somebody types; opened, it shows the likeliest. */
export const lookedUp = (field: Field & { chosen: readonly Choice[] }): types.InputBlock => {
  const initial = choices(field.chosen.slice(0, MOST_NAMES));
  return input(field, true, {
    type: 'multi_external_select', action_id: FILTER_FIELDS[field.field], placeholder: words('Any: type to search'), min_query_length: 0, max_selected_items: MOST_NAMES,
    ...(initial.length > 0 && { initial_options: initial }),
  });
};

export const datePicker = (field: Field & { day: string | undefined }): types.InputBlock =>
  input(field, true, { type: 'datepicker', action_id: FILTER_FIELDS[field.field], ...(field.day !== undefined && { initial_date: field.day }) });
