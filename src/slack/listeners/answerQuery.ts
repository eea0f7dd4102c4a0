import { canonicalText } from '../../domain/query/canonical.ts';
import type { RelativeBounds, SendsQuery } from '../../domain/query/filter.ts';
import { undoSlackText } from '../../domain/query/slackText.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { Cursor, Page, PageRequest } from '../../usecases/ports.ts';
import type { Asker } from '../actor.ts';
import { encodeFilter } from '../filterIds.ts';
import { encodeExport, encodePage, type PageTurn } from '../ids.ts';
import type { Verbs } from '../verbs.ts';
import type { Message } from '../views/blocks.ts';
import { outdated } from '../views/refusals.ts';
import { help } from '../views/help.ts';
import { needsList } from '../views/needsList.ts';
import { sendList, type Turns, type Viewer } from '../views/sendList.ts';
import { sendStats } from '../views/sendStats.ts';
import { staleList } from '../views/staleList.ts';
import { whoami } from '../views/whoami.ts';
import { beginExport } from './exportSends.ts';

const PAGE_SIZE = 10;

/** Which page is asked for. `nearby`: a command to offer when nothing is found. `relative`: which of the question's dates move with the day. */
export type Asking = { turn: PageTurn | undefined; nearby: string | undefined; relative?: RelativeBounds | undefined };

const pageRequest = (turn: PageTurn | undefined): PageRequest => {
  if (!turn) return { size: PAGE_SIZE };
  return turn.to === 'next' ? { size: PAGE_SIZE, after: turn.cursor } : { size: PAGE_SIZE, before: turn.cursor };
};

const turnsOf = (question: string, turn: PageTurn | undefined, page: Page<unknown>): Turns => {
  // Whoever is back at the start is on page 1, however the list grew meanwhile.
  const number = page.previous ? Math.max(2, turn?.number ?? 2) : turn?.to === 'next' ? turn.number : 1;
  const turnTo = (to: PageTurn['to'], target: number, cursor: Cursor | undefined): string | undefined =>
    cursor && encodePage({ question, to, number: target, cursor });
  const previous = turnTo('previous', number - 1, page.previous);
  const next = turnTo('next', number + 1, page.next);
  const missing = (page.previous !== undefined && previous === undefined) || (page.next !== undefined && next === undefined);
  return { number, previous, next, tooLong: missing };
};

/** What opens a dialog instead of being answered in a message. */
export type DialogQuery = Extract<SendsQuery, { verb: 'import' | 'people' | 'settings' | 'filter' } | ChannelQuery>;
/** What is about the channel it is typed in, which only the command knows. */
type ChannelQuery = Extract<SendsQuery, { verb: 'subscribe' | 'unsubscribe' | 'subscriptions' }>;
export type MessageQuery = Exclude<SendsQuery, DialogQuery>;
export const opensDialog = (query: SendsQuery): query is DialogQuery => DIALOG_VERBS.some((verb) => verb === query.verb);
const DIALOG_VERBS: readonly DialogQuery['verb'][] = ['import', 'people', 'settings', 'filter', 'subscribe', 'unsubscribe', 'subscriptions'];

const viewerOf = ({ role, teams, email }: Actor): Viewer => ({ role, hasTeams: teams === 'every' || teams.length > 0, email });

const needsOf = (question: string): string => `needs ${question}`;

/** Answers what was asked after `/sends`, or one page of it. */
export const answerQuery = (verbs: Verbs) => async (asker: Asker, query: MessageQuery, { turn, nearby, relative }: Asking): Promise<Message> => {
  const { actor } = asker;
  switch (query.verb) {
    case 'list': {
      const { view, filter, canonical } = query;
      const question = canonicalText(view, filter, relative);
      const list = await verbs.listSends(actor, { view, filter, page: pageRequest(turn) });
      const near = [...(nearby === undefined ? [] : [nearby]), ...list.near.map((each) => `/sends ${undoSlackText(canonicalText(view, each, relative))}`)];
      return sendList({ ...list, view, viewer: viewerOf(actor), filter, near, sends: list.page.items, turns: turnsOf(question, turn, list.page), exportable: encodeExport(canonical), needy: encodeExport(needsOf(question)), filterable: encodeFilter(question) });
    }
    case 'needs': {
      const { view, filter } = query;
      const needs = await verbs.listNeeding(actor, { view, filter }, pageRequest(turn));
      return needsList({ ...needs, view, viewer: viewerOf(actor), filter, sends: needs.page.items, turns: turnsOf(needsOf(canonicalText(view, filter, relative)), turn, needs.page) });
    }
    case 'stale': {
      const { filter } = query;
      const question = canonicalText('stale', filter, relative);
      const stale = await verbs.listStale(actor, filter, pageRequest(turn));
      return staleList({ ...stale, whose: actor.role !== 'SENDER', filter, sends: stale.page.items, turns: turnsOf(question, turn, stale.page), filterable: encodeFilter(question) });
    }
    case 'stats': {
      const { view, filter } = query;
      return sendStats({ ...(await verbs.sendStats(actor, view, filter)), view, viewer: viewerOf(actor), filter });
    }
    case 'export': {
      const { canonical: question, withAddress } = query;
      return turn ? outdated() : beginExport(verbs, asker, 'command', { question, withAddress });
    }
    case 'whoami': return whoami(await verbs.whoAmI(actor));
    case 'help': return help();
  }
};
