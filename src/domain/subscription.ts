import type { MemberId, SubscriptionId, TeamId } from './ids.ts';
import { weightOf } from './notice/events.ts';
import type { Filter } from './query/filter.ts';
import { type FilterFacts, matches } from './query/matches.ts';
import type { Actor } from './visibility.ts';

/** Which sends a channel may hear of: what its owner might when they subscribed, and ever since. */
export type Scope = { everything: true } | { everything: false; teams: 'every' | readonly TeamId[] };

/** `paused`: nothing is told until somebody who may resumes it. */
export type Subscription = { id: SubscriptionId; channel: string; owner: MemberId; ownerName: string; filter: Filter; scope: Scope; paused: 'strangers' | 'unknown' | undefined };

/** What somebody may have channels told of: an Admin everything, a Manager the sends of their teams. Undefined: nothing. */
export const scopeOf = ({ role, teams }: Pick<Actor, 'role' | 'teams'>): Scope | undefined => {
  if (role === 'ADMIN') return { everything: true };
  return role === 'MANAGER' && (teams === 'every' || teams.length > 0) ? { everything: false, teams } : undefined;
};

/** What is left of a scope now that its owner may see this; undefined: nothing. It never grows: a channel does not begin to hear of other teams by itself. */
export const leftOf = (scope: Scope, now: Scope | undefined): Scope | undefined => {
  if (!now || now.everything) return now && scope;
  if (scope.everything || scope.teams === 'every') return now;
  const { teams } = now;
  const left = teams === 'every' ? scope.teams : scope.teams.filter((team) => teams.includes(team));
  return left.length > 0 ? { everything: false, teams: left } : undefined;
};

export const sameScope = (a: Scope, b: Scope): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether a send lies within a scope; one without a team only in that of everything. */
export const inScope = (scope: Scope, team: TeamId | undefined): boolean =>
  scope.everything || (team !== undefined && (scope.teams === 'every' || scope.teams.includes(team)));

/** Whether a channel hears that a send came into its status: those that nobody waits for only where the filter names them. */
export const hears = ({ filter, scope, owner }: Pick<Subscription, 'filter' | 'scope' | 'owner'>, facts: FilterFacts, team: TeamId | undefined): boolean =>
  inScope(scope, team) && (filter.statuses.length > 0 || weightOf({ name: facts.status }) !== 'silent') && matches(filter, facts, owner);
