import { boolean, byType, linkUrl, list, number, object, oneOf, string, type Check } from './checks.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const style = { style: object({}, { bold: boolean, code: boolean, italic: boolean, strike: boolean, underline: boolean, highlight: boolean }) };
const part = (type: string, required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  object({ type: oneOf(type), ...required }, { ...style, ...optional });

// A space alone is a word of a sentence here, so white space is allowed.
const words: Check = (value, at, problems) => {
  if (typeof value !== 'string') problems.push({ message: 'must be a string', pointer: at });
  else if (value === '') problems.push({ message: 'must be more than 0 characters', pointer: at });
};

const inline = byType({
  text: part('text', { text: words }),
  link: part('link', { url: linkUrl }, { text: words, unsafe: boolean }),
  emoji: part('emoji', { name: string() }, { unicode: string(), url: linkUrl }),
  user: part('user', { user_id: string() }),
  usergroup: part('usergroup', { usergroup_id: string() }),
  channel: part('channel', { channel_id: string() }),
  team: part('team', { team_id: string() }),
  broadcast: part('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  color: part('color', { value: string() }),
  date: part('date', { timestamp: number({ whole: true }), format: string() }, { url: linkUrl, fallback: string() }),
});

const border = { border: number({ min: 0, max: 1, whole: true }) };
const section: Check = object({ type: oneOf('rich_text_section'), elements: list(inline) });

export const richText: Check = object({
  type: oneOf('rich_text'),
  elements: list(byType({
    rich_text_section: section,
    rich_text_list: object(
      { type: oneOf('rich_text_list'), elements: list(section, { min: 1 }), style: oneOf('bullet', 'ordered') },
      { indent: number({ min: 0, whole: true }), offset: number({ min: 0, whole: true }), ...border },
    ),
    rich_text_quote: object({ type: oneOf('rich_text_quote'), elements: list(inline) }, border),
    rich_text_preformatted: object({ type: oneOf('rich_text_preformatted'), elements: list(inline) }, border),
  })),
}, { block_id: string({ max: 255 }) });
