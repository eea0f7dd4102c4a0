import { fieldOf, isObject, isString, listOf, textOf, type Block, type Json } from '../json.ts';

/** An element that can be clicked or filled, and the block it stands in. `row`: the text beside it. */
export type Interactive = { element: Json; type: string; actionId: string; blockId: string; row: string };
export type ShownButton = { label: string; action_id: string; block_id: string; value: string; url: string; style: string; confirm: string };
export type ShownMenu = { action_id: string; block_id: string; row: string; options: { label: string; value: string }[] };

const label = (value: unknown): string => textOf(fieldOf(value, 'text'));
const optionsOf = (element: Json): readonly unknown[] =>
  [...listOf(element['options']), ...listOf(element['option_groups']).flatMap((group) => listOf(fieldOf(group, 'options')))];

const richTextOf = (value: unknown): string => {
  if (!isObject(value)) return '';
  const own = textOf(value['text']) || textOf(value['url']) || (isString(value['user_id']) ? `<@${value['user_id']}>` : '');
  const inner = listOf(value['elements']).map(richTextOf);
  const separator = value['type'] === 'rich_text' || value['type'] === 'rich_text_list' ? '\n' : '';
  return own + inner.join(separator);
};
const cellOf = (cell: unknown): string => (fieldOf(cell, 'type') === 'rich_text' ? richTextOf(cell) : label(cell));

/** What an element shows: a button `[Next]`, a menu `[Details | Track]`, a picture its alternative text. */
const elementText = (element: unknown): string[] => {
  if (!isObject(element)) return [];
  switch (element['type']) {
    case 'plain_text':
    case 'mrkdwn':
      return [textOf(element['text'])];
    case 'image':
      return [textOf(element['alt_text'])];
    case 'button':
    case 'workflow_button':
      return [`[${label(element['text'])}]`];
    default: {
      const options = optionsOf(element).map((option) => label(fieldOf(option, 'text')));
      const initial = textOf(element['initial_value']) || label(element['placeholder']);
      return [options.length > 0 ? `[${options.join(' | ')}]` : initial];
    }
  }
};

const chartText = (chart: unknown): string[] => [
  ...listOf(fieldOf(chart, 'segments')).map((each) => `${textOf(fieldOf(each, 'label'))} ${String(fieldOf(each, 'value'))}`),
  ...listOf(fieldOf(chart, 'series')).flatMap((series) => [
    textOf(fieldOf(series, 'name')),
    ...listOf(fieldOf(series, 'data')).map((each) => `${textOf(fieldOf(each, 'label'))} ${String(fieldOf(each, 'value'))}`),
  ]),
];

const elementsText = (block: Json): string[] => {
  if (block['type'] === 'rich_text') return [richTextOf(block)];
  return listOf(block['elements']).flatMap(block['type'] === 'carousel' ? blockText : elementText);
};

const blockText = (block: unknown): string[] => {
  if (!isObject(block)) return [];
  const { text, title } = block;
  return [
    isString(title) ? title : label(title), richTextOf(block['rich_text_title']), label(block['subtitle']), label(block['body']), label(block['label']),
    isString(text) ? text : label(text), label(block['hint']),
    ...listOf(block['fields']).map(label),
    ...elementText(block['accessory']), ...elementText(block['element']), textOf(block['alt_text']), textOf(block['caption']),
    ...elementsText(block),
    ...listOf(block['actions']).flatMap(elementText),
    ...listOf(block['rows']).map((row) => listOf(row).map(cellOf).join(' | ')),
    ...listOf(block['child_blocks']).flatMap(blockText), ...listOf(block['tasks']).flatMap(blockText), ...chartText(block['chart']),
  ].filter((each) => each !== '');
};

/** All that can be read, one line a text, in reading order, mrkdwn kept. */
export const visibleText = (blocks: readonly unknown[]): string => blocks.flatMap(blockText).join('\n');

/** Every element with an action_id, in reading order. */
export const interactives = (blocks: readonly unknown[]): Interactive[] =>
  blocks.filter(isObject).flatMap((block) => {
    const own = [block['accessory'], block['element'], ...listOf(block['elements']), ...listOf(block['actions'])].filter(isObject);
    const row = [label(block['text']), ...listOf(block['fields']).map(label), label(block['title'])].filter(Boolean).join('\n');
    const here = own.filter(({ action_id }) => isString(action_id)).map((element) => ({
      element, type: textOf(element['type']), actionId: textOf(element['action_id']), blockId: textOf(block['block_id']), row,
    }));
    const cards = block['type'] === 'carousel' ? listOf(block['elements']) : [];
    return [...here, ...interactives([...cards, ...listOf(block['child_blocks'])])];
  });

export const buttonsIn = (blocks: readonly Block[]): ShownButton[] =>
  interactives(blocks).filter(({ type }) => type === 'button').map(({ element, actionId, blockId }) => ({
    label: label(element['text']), action_id: actionId, block_id: blockId, value: textOf(element['value']), url: textOf(element['url']),
    style: textOf(element['style']), confirm: label(fieldOf(element['confirm'], 'text')),
  }));

export const menusIn = (blocks: readonly Block[]): ShownMenu[] =>
  interactives(blocks).filter(({ element }) => optionsOf(element).length > 0).map(({ element, actionId, blockId, row }) => ({
    action_id: actionId, block_id: blockId, row,
    options: optionsOf(element).map((option) => ({ label: label(fieldOf(option, 'text')), value: textOf(fieldOf(option, 'value')) })),
  }));
