import { z } from 'zod';
import { FOLD_NAME } from '../domain/notice/fold.ts';
import { withoutNul } from '../domain/text.ts';
import { type ImportId, parseImportId, parseRequestId, parseSendId, parseSubscriptionId, type RequestId, type SendId, type SubscriptionId } from '../domain/ids.ts';
import type { Cursor } from '../usecases/ports.ts';

/** The names of what can be clicked and submitted: a verb first. */
export const ACTIONS = {
  details: 'send_details',
  refresh: 'send_refresh',
  track: 'send_track',
  menu: 'send_menu',
  cancel: 'send_cancel',
  approve: 'send_approve',
  askManager: 'send_ask_manager',
  support: 'send_support',
  share: 'send_share',
  follow: 'send_follow',
  supportSeveral: 'send_support_several',
  requestDone: 'cancel_done',
  requestRefuse: 'cancel_refuse',
  nextPage: 'sends_page_next',
  previousPage: 'sends_page_previous',
  mute: 'notice_mute',
  remind: 'notice_remind',
  settings: 'notice_settings',
  foldNeeding: 'notice_show_needing',
  foldAll: 'notice_show_all',
  foldNext: 'notice_page_next',
  foldPrevious: 'notice_page_previous',
  foldExport: 'notice_export',
  channelFoldAll: 'channel_show_all',
  channelFoldNext: 'channel_page_next',
  channelFoldPrevious: 'channel_page_previous',
  snooze: 'notice_snooze',
  take: 'stale_take',
  exportList: 'sends_export',
  search: 'send_search_open',
  homeRefresh: 'home_refresh',
  homeNext: 'home_page_next',
  homePrevious: 'home_page_previous',
  // What each asks stands in its value; a block holds a name once.
  showMine: 'sends_show_mine',
  showTeam: 'sends_show_team',
  showAll: 'sends_show_all',
  showNeeds: 'sends_show_needs',
  showTeamNeeds: 'sends_show_team_needs',
  showStale: 'sends_show_stale',
  showStats: 'sends_show_stats',
  showTeamStats: 'sends_show_team_stats',
  showHelp: 'sends_show_help',
  showSaved: 'sends_show_saved',
  filter: 'sends_filter',
  subscriptionEnd: 'subscription_end',
  subscriptionResume: 'subscription_resume',
  importDecide: 'import_decide',
  importDiscard: 'import_discard',
} as const;
export const DIALOGS = {
  search: 'send_search', importFile: 'import_file', settings: 'notice_settings', remind: 'notice_remind', cancel: 'send_cancel_confirm', refuse: 'cancel_refuse_reason',
  support: 'send_support_post',
  supportPick: 'send_support_pick',
  share: 'send_share_where',
} as const;
/** The shortcuts of the manifest, by their callback ids. */
export const SHORTCUTS = { findInMessage: 'sends_find_in_message', mine: 'sends_mine' } as const;

/**
 * What buttons and menus carry, written and read side by side. Old messages stay clickable for ever and everybody can read a value: it
 * names a send by its opaque id or repeats a question, grants nothing, and whatever does not parse is answered as an old card.
 */
export const VERSION = 1;
/** Slack's limits: a button's value, and what is safe in a menu's. */
const BUTTON = 2000;

const sendId = z.string().transform((text, context) => {
  const id = parseSendId(text);
  if (id !== undefined) return id;
  context.addIssue('not a send');
  return z.NEVER;
});

/** What a click on a send asks for. */
const sendValue = z.strictObject({ v: z.literal(VERSION), do: z.enum(['details', 'card', 'refresh', 'track', 'cancel', 'approve', 'ask-manager', 'support', 'share', 'follow', 'unfollow']), id: sendId })
  .transform(({ do: choice, id }) => ({ do: choice, id }));
export type SendChoice = z.output<typeof sendValue>['do'];
/** At most 71 characters: short enough for a menu. */
export const encodeSend = (choice: SendChoice, id: SendId): string => JSON.stringify({ v: VERSION, do: choice, id });
export const parseSend = (value: string | undefined): { do: SendChoice; id: SendId } | undefined => read(sendValue, value);

const importValue = z.strictObject({ v: z.literal(VERSION), to: z.enum(['IMPORTING', 'DISCARDED']), id: z.string() }).transform(({ to, id: text }, context) => {
  const id = parseImportId(text);
  if (id !== undefined) return { to, id };
  context.addIssue('not an import');
  return z.NEVER;
});
/** What an Admin makes of a file that was looked through. */
export type ImportChoice = z.output<typeof importValue>;
export const encodeImport = (to: ImportChoice['to'], id: ImportId): string => JSON.stringify({ v: VERSION, to, id });
export const parseImport = (value: string | undefined): ImportChoice | undefined => read(importValue, value);

/** A list to export: its question as a command text. Undefined when it is too long for a button. */
const exportValue = z.strictObject({ v: z.literal(VERSION), q: z.string().transform(withoutNul) }).transform(({ q }) => q);
export const encodeExport = (question: string): string | undefined => {
  const value = JSON.stringify({ v: VERSION, q: question });
  return value.length <= BUTTON ? value : undefined;
};
export const parseExport = (value: string | undefined): string | undefined => read(exportValue, value);

const requestId = z.custom<RequestId>((value) => typeof value === 'string' && parseRequestId(value) !== undefined);
/** What operations answer to a request. */
const requestValue = z.strictObject({ v: z.literal(VERSION), do: z.enum(['done', 'refuse']), request: requestId }).transform(({ do: choice, request }) => ({ do: choice, request }));
export const encodeRequest = (choice: 'done' | 'refuse', request: RequestId): string => JSON.stringify({ v: VERSION, do: choice, request });
export const parseRequest = (value: string | undefined): z.output<typeof requestValue> | undefined => read(requestValue, value);

/** What a dialog about a send is for. `door`: where it was opened; `card`: where an answer only its asker sees can still be replaced. */
const confirmValue = z.strictObject({
  v: z.literal(VERSION), do: z.enum(['cancel', 'approve']), id: sendId, door: z.enum(['card', 'command']), card: z.string().max(1000).optional(),
}).transform(({ do: choice, id, door, card }) => ({ do: choice, id, door, card }));
export type Confirming = z.output<typeof confirmValue>;
export const encodeConfirm = ({ do: choice, id, door, card }: Confirming): string => JSON.stringify({ v: VERSION, do: choice, id, door, card });
export const parseConfirm = (value: string | undefined): Confirming | undefined => read(confirmValue, value);

/** The sends that a message to Support names. */
const supportValue = z.strictObject({ v: z.literal(VERSION), ids: z.array(sendId).min(1).max(20) }).transform(({ ids }) => ids);
export const encodeSupport = (ids: readonly SendId[]): string => JSON.stringify({ v: VERSION, ids });
export const parseSupport = (value: string | undefined): SendId[] | undefined => read(supportValue, value);

const subscriptionValue = z.strictObject({ v: z.literal(VERSION), subscription: z.string() }).transform(({ subscription }) => parseSubscriptionId(subscription));
export const encodeSubscription = (id: SubscriptionId): string => JSON.stringify({ v: VERSION, subscription: id });
export const parseSubscription = (value: string | undefined): SubscriptionId | undefined => read(subscriptionValue, value);

const pageValue = z.strictObject({
  v: z.literal(VERSION),
  /** The question as a command text. */
  q: z.string().transform(withoutNul),
  to: z.enum(['next', 'previous']),
  /** The number of the page it leads to. */
  n: z.int().min(1).max(1_000_000),
  // Within what a database can compare.
  at: z.int().min(0).max(Date.UTC(2200, 0)),
  id: sendId,
}).transform(({ q, to, n, at, id }): PageTurn => ({ question: q, to, number: n, cursor: { at: new Date(at), id } }));
/** A page of a list: the question, and where in the list its neighbour ended. */
export type PageTurn = { question: string; to: 'next' | 'previous'; number: number; cursor: Cursor };

/** Undefined when the question is too long for a button. */
export const encodePage = ({ question, to, number, cursor }: PageTurn): string | undefined => {
  const value = JSON.stringify({ v: VERSION, q: question, to, n: number, at: cursor.at.getTime(), id: cursor.id });
  return value.length <= BUTTON ? value : undefined;
};
export const parsePage = (value: string | undefined): PageTurn | undefined => read(pageValue, value);

/** What somebody wants to hear of a send; reminders come in so many days, or on a date they name. */
const noticeValue = z.strictObject({ v: z.literal(VERSION), do: z.enum(['mute', 'unmute', 'remind-1', 'remind-3', 'remind-on']), id: sendId })
  .transform(({ do: choice, id }) => ({ do: choice, id }));
export type NoticeChoice = z.output<typeof noticeValue>['do'];
/** Short enough for a menu. */
export const encodeNotice = (choice: NoticeChoice, id: SendId): string => JSON.stringify({ v: VERSION, do: choice, id });
export const parseNotice = (value: string | undefined): { do: NoticeChoice; id: SendId } | undefined => read(noticeValue, value);

const snoozeValue = z.strictObject({ v: z.literal(VERSION), for: z.enum(['1', '3', 'moves']), id: sendId }).transform(({ for: length, id }) => ({ for: length, id }));
/** For how long no alert of a send comes: days, or while it stays. */
export type SnoozeValue = z.output<typeof snoozeValue>;
export const encodeSnooze = (length: SnoozeValue['for'], id: SendId): string => JSON.stringify({ v: VERSION, for: length, id });
export const parseSnooze = (value: string | undefined): SnoozeValue | undefined => read(snoozeValue, value);

const takeValue = z.strictObject({ v: z.literal(VERSION), take: sendId }).transform(({ take }) => take);
export const encodeTake = (id: SendId): string => JSON.stringify({ v: VERSION, take: id });
export const parseTake = (value: string | undefined): SendId | undefined => read(takeValue, value);

const foldValue = z.strictObject({
  v: z.literal(VERSION),
  f: z.string().regex(FOLD_NAME),
  /** Only those that ask to act. */
  needing: z.boolean(),
  page: z.strictObject({ to: z.enum(['next', 'previous']), n: z.int().min(1).max(1_000_000), at: z.int().min(0).max(Date.UTC(2200, 0)), id: sendId }).optional(),
}).transform(({ f: fold, needing, page }): FoldTurn => ({
  fold, needing, turn: page && { to: page.to, number: page.n, cursor: { at: new Date(page.at), id: page.id } },
}));
/** The sends in a message of many of the reader's own, or of the channel it is clicked in; or a page of them. */
export type FoldTurn = { fold: string; needing: boolean; turn: Omit<PageTurn, 'question'> | undefined };
export const encodeFold = ({ fold, needing, turn }: FoldTurn): string => JSON.stringify({
  v: VERSION, f: fold, needing, page: turn && { to: turn.to, n: turn.number, at: turn.cursor.at.getTime(), id: turn.cursor.id },
});
export const parseFold = (value: string | undefined): FoldTurn | undefined => read(foldValue, value);

/** Undefined for whatever is not of this form. */
export const read = <T>(schema: z.ZodType<T>, value: string | undefined, limit = BUTTON): T | undefined => {
  if (value === undefined || value.length > limit) return undefined;
  try {
    return schema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined; // not JSON: an old or foreign value
  }
};
