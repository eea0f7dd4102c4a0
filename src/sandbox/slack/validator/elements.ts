import { isObject, listOf } from '../json.ts';
import {
  also, boolean, exactlyOne, linkUrl, list, number, object, oneOf, pattern, string, webUrl, type Check, type Problem,
} from './checks.ts';
import { richText } from './rich-text.ts';
import { anyText, colorScheme, confirm, conversationFilter, markedOption, menuOption, optionGroup, plainText, selectOption } from './objects.ts';

/** https://docs.slack.dev/reference/block-kit/block-elements/ : one entry an element. */
const action = { action_id: string({ max: 255 }) };
const focus = { focus_on_load: boolean };
const placeholder = { placeholder: plainText(150) };
const id = string();
const dispatch = { dispatch_action_config: object({}, { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }) }) };
const select = { ...action, ...focus, ...placeholder, confirm };
const many = { max_selected_items: number({ min: 1, whole: true }) };
const DATE = pattern(/^\d{4}-\d{2}-\d{2}$/, 10, 'must be a date in the form YYYY-MM-DD');
const TIME = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 5, 'must be a time in the form HH:mm');

const element = (type: string, required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>>): Check =>
  object({ type: oneOf(type), ...required }, optional);

/** An initial option must be one of the options, in every part. */
const initialAmongOptions = (value: Readonly<Record<string, unknown>>, at: string, problems: Problem[]): void => {
  const groups = listOf(value['option_groups']).flatMap((group) => (isObject(group) ? listOf(group['options']) : []));
  const known = new Set([...listOf(value['options']), ...groups].map((option) => JSON.stringify(option)));
  const single = value['initial_option'];
  if (single !== undefined && !known.has(JSON.stringify(single))) {
    problems.push({ message: 'must exactly match one of the provided options', pointer: `${at}/initial_option` });
  }
  listOf(value['initial_options']).forEach((option, index) => {
    if (!known.has(JSON.stringify(option))) {
      problems.push({ message: 'must exactly match one of the provided options', pointer: `${at}/initial_options/${index}` });
    }
  });
};
/** Two options with one value could not be told apart when chosen. */
const withOptions = (check: Check): Check => also(check, (value, at, problems) => {
  initialAmongOptions(value, at, problems);
  const seen = new Set<unknown>();
  listOf(value['options']).forEach((option, index) => {
    if (!isObject(option) || option['value'] === undefined) return;
    if (seen.has(option['value'])) problems.push({ message: '`value` must be unique among the options', pointer: `${at}/options/${index}/value` });
    seen.add(option['value']);
  });
});

const selectOptions = { options: list(selectOption, { min: 1, max: 100 }), option_groups: list(optionGroup, { min: 1, max: 100 }) };
const eitherOptions = exactlyOne('options', 'option_groups');
const staticSelect = (type: string, extra: Readonly<Record<string, Check>>): Check =>
  also(withOptions(element(type, {}, { ...select, ...selectOptions, ...extra })), eitherOptions);
const textInput = { ...action, ...focus, ...placeholder, ...dispatch, initial_value: string({ min: 0 }) };
const workflow = object({
  trigger: object({ url: webUrl }, { customizable_input_parameters: list(object({ name: string(), value: string({ min: 0 }) })) }),
});
const feedback = object({ text: plainText(75), value: string({ max: 2000 }) }, { accessibility_label: string({ max: 75 }) });

export const ELEMENTS: Readonly<Record<string, Check>> = {
  button: element('button', { text: plainText(75) }, {
    ...action, value: string({ max: 2000 }), url: linkUrl, style: colorScheme, confirm, accessibility_label: string({ max: 75 }),
  }),
  checkboxes: withOptions(element('checkboxes', { options: list(markedOption, { min: 1, max: 10 }) }, {
    ...action, ...focus, confirm, initial_options: list(markedOption, { min: 1, max: 10 }),
  })),
  radio_buttons: withOptions(element('radio_buttons', { options: list(markedOption, { min: 1, max: 10 }) }, {
    ...action, ...focus, confirm, initial_option: markedOption,
  })),
  overflow: withOptions(element('overflow', { options: list(menuOption, { min: 2, max: 5 }) }, { ...action, confirm })),
  datepicker: element('datepicker', {}, { ...select, initial_date: DATE }),
  timepicker: element('timepicker', {}, { ...select, initial_time: TIME, timezone: string() }),
  datetimepicker: element('datetimepicker', {}, {
    ...action, ...focus, confirm, initial_date_time: number({ min: 1_000_000_000, max: 9_999_999_999, whole: true }),
  }),
  static_select: staticSelect('static_select', { initial_option: selectOption }),
  multi_static_select: staticSelect('multi_static_select', { ...many, initial_options: list(selectOption, { min: 1, max: 100 }) }),
  external_select: element('external_select', {}, { ...select, initial_option: selectOption, min_query_length: number({ min: 0, whole: true }) }),
  multi_external_select: element('multi_external_select', {}, {
    ...select, ...many, initial_options: list(selectOption, { min: 1, max: 100 }), min_query_length: number({ min: 0, whole: true }),
  }),
  users_select: element('users_select', {}, { ...select, initial_user: id }),
  multi_users_select: element('multi_users_select', {}, { ...select, ...many, initial_users: list(id) }),
  conversations_select: element('conversations_select', {}, {
    ...select, initial_conversation: id, default_to_current_conversation: boolean, filter: conversationFilter, response_url_enabled: boolean,
  }),
  multi_conversations_select: element('multi_conversations_select', {}, {
    ...select, ...many, initial_conversations: list(id), default_to_current_conversation: boolean, filter: conversationFilter,
  }),
  channels_select: element('channels_select', {}, { ...select, initial_channel: id, response_url_enabled: boolean }),
  multi_channels_select: element('multi_channels_select', {}, { ...select, ...many, initial_channels: list(id) }),
  plain_text_input: element('plain_text_input', {}, {
    ...textInput, multiline: boolean, min_length: number({ min: 0, max: 3000, whole: true }), max_length: number({ min: 1, max: 3000, whole: true }),
  }),
  rich_text_input: element('rich_text_input', {}, {
    ...action, ...focus, ...placeholder, ...dispatch, initial_value: richText,
    min_lines: number({ min: 1, whole: true }), max_lines: number({ min: 1, whole: true }),
  }),
  email_text_input: element('email_text_input', {}, textInput),
  url_text_input: element('url_text_input', {}, textInput),
  number_input: element('number_input', { is_decimal_allowed: boolean }, { ...textInput, min_value: string(), max_value: string() }),
  file_input: element('file_input', {}, { ...action, filetypes: list(string(), { min: 1 }), max_files: number({ min: 1, max: 10, whole: true }) }),
  workflow_button: element('workflow_button', { text: plainText(75), workflow }, {
    ...action, style: colorScheme, accessibility_label: string({ max: 75 }),
  }),
  feedback_buttons: element('feedback_buttons', { positive_button: feedback, negative_button: feedback }, action),
  icon_button: element('icon_button', { icon: oneOf('trash'), text: plainText(75) }, {
    ...action, value: string({ max: 2000 }), confirm, accessibility_label: string({ max: 75 }), visible_to_user_ids: list(id),
  }),
};

export const pick = (...types: readonly string[]): Readonly<Record<string, Check>> =>
  Object.fromEntries(Object.entries(ELEMENTS).filter(([type]) => types.includes(type)));

const SELECTS = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const MENUS = [...SELECTS, ...SELECTS.map((each) => `multi_${each}`)];
export const ACCESSORIES = pick('button', 'checkboxes', 'datepicker', 'overflow', 'radio_buttons', 'timepicker', 'workflow_button', ...MENUS);
export const ACTIONS = pick(
  'button', 'checkboxes', 'datepicker', 'datetimepicker', 'overflow', 'radio_buttons', 'timepicker', 'workflow_button', 'rich_text_input', ...MENUS,
);
export const INPUTS = pick(
  'checkboxes', 'datepicker', 'datetimepicker', 'email_text_input', 'file_input', 'number_input', 'plain_text_input', 'radio_buttons',
  'rich_text_input', 'timepicker', 'url_text_input', ...MENUS,
);
export const CONTEXT_ACTIONS = pick('feedback_buttons', 'icon_button');
export const cardButtons: Check = list(ELEMENTS['button'] ?? anyText(75), { min: 1, max: 3 });
