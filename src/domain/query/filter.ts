import type { SlackUserId } from '../ids.ts';
import type { Family } from '../send.ts';
import type { StatusName } from '../status.ts';
import type { ListView } from '../visibility.ts';
import type { PlainVerb } from './vocabulary.ts';

/** Whose sends: the asker's, a person by Slack mention, or anyone whose name or e-mail contains a (folded) text. */
export type FromFilter = { me: true } | { slackUser: SlackUserId } | { text: string };
export type KindFilter = { family: Exclude<Family, 'UNKNOWN'> } | { kind: string };

/**
 * What a list is narrowed to. Different keys are combined by AND, the entries of one key by OR, the words of `text` by AND.
 * Texts are folded (`foldText`) and match anywhere inside a name. Empty everywhere: no narrowing.
 */
export type Filter = {
  statuses: readonly StatusName[];
  kinds: readonly KindFilter[];
  /** In the recipient's name, e-mail or company. */
  to: readonly string[];
  from: readonly FromFilter[];
  /** Of campaigns and teams: after `=` it is the whole name. */
  campaigns: readonly string[];
  teams: readonly string[];
  test: 'any' | 'only' | 'no';
  /** From this moment on (inclusive), by `listedAt`. */
  since: Date | undefined;
  /** Before this moment (exclusive). */
  until: Date | undefined;
  /** Bounds on the cost, in cents of whatever currency, both inclusive. */
  cost: { min: number | undefined; max: number | undefined };
  /** Each anywhere in recipient, company, campaign, gift, number or tracking number. */
  text: readonly string[];
};

export const NO_FILTER: Filter = {
  statuses: [], kinds: [], to: [], from: [], campaigns: [], teams: [], test: 'any',
  since: undefined, until: undefined, cost: { min: undefined, max: undefined }, text: [],
};

/** Stands before a campaign's or team's name that is meant as a whole, where any other text is looked for anywhere inside. */
export const EXACTLY = '=';

/** A bound counted from the day it is asked on: the beginning or end of what a relative date (`30d`, `last-week`) names. */
export type RelativeBound = { date: string; edge: 'from' | 'to' };
/** Which bounds of a filter are relative; the filter has them as instants, too, of the moment it was read. */
export type RelativeBounds = { since?: RelativeBound; until?: RelativeBound };

export const isUnfiltered = (filter: Filter): boolean => JSON.stringify(filter) === JSON.stringify(NO_FILTER);

/**
 * What somebody typed after `/sends`, understood. `canonical` is the same question as a command text in the form Slack sends one,
 * to keep in a button: `parseSendsCommand` gives it back as the same query, tomorrow, too (its dates are instants).
 */
export type SendsQuery =
  | { verb: 'list'; view: ListView; filter: Filter; canonical: string }
  /** `text`: what stands after it, as typed. */
  | { verb: 'people'; text: string }
  /** What asks its sender, or whoever looks after it, to act. */
  | { verb: 'needs'; view: ListView; filter: Filter; canonical: string }
  | { verb: 'stale'; filter: Filter; canonical: string }
  | { verb: 'stats'; view: ListView; filter: Filter }
  /** The filter dialog, which begins with these. */
  | { verb: 'filter'; view: ListView | 'stale'; filter: Filter }
  /** `canonical` asks for the list that is exported. */
  | { verb: 'export'; view: ListView; withAddress: boolean; filter: Filter; canonical: string }
  /** A channel is to hear of them: those of whoever subscribes it, narrowed. */
  | { verb: 'subscribe'; filter: Filter }
  | { [Verb in PlainVerb]: { verb: Verb } }[PlainVerb];
