import { z } from 'zod';
import type { MemberId, SubscriptionId, TeamId } from '../../domain/ids.ts';
import { readStoredFilter } from '../../domain/query/stored.ts';
import type { Scope, Subscription } from '../../domain/subscription.ts';
import { sql } from '../database.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const scope = z.union([
  z.strictObject({ everything: z.literal(true) }),
  z.strictObject({ everything: z.literal(false), teams: z.union([z.literal('every'), z.array(id<TeamId>())]) }),
]);

export const writeScope = (of: Scope): string => JSON.stringify(of);

const row = z.object({
  id: id<SubscriptionId>(), channel: z.string(), owner_id: id<MemberId>(), owner_name: z.string(), filter: z.string(), scope: z.string(), paused: z.enum(['strangers', 'unknown']).nullable(),
});
/** Undefined for one that a newer version wrote, whose filter this one does not understand: it is told nothing rather than anything. */
export const subscriptionRow = row.transform((found): Subscription | undefined => {
  const filter = readStoredFilter(found.filter);
  return filter && {
    id: found.id, channel: found.channel, owner: found.owner_id, ownerName: found.owner_name, filter, scope: scope.parse(JSON.parse(found.scope)), paused: found.paused ?? undefined,
  };
});

export const SUBSCRIPTIONS = sql`SELECT s.id, s.channel, s.owner_id, m.name AS owner_name, s.filter, s.scope, s.paused
  FROM subscriptions s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.owner_id`;
