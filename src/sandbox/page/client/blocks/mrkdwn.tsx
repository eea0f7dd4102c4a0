import { get as emojiOf } from 'node-emoji';
import { Fragment, type ReactNode } from 'react';
import { slackDate } from './dates.ts';
import { useReader, type Reader } from './reader.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const decoded = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

/** `:gift:` as its emoji; an unknown name stays as it is. */
export const withEmoji = (text: string): string => text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => emojiOf(name) ?? whole);

const Mention = ({ children }: { children: ReactNode }) => <span className="mention">{children}</span>;

/** What stands between angle brackets: a mention, a date, a link. */
const special = (inside: string, reader: Reader): ReactNode => {
  const [target = '', ...rest] = inside.split('|');
  const label = decoded(rest.join('|'));
  if (target.startsWith('@')) return <Mention>@{reader.people.find(({ id }) => id === target.slice(1))?.name ?? (label || target.slice(1))}</Mention>;
  if (target.startsWith('#')) return <Mention>#{reader.places.find(({ id }) => id === target.slice(1))?.name ?? (label || target.slice(1))}</Mention>;
  const [, seconds, format = '', link] = /^!date\^(-?\d+)\^([^^]*)(?:\^(.*))?$/.exec(target) ?? [];
  if (seconds !== undefined) {
    const written = slackDate(Number(seconds), format, reader) ?? label;
    return link === undefined ? <time title={new Date(Number(seconds) * 1000).toUTCString()}>{written}</time> : <a href={decoded(link)} target="_blank" rel="noreferrer">{written}</a>;
  }
  if (/^!(channel|here|everyone)$/.test(target)) return <span className="mention loud">@{target.slice(1)}</span>;
  if (target.startsWith('!')) return <Mention>{label || target}</Mention>;
  if (/^(https?:|mailto:|tel:)/.test(target)) return <a href={decoded(target)} target="_blank" rel="noreferrer">{label === '' ? decoded(target).replace(/^(mailto|tel):/, '') : withEmoji(label)}</a>;
  return decoded(`<${inside}>`);
};

// Marks format only around words: not with a space inside at either end, nor in the middle of a word.
const STYLED = /(?<![\p{L}\p{N}*_~])([*_~])(?!\s)((?:(?!\1)[^\n])+?)(?<!\s)\1(?![\p{L}\p{N}*_~])/u;
const INLINE = new RegExp(`<([^<>\\n]+)>|\`([^\`\\n]+)\`|${STYLED.source.replace(/\\1/g, '\\3')}`, 'u');

const plainPieces = (text: string, verbatim: boolean): ReactNode => {
  const shown = withEmoji(decoded(text));
  if (verbatim) return shown;
  return shown.split(/(https?:\/\/[^\s<>]+)/).map((piece, i) => (i % 2 === 1 ? <a key={piece} href={piece} target="_blank" rel="noreferrer">{piece}</a> : piece));
};

const inline = (text: string, reader: Reader, verbatim: boolean): ReactNode[] => {
  const nodes: ReactNode[] = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    const [whole, bracketed, code, mark, styled = ''] = match;
    const key = `${nodes.length}`;
    nodes.push(<Fragment key={`${key}-`}>{plainPieces(rest.slice(0, match.index), verbatim)}</Fragment>);
    if (bracketed !== undefined) nodes.push(<Fragment key={key}>{special(bracketed, reader)}</Fragment>);
    else if (code !== undefined) nodes.push(<code key={key}>{inlineCode(code, reader)}</code>);
    else {
      const inner = inline(styled, reader, verbatim);
      nodes.push(mark === '*' ? <strong key={key}>{inner}</strong> : mark === '_' ? <em key={key}>{inner}</em> : <s key={key}>{inner}</s>);
    }
    rest = rest.slice(match.index + whole.length);
  }
  return [...nodes, <Fragment key="rest">{plainPieces(rest, verbatim)}</Fragment>];
};

/** Inside code nothing is formatted but links and mentions. */
const inlineCode = (text: string, reader: Reader): ReactNode[] =>
  text.split(/<([^<>\n]+)>/).map((piece, i) => <Fragment key={`${i}`}>{i % 2 === 1 ? special(piece, reader) : decoded(piece)}</Fragment>);

type Chunk = { quote: boolean; lines: string[] };
const chunksOf = (text: string): Chunk[] => {
  const chunks: Chunk[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:>|&gt;)\s?/.exec(line);
    const last = chunks.at(-1);
    const content = quoted ? line.slice(quoted[0].length) : line;
    if (last && last.quote === Boolean(quoted)) last.lines.push(content);
    else chunks.push({ quote: Boolean(quoted), lines: [content] });
  }
  return chunks;
};

const Lines = ({ lines, verbatim }: { lines: readonly string[]; verbatim: boolean }) => {
  const reader = useReader();
  return <>{lines.map((line, i) => <Fragment key={`${i}`}>{i > 0 && <br />}{inline(line, reader, verbatim)}</Fragment>)}</>;
};

/** Slack's markup, drawn. `verbatim`: addresses without brackets are left alone. https://docs.slack.dev/messaging/formatting-message-text */
export const Mrkdwn = ({ text, verbatim = false }: { text: string; verbatim?: boolean }) => (
  <>
    {text.split(/```\n?([\s\S]*?)\n?```/).map((part, i) => {
      if (i % 2 === 1) return <pre key={`${i}`}>{decoded(part)}</pre>;
      if (part === '') return null;
      return chunksOf(part).map(({ quote, lines }, j) => {
        const content = <Lines key={`${i}.${j}`} lines={lines} verbatim={verbatim} />;
        return quote ? <blockquote key={`${i}.${j}`}>{content}</blockquote> : content;
      });
    })}
  </>
);
