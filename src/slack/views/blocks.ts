import type { types } from '@slack/bolt';
import { cut, join, type Mrkdwn, plain } from './mrkdwn.ts';

export type Block = types.KnownBlock;
export type Modal = types.ModalView;
/** What is sent: `text` is what notifications and screen readers say. `charted`: the same with Slack's chart, where it has one, for messages only. */
export type Message = { text: string; blocks: Block[]; charted?: (Block | ChartBlock)[] };

/** A chart of Slack's own. Its type knows none yet (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block). */
export type ChartBlock = types.Block & {
  type: 'data_visualization'; title: string;
  chart: { type: 'bar'; series: { name: string; data: { label: string; value: number }[] }[]; axis_config: { categories: string[] } };
};
export type Home = { type: 'home'; blocks: (Block | ChartBlock)[] };

/** Slack's limits, in its own characters. A view is shaped to stay below them; these helpers make sure. */
const LIMITS = { text: 3000, button: 75, option: 75, title: 24, header: 150, chart: 50, category: 20, messageBlocks: 50, modalBlocks: 100 };

/** Cut so that no entity or link is left open at the end. */
const closed = (source: string): string => {
  const short = cut(source, LIMITS.text);
  return short === source ? source : `${short.slice(0, -1).replace(/&[a-z]*$|<[^>]*$/, '')}…`;
};

const mrkdwn = (text: Mrkdwn): types.MrkdwnElement => ({ type: 'mrkdwn', text: closed(text.source) || '–', verbatim: true });
const plainText = (text: string, max: number): types.PlainTextElement => ({ type: 'plain_text', text: plain(text, max) || '–', emoji: false });

/** One paragraph of lines, with a menu or button at its side if there is one. */
export const section = (lines: readonly (Mrkdwn | undefined)[], accessory?: types.Overflow | types.Button): types.SectionBlock => ({
  type: 'section',
  text: mrkdwn(join(lines, '\n')),
  ...(accessory && { accessory }),
});

/** People's own words over several lines, without any markup. */
export const words = (text: string): types.SectionBlock => ({
  type: 'section', text: { type: 'plain_text', text: cut(text, LIMITS.text) || '–', emoji: false },
});

export const context = (...parts: readonly Mrkdwn[]): types.ContextBlock => ({
  type: 'context', elements: parts.slice(0, 10).map(mrkdwn),
});

/** A title, which screen readers jump to. */
export const header = (text: string): types.HeaderBlock => ({ type: 'header', text: plainText(text, LIMITS.header) });

/** One bar a label. It says nothing to a screen reader: the same stands beside it in words. */
export const chart = (title: string, bars: readonly { label: string; value: number }[]): ChartBlock => {
  const data = bars.slice(0, 20).map(({ label, value }) => ({ label: plain(label, LIMITS.category), value }));
  return {
    type: 'data_visualization', title: plain(title, LIMITS.chart),
    chart: { type: 'bar', series: [{ name: 'Sends', data }], axis_config: { categories: data.map(({ label }) => label) } },
  };
};

export const divider: types.DividerBlock = { type: 'divider' };

/** `label` is what a screen reader says instead of the text. */
export type ButtonSpec = { text: string; action: string; value: string; label: string; url?: string; style?: 'primary' | 'danger' };
export const button = ({ text, action, value, label, url, style }: ButtonSpec): types.Button => ({
  type: 'button', action_id: action, value, text: plainText(text, LIMITS.button),
  accessibility_label: plain(label, LIMITS.button), ...(url !== undefined && { url }), ...(style !== undefined && { style }),
});
export const actions = (elements: readonly (types.Button | types.StaticSelect)[]): types.ActionsBlock => ({ type: 'actions', elements: elements.slice(0, 25) });

export type Choice = { text: string; value: string; url?: string };
export const overflow = (action: string, choices: readonly Choice[]): types.Overflow => ({
  type: 'overflow', action_id: action,
  options: choices.slice(0, 5).map(({ text, value, url }) => ({
    text: plainText(text, LIMITS.option), value, ...(url !== undefined && { url }),
  })),
});

/** The choices of a menu. */
export const options = (choices: readonly Choice[]): types.PlainTextOption[] => choices.slice(0, 100).map(({ text, value }) => ({ text: plainText(text, LIMITS.option), value }));
/** A menu under its own name. A value stays below 75 characters, as in any menu. */
export const select = (action: string, name: string, choices: readonly Choice[]): types.StaticSelect => ({
  type: 'static_select', action_id: action, placeholder: plainText(name, LIMITS.option),
  options: options(choices),
});

export const message = (summary: Mrkdwn, blocks: readonly (Block | undefined)[]): Message => ({
  text: closed(summary.source),
  blocks: blocks.filter((each) => each !== undefined).slice(0, LIMITS.messageBlocks),
});

/** A message with what is shown instead of its blocks where Slack draws charts. */
export const withChart = (words: Message, charted: readonly (Block | ChartBlock | undefined)[]): Message =>
  ({ ...words, charted: charted.filter((each) => each !== undefined).slice(0, LIMITS.messageBlocks) });

export type TextInputSpec = { block: string; action: string; label: string; max: number; optional: boolean; hint?: string };
/** Several lines of a person's own words. */
export const textInput = ({ block, action, label, max, optional, hint }: TextInputSpec): types.InputBlock => ({
  type: 'input', block_id: block, label: plainText(label, 2000), optional, ...(hint !== undefined && { hint: plainText(hint, 2000) }),
  element: { type: 'plain_text_input', action_id: action, multiline: true, max_length: max },
});

/** A channel to be picked, of those that its picker is in: none that is shared with another organisation. */
export const channelInput = ({ block, action, label, hint }: Omit<TextInputSpec, 'max' | 'optional'>): types.InputBlock => ({
  type: 'input', block_id: block, label: plainText(label, 2000), ...(hint !== undefined && { hint: plainText(hint, 2000) }),
  element: { type: 'conversations_select', action_id: action, filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true } },
});

/** `metadata`: what comes back with the dialog; anybody can read it. */
export type ModalSpec = { title: string; blocks: readonly (Block | undefined)[]; submit?: { callback: string; text: string }; close?: string; metadata?: string };
export const modal = ({ title, blocks, submit, close = 'Close', metadata }: ModalSpec): Modal => ({
  type: 'modal',
  title: plainText(title, LIMITS.title),
  close: plainText(close, LIMITS.title),
  ...(metadata !== undefined && { private_metadata: metadata }),
  blocks: blocks.filter((each) => each !== undefined).slice(0, LIMITS.modalBlocks),
  ...(submit && { callback_id: submit.callback, submit: plainText(submit.text, LIMITS.title) }),
});

export const homeTab = (blocks: readonly (Block | ChartBlock | undefined)[]): Home => ({ type: 'home', blocks: blocks.filter((each) => each !== undefined).slice(0, LIMITS.modalBlocks) });

/** A message in a dialog, where there is no conversation to answer in. */
export const messageModal = (title: string, { blocks }: Message): Modal => modal({ title, blocks });
