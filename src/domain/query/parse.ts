import { canonicalText } from './canonical.ts';
import { combine, contradiction } from './combine.ts';
import type { DateContext } from './dates.ts';
import { readExport, readList } from './exportWords.ts';
import { NO_FILTER, type Filter, type RelativeBounds, type SendsQuery } from './filter.ts';
import type { QueryProblem } from './problem.ts';
import { filterOn, laidOver, NONE_SAVED, type SavedFilters, type SavedQuery } from './saved.ts';
import { undoSlackText } from './slackText.ts';
import { mistypedView, replaced, savedAt, stepFilter, stepWord, viewOf, type Reading, type Stop } from './steps.ts';
import { tokenise, type Span } from './tokens.ts';
import { VIEWS } from './vocabulary.ts';
import { knownZone } from './zone.ts';

/** `timeZone`: IANA; UTC when unknown to this machine. Days are days there. `saved`: what the asker has saved, to be asked by its name. */
export type QueryContext = { now: Date; timeZone: string; saved?: SavedFilters };

/**
 * `nearby`: a ready command that takes a bare word for the status it nearly is, to offer where nothing was found.
 * `relative`: which of its dates move with the day, if any do.
 */
export type ParsedCommand = { ok: true; query: SendsQuery; nearby: string | undefined; relative?: RelativeBounds } | { ok: false; problem: QueryProblem };

/** How long a command may be, in UTF-16 units of the typed text; its canonical form has to fit, too. */
export const COMMAND_LIMIT = 500;
/** How many slips a suggestion may mend at once. */
const MENDS = 3;

/** A word that may have been a slip, and what would stand in its place. */
type Near = { place: Span; text: string };
type Understood = { ok: true; query: SendsQuery; near: Near | undefined; relative?: RelativeBounds | undefined } | { ok: false; stop: Stop };

const stopped = (stop: Stop): Understood => ({ ok: false, stop });
const tooLong = (place: Span): Understood => stopped({ reason: { why: 'too-long', limit: COMMAND_LIMIT }, place });

type Filtered = { filter: Filter; relative: RelativeBounds | undefined; near: Near | undefined };

const readTyped = (reading: Reading, start: number): Filtered | Stop => {
  let filter = NO_FILTER;
  let relative: RelativeBounds = {};
  let near: Near | undefined;
  let next = start;
  for (let token = reading.tokens[next]; token; token = reading.tokens[next]) {
    next++;
    const step = token.type === 'word' ? stepWord(token, next, reading) : stepFilter(token, next, reading);
    if (!step.ok) return step.stop;
    const impossible = contradiction(filter, step.add);
    if (impossible) return { reason: impossible, place: token };
    const before = filter;
    filter = combine(filter, step.add);
    // Of two bounds the narrower one holds, and only how that one was said.
    relative = {
      ...(filter.since === before.since ? relative.since && { since: relative.since } : step.relative?.since && { since: step.relative.since }),
      ...(filter.until === before.until ? relative.until && { until: relative.until } : step.relative?.until && { until: step.relative.until }),
    };
    if (step.near !== undefined) near ??= { place: token, text: step.near };
    next += step.used;
  }
  return { filter, near, relative: relative.since || relative.until ? relative : undefined };
};

/** The filters from a place on, laid over a saved one if there is one. */
const readFilter = (reading: Reading, start: number, base?: SavedQuery): Filtered | Stop => {
  const typed = readTyped(reading, start);
  if ('reason' in typed || !base) return typed;
  const filter = laidOver(filterOn(base, reading.context), typed.filter);
  const last = reading.tokens.at(-1);
  const impossible = contradiction(filter, NO_FILTER);
  if (impossible && last) return { reason: impossible, place: last };
  const since = typed.filter.since ? typed.relative?.since : base.relative.since;
  const until = typed.filter.until ? typed.relative?.until : base.relative.until;
  return { ...typed, filter, relative: since || until ? { ...(since && { since }), ...(until && { until }) } : undefined };
};

const understand = (typed: string, context: DateContext, saved: SavedFilters): Understood => {
  if (typed.length > COMMAND_LIMIT) return tooLong({ at: COMMAND_LIMIT, end: typed.length });
  const cut = tokenise(typed);
  if (!cut.ok) return stopped({ reason: { why: 'unclosed-quote' }, place: cut.unclosed, instead: [`${typed.slice(cut.unclosed.at)}"`] });
  const reading = { tokens: cut.tokens, typed, context, saved };
  const named = viewOf(reading.tokens[0]);
  const base = named === undefined ? savedAt(reading, 0) : undefined;
  const mistyped = named === undefined && !base ? mistypedView(reading) : undefined;
  if (mistyped) return stopped(mistyped);
  const view = named ?? base?.view ?? (reading.tokens.length === 0 ? 'mine' : 'all');
  const { asks } = VIEWS[view];
  if (asks.verb === 'people') return { ok: true, query: { verb: 'people', text: typed.slice(reading.tokens[0]?.end ?? 0).trim() }, near: undefined };
  if (asks.verb === 'export') return understandExport(reading);
  if (asks.verb === 'stats') return understandStats(reading);
  if (asks.verb === 'needs') return understandNeeds(reading);
  if (asks.verb === 'subscribe') return understandSubscription(reading);
  if (asks.verb === 'filter') return understandFilter(reading);
  if (asks.verb !== 'list' && asks.verb !== 'stale') return { ok: true, query: asks, near: undefined };
  const read = readFilter(reading, named === undefined && !base ? 0 : 1, base);
  if ('reason' in read) return stopped(read);
  const canonical = canonicalText(view, read.filter);
  if (undoSlackText(canonical).length > COMMAND_LIMIT) return tooLong({ at: 0, end: typed.length });
  return { ok: true, query: { ...asks, filter: read.filter, canonical }, near: read.near, relative: read.relative };
};

const understandStats = (reading: Reading): Understood => {
  const list = readList(reading);
  if ('reason' in list) return stopped(list);
  const read = readFilter(reading, list.from, list.base);
  return 'reason' in read ? stopped(read) : { ok: true, query: { verb: 'stats', view: list.view, filter: read.filter }, near: read.near };
};

/** What needs oneself, unless another list or a saved filter is named. */
const understandNeeds = (reading: Reading): Understood => {
  const list = readList(reading);
  if ('reason' in list) return stopped(list);
  const read = readFilter(reading, list.from, list.base);
  if ('reason' in read) return stopped(read);
  const view = list.from === 1 ? 'mine' : list.view;
  const canonical = `needs ${canonicalText(view, read.filter)}`;
  if (undoSlackText(canonical).length > COMMAND_LIMIT) return tooLong({ at: 0, end: reading.typed.length });
  return { ok: true, query: { verb: 'needs', view, filter: read.filter, canonical }, near: read.near, relative: read.relative };
};

/** Which list is meant says nothing here: what somebody may subscribe to is one. */
const understandSubscription = (reading: Reading): Understood => {
  const list = viewOf(reading.tokens[1]);
  const base = savedAt(reading, 1);
  const read = readFilter(reading, base || list === 'team' || list === 'all' ? 2 : 1, base);
  return 'reason' in read ? stopped(read) : { ok: true, query: { verb: 'subscribe', filter: read.filter }, near: read.near };
};

/** Without a word, the dialog begins with one's own sends. */
const understandFilter = (reading: Reading): Understood => {
  const [, second] = reading.tokens;
  if (second === undefined) return { ok: true, query: { verb: 'filter', view: 'mine', filter: NO_FILTER }, near: undefined };
  const list = viewOf(second) === 'stale' ? { view: 'stale' as const, base: undefined, from: 2 } : readList(reading);
  if ('reason' in list) return stopped(list);
  const view = list.base?.view ?? list.view;
  const read = readFilter(reading, list.from, list.base);
  if ('reason' in read) return stopped(read);
  if (undoSlackText(canonicalText(view, read.filter)).length > COMMAND_LIMIT) return tooLong({ at: 0, end: reading.typed.length });
  return { ok: true, query: { verb: 'filter', view, filter: read.filter }, near: read.near, relative: read.relative };
};

const understandExport = (reading: Reading): Understood => {
  const asked = readExport(reading);
  if ('reason' in asked) return stopped(asked);
  const { view, withAddress, from, base } = asked;
  const read = readFilter({ ...reading, tokens: asked.tokens }, from, base);
  if ('reason' in read) return stopped(read);
  const canonical = canonicalText(view, read.filter);
  if (undoSlackText(canonical).length > COMMAND_LIMIT) return tooLong({ at: 0, end: reading.typed.length });
  return { ok: true, query: { verb: 'export', view, withAddress, filter: read.filter, canonical }, near: read.near };
};

/** The command itself when it makes sense, else what mends it, if at most `mends` more slips are all that is wrong. */
const ready = (typed: string, context: DateContext, saved: SavedFilters, mends: number): string[] => {
  const understood = understand(typed, context, saved);
  if (understood.ok) return [typed];
  return mends === 0 ? [] : mended(typed, understood.stop, context, saved, mends - 1).slice(0, 1);
};
const mended = (typed: string, { place, instead = [], commands = [] }: Stop, context: DateContext, saved: SavedFilters, mends: number): string[] =>
  [...commands, ...instead.map((text) => replaced(typed, place, text))].flatMap((each) => ready(each, context, saved, mends));

const command = (typed: string): string => `/sends ${typed}`;

/**
 * Understands what was typed after `/sends`, given as Slack sends it. Never throws: it is a query, or a problem that says where
 * and why the text stops making sense, with commands that do.
 */
export const parseSendsCommand = (text: string, { now, timeZone, saved = NONE_SAVED }: QueryContext): ParsedCommand => {
  const typed = undoSlackText(text);
  const context = { now, timeZone: knownZone(timeZone) };
  const understood = understand(typed, context, saved);
  if (understood.ok) {
    const { query, near, relative } = understood;
    const nearby = near ? ready(replaced(typed, near.place, near.text), context, saved, 0)[0] : undefined;
    return { ok: true, query, nearby: nearby === undefined ? undefined : command(nearby), ...(relative && { relative }) };
  }
  const { reason, place } = understood.stop;
  const literal = understood.stop.literal === undefined ? undefined : ready(understood.stop.literal, context, saved, 0)[0];
  return {
    ok: false,
    problem: {
      ...reason,
      typed,
      offset: place.at,
      length: place.end - place.at,
      suggestions: [...new Set(mended(typed, understood.stop, context, saved, MENDS))].map(command),
      literal: literal === undefined ? undefined : command(literal),
    },
  };
};
