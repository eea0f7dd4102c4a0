import type { SlackUserId, SubscriptionId } from '../../domain/ids.ts';
import { leftOf, scopeOf, type Subscription } from '../../domain/subscription.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { Places } from '../ports/places.ts';
import type { Subscriptions } from '../ports/subscriptions.ts';
import type { Clock } from '../ports.ts';
import { type Closed, closedFor } from '../shareSend.ts';

export type ManageDeps = { subscriptions: Subscriptions; places: Pick<Places, 'look'>; clock: Clock };

/** A subscription as somebody may see it. What it is about may name people: only its owner and Admins read that. */
export type ListedSubscription = Pick<Subscription, 'id' | 'channel' | 'ownerName' | 'paused'> & { own: boolean; mayEnd: boolean; filter: Subscription['filter'] | undefined };
export type SubscriptionList = { here: boolean; subscriptions: readonly ListedSubscription[]; more: boolean };

const SHOWN = 20;

const mayEnd = ({ role, memberId }: Actor, { owner }: Subscription): boolean => role === 'ADMIN' || owner === memberId;
const listed = (actor: Actor, each: Subscription): ListedSubscription => {
  const { id, channel, ownerName, paused, owner, filter } = each;
  const may = mayEnd(actor, each);
  return { id, channel, ownerName, paused, own: owner === actor.memberId, mayEnd: may, filter: may ? filter : undefined };
};

/** Those of a channel; without one their own; to an Admin all of the workspace, those of the channel first. */
export const listSubscriptions = ({ subscriptions }: Pick<ManageDeps, 'subscriptions'>) => async (actor: Actor, channel: string | undefined): Promise<SubscriptionList> => {
  const { workspaceId, memberId, role } = actor;
  const of = role === 'ADMIN' ? {} : channel === undefined ? { owner: memberId } : { channel };
  const found = await subscriptions.list(workspaceId, of, role === 'ADMIN' ? 100 : SHOWN + 1);
  const ordered = [...found.filter((each) => each.channel === channel), ...found.filter((each) => each.channel !== channel)];
  return { here: channel !== undefined && role !== 'ADMIN', subscriptions: ordered.slice(0, SHOWN).map((each) => listed(actor, each)), more: ordered.length > SHOWN };
};

/** `which`: there are several that they may end. */
export type Unsubscribed = { result: 'ended'; subscription: ListedSubscription } | { result: 'none' | 'which' };

/** Ends the one subscription of a channel that the actor may end. */
export const unsubscribe = ({ subscriptions, clock }: ManageDeps) => async (actor: Actor, channel: string, slackUser: SlackUserId): Promise<Unsubscribed> => {
  const found = (await subscriptions.list(actor.workspaceId, { channel }, 100)).filter((each) => mayEnd(actor, each));
  const own = found.filter(({ owner }) => owner === actor.memberId);
  const [only, ...others] = own.length > 0 ? own : found;
  if (!only) return { result: 'none' };
  if (others.length > 0) return { result: 'which' };
  const ended = await subscriptions.end(actor.workspaceId, only.id, { at: clock(), actor: { member: actor.memberId, slackUser }, door: 'command' });
  return ended ? { result: 'ended', subscription: listed(actor, only) } : { result: 'none' };
};

export type Turned = { result: 'done' | 'gone' | 'not-yours' } | { result: Closed; channel: string };

/** Ends a subscription, or has one that rests told again, if the actor may and nothing speaks against it any more. */
export const turnSubscription = ({ subscriptions, places, clock }: ManageDeps) =>
  async (actor: Actor, id: SubscriptionId, wanted: 'end' | 'resume', slackUser: SlackUserId): Promise<Turned> => {
    const { workspaceId, memberId } = actor;
    const found = await subscriptions.get(workspaceId, id);
    if (!found) return { result: 'gone' };
    if (!mayEnd(actor, found)) return { result: 'not-yours' };
    const by = { at: clock(), actor: { member: memberId, slackUser }, door: 'card' } as const;
    if (wanted === 'end') return { result: (await subscriptions.end(workspaceId, id, by)) ? 'done' : 'gone' };
    const scope = leftOf(found.scope, scopeOf(actor));
    if (!scope) return { result: 'not-yours' };
    const closed = closedFor(await places.look(found.channel));
    if (closed) return { result: closed, channel: found.channel };
    return { result: (await subscriptions.resume(workspaceId, id, scope, by)) ? 'done' : 'gone' };
  };
