import { atLeastOne, also, boolean, byType, exactlyOne, linkUrl, list, object, oneOf, string, webUrl, type Check } from './checks.ts';

/** https://docs.slack.dev/reference/block-kit/composition-objects/ : text, confirmation dialog, option, option group, conversation filter. */
const plainObject = (max: number): Check => object({ type: oneOf('plain_text'), text: string({ max }) }, { emoji: boolean });
const mrkdwnObject = (max: number): Check => object({ type: oneOf('mrkdwn'), text: string({ max }) }, { verbatim: boolean });

export const plainText = (max: number): Check => byType({ plain_text: plainObject(max) });
export const mrkdwn = (max: number): Check => byType({ mrkdwn: mrkdwnObject(max) });
export const anyText = (max: number): Check => byType({ plain_text: plainObject(max), mrkdwn: mrkdwnObject(max) });

export const colorScheme = oneOf('primary', 'danger');

export const confirm: Check = object(
  { text: anyText(300) },
  { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: colorScheme },
);

const optionParts = { value: string({ max: 150 }), description: plainText(75) };
/** Selects: plain text only. Radio buttons and checkboxes: mrkdwn too. Overflow menus: a link too. */
export const selectOption: Check = object({ text: plainText(75), value: optionParts.value }, { description: optionParts.description });
export const markedOption: Check = object({ text: anyText(75), value: optionParts.value }, { description: anyText(75) });
export const menuOption: Check = object({ text: plainText(75), value: optionParts.value }, { description: optionParts.description, url: linkUrl });

export const optionGroup: Check = object({ label: plainText(75), options: list(selectOption, { min: 1, max: 100 }) });

export const conversationFilter: Check = also(
  object({}, {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }), exclude_external_shared_channels: boolean, exclude_bot_users: boolean,
  }),
  atLeastOne('include', 'exclude_external_shared_channels', 'exclude_bot_users'),
);

const slackFile: Check = also(object({}, { id: string(), url: webUrl }), exactlyOne('id', 'url'));
const imageParts = { image_url: webUrl, slack_file: slackFile };
const eitherSource = exactlyOne('image_url', 'slack_file');

/** A picture inside another block. */
export const imageElement: Check = also(
  object({ type: oneOf('image'), alt_text: string({ max: 2000 }) }, { ...imageParts, image_width: () => undefined, image_height: () => undefined }),
  eitherSource,
);
/** A picture as a block of its own. */
export const imageBlock: Check = also(
  object({ type: oneOf('image'), alt_text: string({ max: 2000 }) }, { ...imageParts, title: plainText(2000), block_id: string({ max: 255 }) }),
  eitherSource,
);
