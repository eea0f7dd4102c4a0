import type { Actor } from '../../domain/visibility.ts';
import type { Homes, HomeTurn, HomeView } from '../ports/homes.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { Clock } from '../ports.ts';
import { homeItem } from './looking.ts';
import { type HomeContent, showHome, type ShowHomeDeps } from './showHome.ts';

export type OpenHomeDeps = ShowHomeDeps & { homes: Homes };

/** What is to be published, as it was `at` that time. `before`: what stood there by then. */
export type OpenedHome = { content: HomeContent; before: HomeView; at: Date };

/** Somebody opens Home; undefined when the same event told of it before. */
export const openHome = (deps: OpenHomeDeps) => async (actor: Actor, event: string): Promise<OpenedHome | undefined> => {
  // What stands there is read before what is to stand there: whoever publishes meanwhile is noticed by it.
  const at = deps.clock();
  const before = await deps.homes.opened(actor.workspaceId, actor.memberId, event, at);
  return before && { content: await showHome(deps)(actor, undefined), before, at };
};

const NEVER_OPENED: Omit<HomeView, 'openedAt' | 'turn'> = { publishedAt: undefined, shown: '', hash: '' };

/** Somebody wants it anew, at its first page or another. */
export const turnHome = (deps: OpenHomeDeps) => async (actor: Actor, turn: HomeTurn | undefined): Promise<OpenedHome> => {
  const at = deps.clock();
  const before = await deps.homes.turned(actor.workspaceId, actor.memberId, turn, at);
  return { content: await showHome(deps)(actor, turn), before: before ?? { ...NEVER_OPENED, openedAt: at, turn }, at };
};

/** What stands on somebody's Home from now on. */
export const homePublished = ({ homes }: Pick<OpenHomeDeps, 'homes'>) => (actor: Actor, what: Pick<HomeView, 'shown' | 'hash'>, at: Date): Promise<void> =>
  homes.published(actor.workspaceId, actor.memberId, what, at);

/** Home could not be published, or nobody knows whether it was: it is made up for in so many ms. */
export const homeMissed = ({ homes, outbox, clock }: { homes: Homes; outbox: Pick<Outbox, 'add'>; clock: Clock }) => async (actor: Actor, inMs?: number): Promise<void> => {
  await homes.unknown(actor.workspaceId, actor.memberId);
  await outbox.add(actor.workspaceId, [homeItem(actor.memberId, clock(), inMs)], clock());
};
