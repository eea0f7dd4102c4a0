import { also, atLeastOne, boolean, byType, linkUrl, list, number, object, oneOf, string, webUrl, type Check } from './checks.ts';
import { chart } from './charts.ts';
import { ACCESSORIES, ACTIONS, cardButtons, CONTEXT_ACTIONS, INPUTS } from './elements.ts';
import { anyText, imageBlock, imageElement, mrkdwn, plainText } from './objects.ts';
import { richText } from './rich-text.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

const block = (type: string, required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  object({ type: oneOf(type), ...required }, { block_id: string({ max: 255 }), ...optional });

const cell: Check = byType({
  raw_text: object({ type: oneOf('raw_text'), text: string() }),
  raw_number: object({ type: oneOf('raw_number'), value: number(), text: string() }),
  rich_text: richText,
});
const rows: Check = list(list(cell, { min: 1, max: 20 }), { min: 1, max: 100 });
const card: Check = also(
  block('card', {}, {
    hero_image: imageElement, icon: imageElement, title: mrkdwn(150), subtitle: mrkdwn(150), body: mrkdwn(200), actions: cardButtons,
  }),
  atLeastOne('hero_image', 'title', 'body', 'actions'),
);
const task = block('task_card', { task_id: string(), title: string(), status: oneOf('pending', 'in_progress', 'complete', 'error') }, {
  details: richText, output: richText, sources: list(object({ type: oneOf('url'), url: linkUrl, text: string() })),
});

const contextElement = byType({ image: imageElement, plain_text: plainText(3000), mrkdwn: mrkdwn(3000) });

/** The blocks that may also stand inside a container. */
const INNER: Readonly<Record<string, Check>> = {
  actions: block('actions', { elements: list(byType(ACTIONS), { min: 1, max: 25 }) }),
  context: block('context', { elements: list(contextElement, { min: 1, max: 10 }) }),
  divider: block('divider', {}),
  file: block('file', { source: oneOf('remote'), external_id: string() }),
  header: block('header', { text: plainText(150) }),
  image: imageBlock,
  input: block('input', { label: plainText(2000), element: byType(INPUTS) }, { hint: plainText(2000), optional: boolean, dispatch_action: boolean }),
  rich_text: richText,
  section: also(
    block('section', {}, {
      text: anyText(3000), fields: list(anyText(2000), { min: 1, max: 10 }), accessory: byType({ ...ACCESSORIES, image: imageElement }), expand: boolean,
    }),
    atLeastOne('text', 'fields'),
  ),
  table: block('table', { rows }, {
    column_settings: list(object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean }), { max: 20 }),
  }),
  video: block('video', { video_url: webUrl, thumbnail_url: webUrl, alt_text: string(), title: plainText(200) }, {
    title_url: webUrl, author_name: string({ max: 50 }), provider_name: string(), provider_icon_url: webUrl, description: plainText(200),
  }),
};

/** https://docs.slack.dev/reference/block-kit/blocks : one entry a block. */
const BLOCKS: Readonly<Record<string, Check>> = {
  ...INNER,
  alert: block('alert', { text: anyText(3000) }, { level: oneOf('default', 'info', 'warning', 'error', 'success') }),
  card,
  carousel: block('carousel', { elements: list(byType({ card }), { min: 1, max: 10 }) }),
  container: also(
    block('container', { child_blocks: list(byType(INNER), { min: 1, max: 10 }) }, {
      title: plainText(150), rich_text_title: richText, subtitle: anyText(150), width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: imageElement, is_collapsible: boolean, default_collapsed: boolean, has_header_divider: boolean,
    }),
    atLeastOne('title', 'rich_text_title'),
  ),
  context_actions: block('context_actions', { elements: list(byType(CONTEXT_ACTIONS), { min: 1, max: 5 }) }),
  data_table: block('data_table', { rows, caption: string() }, {
    page_size: number({ min: 1, max: 100, whole: true }), row_header_column_index: number({ min: 0, whole: true }),
  }),
  data_visualization: block('data_visualization', { title: string({ max: 50 }), chart }),
  markdown: block('markdown', { text: string({ max: 12_000 }) }),
  plan: block('plan', { title: string() }, { tasks: list(byType({ task_card: task }), { min: 1 }) }),
  task_card: task,
};

/** Blocks that do not exist on a surface; every other block does. Messages only: charts, tables, AI answers. Dialogs only: alerts. */
const MESSAGE_ONLY = ['context_actions', 'data_table', 'data_visualization', 'file', 'markdown', 'plan', 'table', 'task_card'];
const ABSENT: Readonly<Record<Surface, readonly string[]>> = { message: ['alert'], modal: MESSAGE_ONLY, home: [...MESSAGE_ONLY, 'alert'] };

/** `also`: types that exist there all the same. */
export const blockOn = (surface: Surface, also: readonly string[] = []): Check =>
  byType(Object.fromEntries(Object.entries(BLOCKS).filter(([type]) => also.includes(type) || !ABSENT[surface].includes(type))));
