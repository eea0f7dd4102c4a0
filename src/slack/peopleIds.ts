import { z } from 'zod';
import { type MemberId, parseMemberId, parseSendId, type SendId } from '../domain/ids.ts';
import { withoutNul } from '../domain/text.ts';
import type { Cursor } from '../usecases/ports.ts';
import { read, VERSION } from './ids.ts';

/** What can be clicked, submitted and filled in where Admins look after people. */
export const PEOPLE_ACTIONS = {
  list: 'people_list', nextPage: 'people_page_next', previousPage: 'people_page_previous', open: 'people_open', again: 'people_connect_again',
  as: 'people_view_as', asNext: 'people_view_as_next', asPrevious: 'people_view_as_previous',
} as const;
export const PEOPLE_DIALOGS = { search: 'people_search', save: 'people_save' } as const;
export const PEOPLE_FIELDS = { text: 'people_text', role: 'people_role', teams: 'people_teams', slackUser: 'people_slack_user' } as const;
/** The choice that stands for every team. */
export const EVERY_TEAM = '*';
/** How much of a search text is kept. */
export const SEARCH_LIMIT = 100;

const idOf = <Id>(parse: (text: string) => Id | undefined, what: string) => z.string().transform((text, context) => {
  const id = parse(text);
  if (id !== undefined) return id;
  context.addIssue(`not a ${what}`);
  return z.NEVER;
});
const memberId = idOf<MemberId>(parseMemberId, 'member');
const sendId = idOf<SendId>(parseSendId, 'send');

/** The list somebody came from: the question, and where in it they were. */
const list = z.strictObject({ q: z.string().max(SEARCH_LIMIT).transform(withoutNul), h: z.boolean(), a: memberId.optional(), b: memberId.optional() })
  .transform(({ q: text, h: onHold, a: after, b: before }): PeopleList => ({ text, onHold, place: { ...(after && { after }), ...(before && { before }) } }));
export type PeopleList = { text: string; onHold: boolean; place: { after?: MemberId; before?: MemberId } };
const written = ({ text, onHold, place }: PeopleList) => ({ q: text.slice(0, SEARCH_LIMIT), h: onHold, a: place.after, b: place.before });

const place = z.strictObject({ to: z.enum(['next', 'previous']), at: z.int().min(0).max(Date.UTC(2200, 0)), id: sendId })
  .transform(({ to, at, id }) => ({ to, cursor: { at: new Date(at), id } }));
const mark = z.string().max(40);
const v = z.literal(VERSION);
const value = z.discriminatedUnion('do', [
  z.strictObject({ v, do: z.literal('list'), list }),
  z.strictObject({ v, do: z.literal('open'), id: memberId, list }),
  z.strictObject({ v, do: z.literal('again'), id: memberId, mark, list }),
  z.strictObject({ v, do: z.literal('as'), id: memberId, list, place: place.optional() }),
]);
export type PeopleClick = z.output<typeof value>;
export const parsePeople = (text: string | undefined): PeopleClick | undefined => read(value, text);

const encode = (what: object, from: PeopleList): string => JSON.stringify({ v: VERSION, ...what, list: written(from) });
export const encodeList = (from: PeopleList): string => encode({ do: 'list' }, from);
export const encodeOpen = (id: MemberId, from: PeopleList): string => encode({ do: 'open', id }, from);
export const encodeAgain = (id: MemberId, seen: string, from: PeopleList): string => encode({ do: 'again', id, mark: seen }, from);
export const encodeAs = (id: MemberId, from: PeopleList, turn?: { to: 'next' | 'previous'; cursor: Cursor }): string =>
  encode({ do: 'as', id, ...(turn && { place: { to: turn.to, at: turn.cursor.at.getTime(), id: turn.cursor.id } }) }, from);

const searching = z.strictObject({ v, onHold: z.boolean() });
/** What the search dialog remembers besides its text. */
export const encodeSearching = (onHold: boolean): string => JSON.stringify({ v: VERSION, onHold });
export const parseSearching = (text: string): { onHold: boolean } => read(searching, text) ?? { onHold: false };

const editing = z.strictObject({ v, id: memberId, mark, list });
/** Whom a dialog changes, as they were when it was drawn. */
export const encodeEditing = (id: MemberId, seen: string, from: PeopleList): string => JSON.stringify({ v: VERSION, id, mark: seen, list: written(from) });
export const parseEditing = (text: string): { id: MemberId; mark: string; list: PeopleList } | undefined => read(editing, text);
