import type { BasicElementAction, ButtonAction, OverflowAction, StaticSelectAction, ViewStateValue } from '@slack/bolt';
import { z } from 'zod';
import type { StateValues } from '../deliveries/payloads.ts';
import { fieldOf, isObject, isString, listOf, textOf, type Json } from '../json.ts';
import type { SlackFile } from '../state/model.ts';
import { interactives, type Interactive } from './shown.ts';
import { offeredIn } from './suggesting.ts';

const plain = z.object({ type: z.literal('plain_text'), text: z.string(), emoji: z.boolean().exactOptional() });
const option = z.object({ text: z.looseObject({ type: z.string(), text: z.string() }), value: z.string() })
  .transform(({ text, value }) => ({ text: { type: 'plain_text' as const, text: text.text }, value }));
type Option = z.infer<typeof option>;

/** What a person puts into an element: a text, an option by its label or value, several of them, a file, nothing. */
export type Filling = string | readonly string[] | number | null | SlackFile;
const isFile = (given: Filling | undefined): given is SlackFile => isObject(given) && 'createdAt' in given;

const optionsOf = (element: Json): Option[] =>
  z.array(option).parse([...listOf(element['options']), ...listOf(element['option_groups']).flatMap((group) => listOf(fieldOf(group, 'options')))]);

/** What can be chosen: the element's options; where the app looks them up, what it has offered, and what stands there from the start. */
const choosable = (element: Json): Option[] => [
  ...optionsOf(element), ...offeredIn(element).map(({ label, value }) => ({ text: { type: 'plain_text' as const, text: label }, value })),
  ...z.array(option).parse(isExternal(element) ? [...listOf(element['initial_options']), ...[element['initial_option']].filter(isObject)] : []),
];
const isExternal = (element: Json): boolean => textOf(element['type']).endsWith('external_select');

const chosen = (element: Json, wanted: string): Option => {
  const options = choosable(element);
  const found = options.find(({ value }) => value === wanted) ?? options.find(({ text }) => text.text === wanted);
  if (!found) throw new Error(`no option "${wanted}" among: ${options.map(({ text }) => text.text).join(', ')}`);
  return found;
};
const strings = (given: Filling | undefined, initial: unknown): string[] =>
  given === undefined ? listOf(initial).filter(isString) : Array.isArray(given) ? given.map(String) : given === null ? [] : [String(given)];
const one = (given: Filling | undefined, initial: unknown): string | null =>
  given === undefined ? (isString(initial) ? initial : null) : given === null ? null : String(given);
const oneOption = (element: Json, given: Filling | undefined): Option | null => {
  const initial = option.safeParse(element['initial_option']).data;
  if (given === undefined) return initial ?? null;
  return given === null ? null : chosen(element, String(given));
};
const manyOptions = (element: Json, given: Filling | undefined): Option[] =>
  given === undefined ? z.array(option).parse(listOf(element['initial_options'])) : strings(given, []).map((wanted) => chosen(element, wanted));

/** A picked file as a dialog's state names it. Where to fetch it from, apps ask `files.info`. */
const picked = ({ id, name, title, user, createdAt }: SlackFile): NonNullable<ViewStateValue['files']>[number] => {
  const created = Math.floor(createdAt.getTime() / 1000);
  const filetype = /\.(\w+)$/.exec(name)?.[1] ?? 'binary';
  return {
    id, created, timestamp: created, name, title, filetype, mimetype: 'application/octet-stream', user, user_team: '',
    permalink: '', url_private: '', url_private_download: '',
  };
};

/** An element's entry in `state.values`; undefined for one that has none (buttons, overflow menus). */
const entryOf = ({ element, type }: Interactive, given: Filling | undefined): ViewStateValue | undefined => {
  switch (type) {
    case 'plain_text_input':
    case 'url_text_input':
    case 'email_text_input':
    case 'number_input':
      return { type, value: one(given, element['initial_value']) };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: oneOption(element, given) };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: manyOptions(element, given) };
    case 'users_select':
      return { type, selected_user: one(given, element['initial_user']) };
    case 'channels_select':
      return { type, selected_channel: one(given, element['initial_channel']) };
    case 'conversations_select':
      return { type, selected_conversation: one(given, element['initial_conversation']) };
    case 'multi_users_select':
      return { type, selected_users: strings(given, element['initial_users']) };
    case 'multi_channels_select':
      return { type, selected_channels: strings(given, element['initial_channels']) };
    case 'multi_conversations_select':
      return { type, selected_conversations: strings(given, element['initial_conversations']) };
    case 'datepicker':
      return { type, selected_date: one(given, element['initial_date']) };
    case 'timepicker':
      return { type, selected_time: one(given, element['initial_time']) };
    case 'datetimepicker':
      return { type, selected_date_time: typeof given === 'number' ? given : null };
    case 'file_input':
      return { type, files: isFile(given) ? [picked(given)] : [] };
    default:
      return undefined;
  }
};

export type Fillings = Readonly<Record<string, Readonly<Record<string, Filling>>>>;

/** `state.values` of blocks: what they start with, overlaid by what was filled in (block_id → action_id → value). */
export const stateValues = (blocks: readonly unknown[], filled: Fillings = {}): StateValues => {
  const values: StateValues = {};
  for (const each of interactives(blocks)) {
    const entry = entryOf(each, filled[each.blockId]?.[each.actionId]);
    if (entry) values[each.blockId] = { ...values[each.blockId], [each.actionId]: entry };
  }
  return values;
};

const isEmpty = (entry: ViewStateValue): boolean =>
  Object.entries(entry).every(([field, value]) => field === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0));

/** Why Slack's own client would not let a dialog be submitted; undefined when it would. */
export const clientRefusal = (blocks: readonly unknown[], values: StateValues, filled: Fillings): string | undefined => {
  const known = interactives(blocks);
  for (const [blockId, actions] of Object.entries(filled)) {
    for (const actionId of Object.keys(actions)) {
      if (!known.some((each) => each.blockId === blockId && each.actionId === actionId)) return `there is no field ${blockId}/${actionId} in this dialog`;
    }
  }
  for (const block of blocks.filter(isObject).filter(({ type }) => type === 'input')) {
    const entry = Object.values(values[textOf(block['block_id'])] ?? {})[0];
    if (!entry) continue;
    const name = textOf(fieldOf(block['label'], 'text'));
    if (isEmpty(entry)) {
      if (block['optional'] !== true) return `"${name}" is required`;
      continue;
    }
    const { min_length: min, max_length: max } = isObject(block['element']) ? block['element'] : {};
    const length = (entry.value ?? '').length;
    if (typeof min === 'number' && length < min) return `"${name}" must have at least ${min} characters`;
    if (typeof max === 'number' && length > max) return `"${name}" must have at most ${max} characters`;
  }
  return undefined;
};

/** One entry of `actions`: Bolt's type of the element holds its shape where it is made. */
export type Action = BasicElementAction & Record<string, unknown>;

/** The action that Slack sends when an element is pressed, or something chosen or filled in it. */
export const actionOf = (each: Interactive, given: Filling | undefined, at: string): Action => {
  const { element, actionId, blockId } = each;
  const base = { action_id: actionId, block_id: blockId, action_ts: at };
  if (each.type === 'button') {
    const value = isString(element['value']) ? { value: element['value'] } : {};
    const url = isString(element['url']) ? { url: element['url'] } : {};
    return { ...base, type: 'button', text: plain.parse(element['text']), ...value, ...url } satisfies ButtonAction;
  }
  if (each.type === 'overflow') return { ...base, type: 'overflow', selected_option: chosen(element, String(given)) } satisfies OverflowAction;
  if (each.type === 'static_select') return { ...base, type: 'static_select', selected_option: chosen(element, String(given)) } satisfies StaticSelectAction;
  return { ...base, ...entryOf(each, given), type: each.type };
};
