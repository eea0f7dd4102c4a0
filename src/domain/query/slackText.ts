/** What Slack makes of typed text: entities for & < >, and markup for people, channels, groups and links. */
const MARKUP = /<([^<>]*)>|&(amp|lt|gt);/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>' } as const;
const isEntity = (name: string): name is keyof typeof ENTITIES => name in ENTITIES;

const undoOne = (whole: string, inside: string | undefined, entity: string | undefined): string => {
  if (entity !== undefined && isEntity(entity)) return ENTITIES[entity];
  const [target = '', label = ''] = (inside ?? '').split('|', 2);
  const shown = label === '' ? target : label;
  if (target.startsWith('@')) return /^[^\s"“”„‟«»＂,]+$/.test(label) ? whole : `<${target}>`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return label === '' ? shown.replace(/^(?:mailto|tel):/i, '') : label;
};

/**
 * The text as the person typed it, from the text as Slack sends it: entities and link markup undone, mentions of people left
 * as they are (`<@U123|name>`, `<@U123>`). Never longer than what came in, so a place in it is also a place in that.
 */
export const undoSlackText = (text: string): string => text.replace(MARKUP, undoOne);

/** The inverse for plain text: what `undoSlackText` gives back unchanged. */
export const toSlackText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
