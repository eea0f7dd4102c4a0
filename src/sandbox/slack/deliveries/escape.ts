import type { State } from '../state/state.ts';

const entities = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const literally = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A command's text as Slack sends it when the manifest says `should_escape`: `@Name` and `#channel` become `<@U…|name>` and `<#C…|name>`, links
 * `<…>`, and `& < >` entities. https://docs.slack.dev/interactivity/implementing-slash-commands#creating_your_command
 */
export const escapeCommandText = (text: string, { users, channels }: State): string => {
  const mentions = [
    ...[...users.values()].flatMap(({ id, handle, realName }) => [handle, realName].map((name) => ({ typed: `@${name}`, sent: `<@${id}|${handle}>` }))),
    ...[...channels.values()].filter(({ kind }) => kind !== 'im').map(({ id, name }) => ({ typed: `#${name}`, sent: `<#${id}|${name}>` })),
    // The longest name first: `@Ana Ruiz` is not `@Ana` followed by a word.
  ].toSorted((a, b) => b.typed.length - a.typed.length);
  const sentFor = new Map(mentions.map(({ typed, sent }) => [typed.toLowerCase(), sent]));
  const names = mentions.map(({ typed }) => literally(typed)).join('|');
  const special = new RegExp(`https?://[^\\s<>|]+${names === '' ? '' : `|(?:${names})(?![\\p{L}\\p{N}_])`}`, 'giu');
  let sent = '';
  let end = 0;
  for (const match of text.matchAll(special)) {
    sent += entities(text.slice(end, match.index)) + (sentFor.get(match[0].toLowerCase()) ?? `<${entities(match[0])}>`);
    end = match.index + match[0].length;
  }
  return sent + entities(text.slice(end));
};
