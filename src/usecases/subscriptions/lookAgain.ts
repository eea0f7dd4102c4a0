import type { WorkspaceId } from '../../domain/ids.ts';
import type { Places } from '../ports/places.ts';
import type { Subscriptions, SubscriptionTurn } from '../ports/subscriptions.ts';
import type { Clock } from '../ports.ts';
import { type Closed, closedFor } from '../shareSend.ts';

export type LookAgainDeps = { subscriptions: Pick<Subscriptions, 'list' | 'turn'>; places: Pick<Places, 'look' | 'forget'>; clock: Clock };

/** More than may be in a channel. */
export const MOST_IN_CHANNEL = 100;

/** What becomes of a channel's subscriptions where nothing may be said there now. */
export const turnFor = (closed: Closed): SubscriptionTurn => {
  switch (closed) {
    case 'strangers': case 'unknown': return { what: 'paused', why: closed };
    case 'outside': case 'archived': return { what: 'ended', why: closed };
  }
};

/**
 * Something befell a channel: what it hears ends or rests at once where it may hear no more, and whoever subscribed it is told, once. Decided from
 * what Slack says of it when asked now, so that late and repeated events do no harm. Throws when Slack does not answer: the next news there looks again.
 */
export const lookAgain = ({ subscriptions, places, clock }: LookAgainDeps) => async (workspaceId: WorkspaceId, channel: string): Promise<void> => {
  places.forget(channel);
  const told = (await subscriptions.list(workspaceId, { channel }, MOST_IN_CHANNEL)).filter(({ paused }) => paused === undefined);
  const closed = told.length > 0 ? closedFor(await places.look(channel)) : undefined;
  if (!closed) return;
  for (const each of told) await subscriptions.turn(workspaceId, each, turnFor(closed), undefined, clock());
};
