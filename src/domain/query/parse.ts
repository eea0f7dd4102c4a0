import { canonicalText } from './canonical.ts';
import { combine, contradiction } from './combine.ts';
import type { DateContext } from './dates.ts';
import { readExport, readList } from './exportWords.ts';
import { NO_FILTER, type Filter, type SendsQuery } from './filter.ts';
import type { QueryProblem } from './problem.ts';
import { undoSlackText } from './slackText.ts';
import { mistypedView, replaced, stepFilter, stepWord, viewOf, type Reading, type Stop } from './steps.ts';
import { tokenise, type Span } from './tokens.ts';
import { VIEWS } from './vocabulary.ts';
import { knownZone } from './zone.ts';

/** `timeZone`: IANA; UTC when unknown to this machine. Days are days there. */
export type QueryContext = { now: Date; timeZone: string };

/** `nearby`: a ready command that takes a bare word for the status it nearly is, to offer where nothing was found. */
export type ParsedCommand = { ok: true; query: SendsQuery; nearby: string | undefined } | { ok: false; problem: QueryProblem };

/** How long a command may be, in UTF-16 units of the typed text; its canonical form has to fit, too. */
export const COMMAND_LIMIT = 500;
/** How many slips a suggestion may mend at once. */
const MENDS = 3;

/** A word that may have been a slip, and what would stand in its place. */
type Near = { place: Span; text: string };
type Understood = { ok: true; query: SendsQuery; near: Near | undefined } | { ok: false; stop: Stop };

const stopped = (stop: Stop): Understood => ({ ok: false, stop });
const tooLong = (place: Span): Understood => stopped({ reason: { why: 'too-long', limit: COMMAND_LIMIT }, place });

const readFilter = (reading: Reading, start: number): { filter: Filter; near: Near | undefined } | Stop => {
  let filter = NO_FILTER;
  let near: Near | undefined;
  let next = start;
  for (let token = reading.tokens[next]; token; token = reading.tokens[next]) {
    next++;
    const step = token.type === 'word' ? stepWord(token, next, reading) : stepFilter(token, next, reading);
    if (!step.ok) return step.stop;
    const impossible = contradiction(filter, step.add);
    if (impossible) return { reason: impossible, place: token };
    filter = combine(filter, step.add);
    if (step.near !== undefined) near ??= { place: token, text: step.near };
    next += step.used;
  }
  return { filter, near };
};

const understand = (typed: string, context: DateContext): Understood => {
  if (typed.length > COMMAND_LIMIT) return tooLong({ at: COMMAND_LIMIT, end: typed.length });
  const cut = tokenise(typed);
  if (!cut.ok) return stopped({ reason: { why: 'unclosed-quote' }, place: cut.unclosed, instead: [`${typed.slice(cut.unclosed.at)}"`] });
  const reading = { tokens: cut.tokens, typed, context };
  const named = viewOf(reading.tokens[0]);
  const mistyped = named === undefined ? mistypedView(reading) : undefined;
  if (mistyped) return stopped(mistyped);
  const view = named ?? (reading.tokens.length === 0 ? 'mine' : 'all');
  const { asks } = VIEWS[view];
  if (asks.verb === 'people') return { ok: true, query: { verb: 'people', text: typed.slice(reading.tokens[0]?.end ?? 0).trim() }, near: undefined };
  if (asks.verb === 'export') return understandExport(reading);
  if (asks.verb === 'stats') return understandStats(reading);
  if (asks.verb !== 'list' && asks.verb !== 'stale') return { ok: true, query: asks, near: undefined };
  const read = readFilter(reading, named === undefined ? 0 : 1);
  if ('reason' in read) return stopped(read);
  const canonical = canonicalText(view, read.filter);
  if (undoSlackText(canonical).length > COMMAND_LIMIT) return tooLong({ at: 0, end: typed.length });
  return { ok: true, query: { ...asks, filter: read.filter, canonical }, near: read.near };
};

const understandStats = (reading: Reading): Understood => {
  const list = readList(reading.tokens);
  if ('reason' in list) return stopped(list);
  const read = readFilter(reading, list.from);
  return 'reason' in read ? stopped(read) : { ok: true, query: { verb: 'stats', view: list.view, filter: read.filter }, near: read.near };
};

const understandExport = (reading: Reading): Understood => {
  const asked = readExport(reading);
  if ('reason' in asked) return stopped(asked);
  const { view, withAddress, from } = asked;
  const read = readFilter({ ...reading, tokens: asked.tokens }, from);
  if ('reason' in read) return stopped(read);
  const canonical = canonicalText(view, read.filter);
  if (undoSlackText(canonical).length > COMMAND_LIMIT) return tooLong({ at: 0, end: reading.typed.length });
  return { ok: true, query: { verb: 'export', view, withAddress, filter: read.filter, canonical }, near: read.near };
};

/** The command itself when it makes sense, else what mends it, if at most `mends` more slips are all that is wrong. */
const ready = (typed: string, context: DateContext, mends: number): string[] => {
  const understood = understand(typed, context);
  if (understood.ok) return [typed];
  return mends === 0 ? [] : mended(typed, understood.stop, context, mends - 1).slice(0, 1);
};
const mended = (typed: string, { place, instead = [], commands = [] }: Stop, context: DateContext, mends: number): string[] =>
  [...commands, ...instead.map((text) => replaced(typed, place, text))].flatMap((each) => ready(each, context, mends));

const command = (typed: string): string => `/sends ${typed}`;

/**
 * Understands what was typed after `/sends`, given as Slack sends it. Never throws: it is a query, or a problem that says where
 * and why the text stops making sense, with commands that do.
 */
export const parseSendsCommand = (text: string, { now, timeZone }: QueryContext): ParsedCommand => {
  const typed = undoSlackText(text);
  const context = { now, timeZone: knownZone(timeZone) };
  const understood = understand(typed, context);
  if (understood.ok) {
    const { query, near } = understood;
    const nearby = near ? ready(replaced(typed, near.place, near.text), context, 0)[0] : undefined;
    return { ok: true, query, nearby: nearby === undefined ? undefined : command(nearby) };
  }
  const { reason, place } = understood.stop;
  const literal = understood.stop.literal === undefined ? undefined : ready(understood.stop.literal, context, 0)[0];
  return {
    ok: false,
    problem: {
      ...reason,
      typed,
      offset: place.at,
      length: place.end - place.at,
      suggestions: [...new Set(mended(typed, understood.stop, context, MENDS))].map(command),
      literal: literal === undefined ? undefined : command(literal),
    },
  };
};
