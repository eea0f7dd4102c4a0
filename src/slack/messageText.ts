import { undoSlackText } from '../domain/query/slackText.ts';

/** Where a message keeps what people read, and the addresses of its links. */
const READABLE: ReadonlySet<string> = new Set(['text', 'url', 'title', 'title_link', 'fallback', 'pretext', 'value', 'alt_text', 'author_name', 'footer', 'from_url']);
const DEEPEST = 12;
const LONGEST = 40_000;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Pieces of rich text stand in one line; everything else in a line of its own. */
const collect = (value: unknown, depth: number): string[] => {
  if (!isObject(value) || depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((each) => collect(each, depth + 1));
  const own = Object.entries(value).flatMap(([name, inside]) => (typeof inside === 'string' && READABLE.has(name) ? [undoSlackText(inside)] : []));
  const below = Object.entries(value).flatMap(([name, inside]) => (['blocks', 'attachments', 'message', 'elements', 'fields', 'text', 'accessory', 'title', 'rows', 'files', 'message_blocks'].includes(name) ? collect(inside, depth + 1) : []));
  const inline = value['type'] === 'rich_text_section' || value['type'] === 'rich_text_quote' || value['type'] === 'rich_text_preformatted';
  return inline ? [...own, below.join('')] : [...own, ...below];
};

/** All that can be read in a message as Slack gives it: its text, blocks, attachments and links, those of other apps too. */
export const messageText = (message: unknown): string => collect(message, 0).join('\n').slice(0, LONGEST);
