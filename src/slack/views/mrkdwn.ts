/**
 * Text that Slack reads as markup. Only this file makes it, and whatever people wrote passes `escape` on its way in: a recipient
 * named `<!channel>` pings nobody, `*_~` formats nothing, a right-to-left override turns nothing around.
 */
export class Mrkdwn {
  constructor(readonly source: string) {}
}
export type Part = string | number | Mrkdwn;

/** How much of a name is shown where nothing else is said. */
export const NAME_LIMIT = 80;

// Controls, separators and invisible characters; not the joiners U+200C and U+200D, which emoji and some scripts need.
const BLANKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const INVISIBLE = /[\p{Cs}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Cuts to `max` UTF-16 units (so never more than `max` characters, however they are counted), the last an ellipsis; never inside a character. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const kept = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
};

const harmless = (text: string): string => text.replace(INVISIBLE, '').replace(STACKED_MARKS, '$1');

/** People's text for a place that knows no markup (a button, a title): one line, nothing invisible, cut. May be empty. */
export const plain = (text: string, max = NAME_LIMIT): string => cut(harmless(text).replace(BLANKS, ' ').trim(), max);

/** The same for text of several lines: line ends stay, other controls go. */
export const plainLines = (text: string, max: number): string =>
  cut(text.replace(/\r\n?/g, '\n').split('\n').map((line) => harmless(line).replace(BLANKS, ' ').trimEnd()).join('\n').trim(), max);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// Slack has no escape for its formatting marks: their look-alikes stand in. An underscore inside a word formats nothing and stays.
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ' };
const MARKS = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

// Most texts are like this, and need no closer look.
const ORDINARY = /^[A-Za-z0-9.,:;()'#+/-]+(?: [A-Za-z0-9.,:;()'#+/-]+)*$/;

const escape = (text: string, max: number): string =>
  text.length <= max && ORDINARY.test(text) ? text : plain(text, max).replace(/[&<>]/g, (each) => ENTITIES[each] ?? '').replace(MARKS, (each) => LOOKALIKES[each] ?? '');

const source = (part: Part): string => (part instanceof Mrkdwn ? part.source : escape(String(part), NAME_LIMIT));

/** Markup with values put in: strings and numbers are escaped and cut to a name's length, markup goes in as it is. */
export const md = (strings: TemplateStringsArray, ...values: readonly Part[]): Mrkdwn =>
  new Mrkdwn(strings.map((each, i) => each + (i < values.length ? source(values[i] ?? '') : '')).join(''));

/** People's text longer than a name. */
export const long = (text: string, max: number): Mrkdwn => new Mrkdwn(escape(text, max));

/** Joins what is there; undefined and empty parts leave no separator behind. */
export const join = (parts: readonly (Part | undefined)[], separator: string): Mrkdwn =>
  new Mrkdwn(parts.flatMap((part) => (part === undefined ? [] : [source(part)])).filter((each) => each !== '').join(separator));

/** "Ana", "Ana or Tom", "Ana, Tom or Li". */
export const either = (names: readonly Part[]): Mrkdwn =>
  names.length < 2 ? join(names, '') : md`${join(names.slice(0, -1), ', ')} or ${names.at(-1) ?? ''}`;

export const bold = (text: Part): Mrkdwn => md`*${text}*`;

/** Text to copy as it is: a number, a command. A backtick cannot be shown inside and becomes its look-alike. */
export const code = (text: string): Mrkdwn => {
  const inside = plain(text, 600).replace(/[&<>]/g, (each) => ENTITIES[each] ?? '').replaceAll('`', 'ˋ');
  return new Mrkdwn(inside === '' ? '' : `\`${inside}\``);
};

/** A link to an address that the caller has vouched for. */
export const link = (url: string, label: Part): Mrkdwn => {
  const address = url.replace(/[<>|\s]/g, (each) => encodeURIComponent(each)).replaceAll('&', '&amp;');
  return new Mrkdwn(`<${address}|${source(label)}>`);
};

/** A Slack user by name, as Slack shows them to the reader. */
export const mention = (user: string): Mrkdwn => new Mrkdwn(`<@${user.replace(/[^A-Z0-9]/g, '')}>`);

/** A channel by name, as Slack shows it to the reader. */
export const channelNamed = (channel: string): Mrkdwn => new Mrkdwn(`<#${channel.replace(/[^A-Z0-9]/g, '')}>`);

/** A time in the reader's own zone; readers without Slack's clock see it in UTC. */
export const date = (at: Date): Mrkdwn => stamp(at, '{date_short_pretty} at {time}');
/** The same without the time of day. */
export const day = (at: Date): Mrkdwn => stamp(at, '{date_short_pretty}');

const stamp = (at: Date, format: string): Mrkdwn => {
  const fallback = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new Mrkdwn(`<!date^${Math.floor(at.getTime() / 1000)}^${format}|${fallback}>`);
};
