import type { SlackUserId } from '../../domain/ids.ts';
import type { Filter } from '../../domain/query/filter.ts';
import { type Scope, scopeOf } from '../../domain/subscription.ts';
import type { Actor } from '../../domain/visibility.ts';
import type { Places } from '../ports/places.ts';
import type { Subscriptions } from '../ports/subscriptions.ts';
import type { Clock, Members } from '../ports.ts';
import { type Closed, closedFor } from '../shareSend.ts';

export type SubscribeDeps = { subscriptions: Subscriptions; places: Pick<Places, 'look'>; members: Pick<Members, 'teamNames'>; clock: Clock };
export type Subscribing = { channel: string; filter: Filter; slackUser: SlackUserId };

/** How many there may be in a channel, and in the workspace: news of all of them is looked for with each send that moves. */
export const SUBSCRIPTIONS = { here: 10, all: 100 } as const;

/** `not-yours`: only Admins and Managers with teams may. `teams`: the names of those that it is bounded to. */
export type Subscribed = { result: 'not-yours' } | { result: Closed } | { result: 'known' | 'too-many-here' | 'too-many' } | { result: 'subscribed'; scope: Scope; teams: readonly string[] };

/** Has a channel told of sends from now on, within what whoever subscribes may see; nothing personal goes there. Throws when Slack does not tell who reads it. */
export const subscribe = ({ subscriptions, places, members, clock }: SubscribeDeps) => async (actor: Actor, { channel, filter, slackUser }: Subscribing): Promise<Subscribed> => {
  const scope = scopeOf(actor);
  if (!scope) return { result: 'not-yours' };
  const closed = closedFor(await places.look(channel));
  if (closed) return { result: closed };
  const { workspaceId, memberId } = actor;
  const result = await subscriptions.subscribe(workspaceId, { channel, owner: memberId, filter, scope }, SUBSCRIPTIONS, { at: clock(), actor: { member: memberId, slackUser }, door: 'command' });
  return result === 'subscribed' ? { result, scope, teams: scope.everything ? [] : await members.teamNames(actor) } : { result };
};
