import { describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../../src/sandbox/slack/index.ts';
import { printed } from '../../../src/sandbox/slack/validator/checks.ts';
import { GOOD_MESSAGES, GOOD_VIEWS } from './good-payloads.ts';

const said = (blocks: unknown): string[] => validateBlocks(blocks).map(printed);
const saidOfView = (view: unknown, surface: 'modal' | 'home' = 'modal'): string[] => validateView(view, surface).problems.map(printed);
const x = (length: number): string => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: unknown) => ({ type: 'section', text });
const accessory = (element: unknown) => [{ type: 'section', text: mrkdwn('a'), accessory: element }];
const option = (text: string, value = text) => ({ text: plain(text), value });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const overflow = (count: number) => accessory({ type: 'overflow', action_id: 'o', options: many(count, (i) => option(`${i}`)) });
const select = (count: number) => accessory({ type: 'static_select', action_id: 's', options: many(count, (i) => option(`${i}`)) });
const modal = (more: object = {}) => ({ type: 'modal', title: plain('T'), blocks: [section(mrkdwn('a'))], ...more });
const input = (element: object, more: object = {}) => ({ type: 'input', block_id: 'b', label: plain('L'), element, ...more });
const text = { type: 'plain_text_input', action_id: 't' };

describe('what Slack’s documentation prints is taken', () => {
  it.each(Object.entries(GOOD_MESSAGES))('%s', (_name, blocks) => expect(said(blocks)).toEqual([]));
  it.each(Object.entries(GOOD_VIEWS))('%s', (_name, view) => expect(saidOfView(view, view.type)).toEqual([]));
});

/** What is just allowed, what is just not, and what Slack says of it. */
const LIMITS: [string, unknown, unknown, string][] = [
  ['blocks of a message', many(50, () => ({ type: 'divider' })), many(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
  ['text', [section(mrkdwn(x(3000)))], [section(mrkdwn(x(3001)))], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
  ['empty text', [section(mrkdwn('a'))], [section(mrkdwn(''))], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['blank text', [section(mrkdwn(' a'))], [section(mrkdwn(' \n'))], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['fields', [{ type: 'section', fields: many(10, () => plain('a')) }], [{ type: 'section', fields: many(11, () => plain('a')) }], 'no more than 10 items allowed [json-pointer:/blocks/0/fields]'],
  ['a field', [{ type: 'section', fields: [mrkdwn(x(2000))] }], [{ type: 'section', fields: [mrkdwn(x(2001))] }], 'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]'],
  ['a header', [{ type: 'header', text: plain(x(150)) }], [{ type: 'header', text: plain(x(151)) }], 'must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
  ['context', [{ type: 'context', elements: many(10, () => plain('a')) }], [{ type: 'context', elements: many(11, () => plain('a')) }], 'no more than 10 items allowed [json-pointer:/blocks/0/elements]'],
  ['actions', [{ type: 'actions', elements: many(25, (i) => button({ action_id: `${i}` })) }], [{ type: 'actions', elements: many(26, (i) => button({ action_id: `${i}` })) }], 'no more than 25 items allowed [json-pointer:/blocks/0/elements]'],
  ['a button’s text', accessory(button({ text: plain(x(75)) })), accessory(button({ text: plain(x(76)) })), 'must be less than 76 characters [json-pointer:/blocks/0/accessory/text/text]'],
  ['a button’s value', accessory(button({ value: x(2000) })), accessory(button({ value: x(2001) })), 'must be less than 2001 characters [json-pointer:/blocks/0/accessory/value]'],
  ['a button’s url', accessory(button({ url: `https://a.example/${x(2982)}` })), accessory(button({ url: `https://a.example/${x(2983)}` })), 'must be less than 3001 characters [json-pointer:/blocks/0/accessory/url]'],
  ['an action_id', accessory(button({ action_id: x(255) })), accessory(button({ action_id: x(256) })), 'must be less than 256 characters [json-pointer:/blocks/0/accessory/action_id]'],
  ['a block_id', [{ type: 'divider', block_id: x(255) }], [{ type: 'divider', block_id: x(256) }], 'must be less than 256 characters [json-pointer:/blocks/0/block_id]'],
  ['an accessibility label', accessory(button({ accessibility_label: x(75) })), accessory(button({ accessibility_label: x(76) })), 'must be less than 76 characters [json-pointer:/blocks/0/accessory/accessibility_label]'],
  ['a confirmation’s title', accessory(button({ confirm: { title: plain(x(100)), text: plain('a') } })), accessory(button({ confirm: { title: plain(x(101)), text: plain('a') } })), 'must be less than 101 characters [json-pointer:/blocks/0/accessory/confirm/title/text]'],
  ['a confirmation’s text', accessory(button({ confirm: { text: mrkdwn(x(300)) } })), accessory(button({ confirm: { text: mrkdwn(x(301)) } })), 'must be less than 301 characters [json-pointer:/blocks/0/accessory/confirm/text/text]'],
  ['a confirmation’s button', accessory(button({ confirm: { text: plain('a'), deny: plain(x(30)) } })), accessory(button({ confirm: { text: plain('a'), deny: plain(x(31)) } })), 'must be less than 31 characters [json-pointer:/blocks/0/accessory/confirm/deny/text]'],
  ['an overflow menu, below', overflow(2), overflow(1), 'must provide at least 2 items [json-pointer:/blocks/0/accessory/options]'],
  ['an overflow menu, above', overflow(5), overflow(6), 'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]'],
  ['a select, below', select(1), select(0), 'must provide at least 1 items [json-pointer:/blocks/0/accessory/options]'],
  ['a select, above', select(100), select(101), 'no more than 100 items allowed [json-pointer:/blocks/0/accessory/options]'],
  ['an option’s text', accessory({ type: 'static_select', options: [option(x(75))] }), accessory({ type: 'static_select', options: [option(x(76))] }), 'must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/text/text]'],
  ['an option’s value', accessory({ type: 'static_select', options: [option('a', x(150))] }), accessory({ type: 'static_select', options: [option('a', x(151))] }), 'must be less than 151 characters [json-pointer:/blocks/0/accessory/options/0/value]'],
  ['checkboxes', accessory({ type: 'checkboxes', options: many(10, (i) => option(`${i}`)) }), accessory({ type: 'checkboxes', options: many(11, (i) => option(`${i}`)) }), 'no more than 10 items allowed [json-pointer:/blocks/0/accessory/options]'],
  ['a picture’s alternative text', [{ type: 'image', image_url: 'https://a.example/a.png', alt_text: x(2000) }], [{ type: 'image', image_url: 'https://a.example/a.png', alt_text: x(2001) }], 'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]'],
  ['tables', [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }], many(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] })), 'only_one_table_allowed [json-pointer:/blocks]'],
  ['a card’s body', [{ type: 'card', body: mrkdwn(x(200)) }], [{ type: 'card', body: mrkdwn(x(201)) }], 'must be less than 201 characters [json-pointer:/blocks/0/body/text]'],
];

describe('limits, on both sides', () => {
  it.each(LIMITS)('%s', (_name, good, bad, message) => {
    expect(said(good)).toEqual([]);
    expect(said(bad)).toEqual([message]);
  });
});

const WRONG: [string, unknown, string][] = [
  ['an unknown block', [{ type: 'panel' }], 'unsupported type: panel [json-pointer:/blocks/0/type]'],
  ['a block without type', [{ text: 'a' }], 'missing required field: type [json-pointer:/blocks/0]'],
  ['a string for a text', [section('a')], 'must provide an object [json-pointer:/blocks/0/text]'],
  ['mrkdwn in a header', [{ type: 'header', text: mrkdwn('a') }], 'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]'],
  ['mrkdwn on a button', accessory(button({ text: mrkdwn('a') })), 'unsupported type: mrkdwn [json-pointer:/blocks/0/accessory/text/type]'],
  ['mrkdwn in a select’s option', accessory({ type: 'static_select', options: [{ text: mrkdwn('a'), value: 'a' }] }), 'unsupported type: mrkdwn [json-pointer:/blocks/0/accessory/options/0/text/type]'],
  ['a section of nothing', [{ type: 'section' }], 'must define at least one of: text, fields [json-pointer:/blocks/0]'],
  ['a field nobody knows', [{ type: 'divider', title: 'a' }], 'invalid additional property: title [json-pointer:/blocks/0]'],
  ['verbatim plain text', [section({ ...plain('a'), verbatim: true })], 'invalid additional property: verbatim [json-pointer:/blocks/0/text]'],
  ['two blocks of one id', many(2, () => ({ type: 'divider', block_id: 'd' })), '`block_id` "d" already exists [json-pointer:/blocks/1/block_id]'],
  ['two actions of one id in a block', [{ type: 'actions', elements: [button(), button()] }], '`action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]'],
  ['a text input as accessory', accessory(text), 'unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]'],
  ['a picture among actions', [{ type: 'actions', elements: [{ type: 'image', image_url: 'https://a.example/a.png', alt_text: 'a' }] }], 'unsupported type: image [json-pointer:/blocks/0/elements/0/type]'],
  ['a button in context', [{ type: 'context', elements: [button()] }], 'unsupported type: button [json-pointer:/blocks/0/elements/0/type]'],
  ['a button as input', [{ type: 'input', label: plain('L'), element: button() }], 'unsupported type: button [json-pointer:/blocks/0/element/type]'],
  ['a picture without alternative text', [{ type: 'image', image_url: 'https://a.example/a.png' }], 'missing required field: alt_text [json-pointer:/blocks/0]'],
  ['a picture without a source', [{ type: 'image', alt_text: 'a' }], 'must define exactly one of: image_url, slack_file [json-pointer:/blocks/0]'],
  ['a url that is none', accessory(button({ url: 'not a url' })), 'invalid url [json-pointer:/blocks/0/accessory/url]'],
  ['a style nobody knows', accessory(button({ style: 'default' })), 'must be a valid enum value, one of: primary, danger [json-pointer:/blocks/0/accessory/style]'],
  ['options and groups', accessory({ type: 'static_select', options: [option('a')], option_groups: [{ label: plain('g'), options: [option('a')] }] }), 'must define exactly one of: options, option_groups [json-pointer:/blocks/0/accessory]'],
  ['an initial option from elsewhere', accessory({ type: 'static_select', options: [option('a')], initial_option: option('b') }), 'must exactly match one of the provided options [json-pointer:/blocks/0/accessory/initial_option]'],
  ['a date in words', accessory({ type: 'datepicker', initial_date: 'tomorrow' }), 'must be a date in the form YYYY-MM-DD [json-pointer:/blocks/0/accessory/initial_date]'],
  ['an alert outside a dialog', [{ type: 'alert', text: plain('a') }], 'unsupported type: alert [json-pointer:/blocks/0/type]'],
  ['empty rich text', [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] }], 'must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]'],
  ['a chart whose labels are not its categories', [{ type: 'data_visualization', title: 'a', chart: { type: 'bar', series: [{ name: 's', data: [{ label: 'Tue', value: 1 }] }], axis_config: { categories: ['Mon'] } } }], 'labels must match the axis categories [json-pointer:/blocks/0/chart/series/0/data]'],
];

describe('structure', () => {
  it.each(WRONG)('%s', (_name, blocks, message) => expect(said(blocks)).toEqual([message]));
  it('is not blocks at all', () => expect(said('[]')).toEqual(['must be an array [json-pointer:/blocks]']));
  it('says all that is wrong, not the first thing', () => {
    expect(said([section(mrkdwn('')), { type: 'header', text: plain(x(151)) }])).toHaveLength(2);
  });
});

const VIEWS: [string, unknown, unknown, string][] = [
  ['a title', modal({ title: plain(x(24)) }), modal({ title: plain(x(25)) }), 'must be less than 25 characters [json-pointer:/view/title/text]'],
  ['a submit label', modal({ submit: plain(x(24)) }), modal({ submit: plain(x(25)) }), 'must be less than 25 characters [json-pointer:/view/submit/text]'],
  ['a close label', modal({ close: plain(x(24)) }), modal({ close: plain(x(25)) }), 'must be less than 25 characters [json-pointer:/view/close/text]'],
  ['private metadata', modal({ private_metadata: x(3000) }), modal({ private_metadata: x(3001) }), 'must be less than 3001 characters [json-pointer:/view/private_metadata]'],
  ['a callback_id', modal({ callback_id: x(255) }), modal({ callback_id: x(256) }), 'must be less than 256 characters [json-pointer:/view/callback_id]'],
  ['blocks of a view', modal({ blocks: many(100, () => ({ type: 'divider' })) }), modal({ blocks: many(101, () => ({ type: 'divider' })) }), 'no more than 100 items allowed [json-pointer:/view/blocks]'],
  ['inputs without submit', modal({ blocks: [input(text)], submit: plain('S') }), modal({ blocks: [{ type: 'divider' }, input(text)] }), 'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]'],
  ['no title', modal(), { type: 'modal', blocks: [] }, 'missing required field: title [json-pointer:/view]'],
  ['two focused inputs', modal({ blocks: [input({ ...text, focus_on_load: true })], submit: plain('S') }), modal({ blocks: [input({ ...text, focus_on_load: true }), input({ ...text, focus_on_load: true }, { block_id: 'c' })], submit: plain('S') }), 'only one element can have `focus_on_load` [json-pointer:/view/blocks/1/element/focus_on_load]'],
  ['a placeholder', modal({ blocks: [input({ ...text, placeholder: plain(x(150)) })], submit: plain('S') }), modal({ blocks: [input({ ...text, placeholder: plain(x(151)) })], submit: plain('S') }), 'must be less than 151 characters [json-pointer:/view/blocks/0/element/placeholder/text]'],
  ['a chart in a dialog', modal(), modal({ blocks: [{ type: 'data_visualization' }] }), 'unsupported type: data_visualization [json-pointer:/view/blocks/0/type]'],
  ['a dialog as Home', modal(), { type: 'home', title: plain('T'), blocks: [] }, 'must be a valid enum value, one of: modal [json-pointer:/view/type]'],
];

describe('views', () => {
  it.each(VIEWS)('%s', (_name, good, bad, message) => {
    expect(saidOfView(good)).toEqual([]);
    expect(saidOfView(bad)).toContain(message);
  });
  it('measures the whole view', () => {
    const heavy = modal({ blocks: many(84, () => section(mrkdwn(x(3000)))) });
    expect(validateView(heavy, 'modal')).toEqual({ problems: [], tooLarge: true });
  });
});
