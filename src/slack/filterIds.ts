import { z } from 'zod';
import { withoutNul } from '../domain/text.ts';
import type { Suggested } from '../usecases/ports/suggestions.ts';
import { read, VERSION } from './ids.ts';

/** What can be clicked, filled in and searched in the filter dialog, which `ACTIONS.filter` opens. */
export const SAVED_FILTER = 'sends_filter_saved';
export const FILTER_DIALOG = 'sends_filter_show';
export const FILTER_FIELDS = {
  view: 'filter_view', status: 'filter_status', kind: 'filter_kind', to: 'filter_to', from: 'filter_from', campaign: 'filter_campaign', team: 'filter_team',
  period: 'filter_period', since: 'filter_since', until: 'filter_until', cost: 'filter_cost', test: 'filter_test', text: 'filter_text', name: 'filter_name',
} as const;
export type FilterField = keyof typeof FILTER_FIELDS;
/** The menus whose choices are looked up as somebody types. */
export const SEARCHED = { [FILTER_FIELDS.campaign]: 'campaign', [FILTER_FIELDS.from]: 'person', [FILTER_FIELDS.team]: 'team' } as const satisfies Record<string, Suggested>;

/** Slack's limits: what a button and what a dialog can carry. */
const BUTTON = 2000;
const METADATA = 3000;
const v = z.literal(VERSION);
const question = z.string().transform(withoutNul);

/** A list's question, dates that move with the day as such, for the button that opens the dialog. Undefined when it is too long for one. */
const opening = z.strictObject({ v, q: question }).transform(({ q }) => q);
export const encodeFilter = (text: string): string | undefined => {
  const value = JSON.stringify({ v: VERSION, q: text });
  return value.length <= BUTTON ? value : undefined;
};
export const parseFilter = (value: string | undefined): string | undefined => read(opening, value);

const place = z.strictObject({ v, q: question, at: z.string().max(1000).optional(), replace: z.boolean(), n: z.int().min(0).max(10_000), saved: z.string().max(60).optional() })
  .transform(({ q, at, replace, n, saved }): FilterPlace => ({ question: q, at, replace, edition: n, editing: saved }));
/**
 * What the dialog remembers. `question`: what it began with, in the form that its `present` choices count in. `at`: where the result is shown, in
 * place of what stands there if `replace`. `edition`: counts how often its fields were filled anew. `editing`: the saved filter that is changed.
 */
export type FilterPlace = { question: string; at: string | undefined; replace: boolean; edition: number; editing: string | undefined };
/** Undefined when it is too long for a dialog. */
export const encodePlace = ({ question: q, at, replace, edition: n, editing: saved }: FilterPlace): string | undefined => {
  const text = JSON.stringify({ v: VERSION, q, at, replace, n, saved });
  return text.length <= METADATA ? text : undefined;
};
export const parsePlace = (text: string): FilterPlace | undefined => read(place, text, METADATA);

const savedValue = z.strictObject({ v, do: z.enum(['use', 'change', 'delete']), saved: z.string().max(60) }).transform(({ do: choice, saved }) => ({ do: choice, key: saved }));
export type SavedChoice = z.output<typeof savedValue>;
/** Short enough for a menu. */
export const encodeSaved = (choice: SavedChoice['do'], key: string): string => JSON.stringify({ v: VERSION, do: choice, saved: key });
export const parseSaved = (value: string | undefined): SavedChoice | undefined => read(savedValue, value);

/** A chosen value: oneself, an entry that stood there from the start (by its place), a text to be found anywhere, or what was found by its opaque id. */
export type Chosen = { me: true } | { present: number } | { text: string } | { id: string };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const encodeChosen = (chosen: Chosen): string => {
  if ('me' in chosen) return 'me';
  if ('present' in chosen) return `p:${chosen.present}`;
  return 'text' in chosen ? `t:${chosen.text}` : chosen.id;
};
export const parseChosen = (value: string): Chosen | undefined => {
  if (value === 'me') return { me: true };
  if (value.startsWith('t:')) return { text: withoutNul(value.slice(2)) };
  const present = /^p:(\d{1,3})$/.exec(value)?.[1];
  if (present !== undefined) return { present: Number(present) };
  return UUID.test(value) ? { id: value } : undefined;
};
