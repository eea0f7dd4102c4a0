import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { SubscriptionId, WorkspaceId } from '../../domain/ids.ts';
import { storeFilter } from '../../domain/query/stored.ts';
import type { Doer } from '../../usecases/ports/audit.ts';
import type { NewSubscription, SubscribeOutcome, Subscriptions } from '../../usecases/ports/subscriptions.ts';
import { appendAudit } from '../audit.ts';
import { all, rows, sql, time, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { retrying } from '../retrying.ts';
import { forgetSubscriptions } from './channelNews.ts';
import { subscriptionRow, SUBSCRIPTIONS, writeScope } from './rows.ts';
import { turnSubscription } from './turn.ts';

const countsRow = z.object({ everywhere: z.coerce.number(), here: z.coerce.number(), known: z.boolean() });
const gone = z.object({ channel: z.string() });

export const subscriptions = (database: PrismaClient): Subscriptions => {
  /** Whoever records next looks anew: after the transaction, or what it read before it would stand. */
  const changing = async <T>(workspace: WorkspaceId, work: (transaction: Database) => Promise<T>): Promise<T> =>
    retrying(() => database.$transaction(work)).finally(() => forgetSubscriptions(workspace));
  const list: Subscriptions['list'] = async (workspace, { channel, owner }, limit) => {
    const where = [
      sql`s.workspace_id = ${workspace}::uuid`, ...(channel === undefined ? [] : [sql`s.channel = ${channel}`]), ...(owner === undefined ? [] : [sql`s.owner_id = ${owner}::uuid`]),
    ];
    return (await rows(database, subscriptionRow, sql`${SUBSCRIPTIONS} WHERE ${all(where)} ORDER BY s.id LIMIT ${limit}`)).filter((each) => each !== undefined);
  };
  return {
    list,
    subscribe: (workspace, asked, limits, by) => changing(workspace, (transaction) => subscribe(transaction, workspace, asked, limits, by)),
    get: async (workspace, id) => (await rows(database, subscriptionRow, sql`${SUBSCRIPTIONS} WHERE s.workspace_id = ${workspace}::uuid AND s.id = ${id}::uuid`))[0],
    end: (workspace, id, by) => changing(workspace, async (transaction) => {
      const [ended] = await rows(transaction, gone, sql`DELETE FROM subscriptions WHERE workspace_id = ${workspace}::uuid AND id = ${id}::uuid RETURNING channel`);
      if (ended) await appendAudit(transaction, workspace, [{ ...by, verb: 'unsubscribed', after: { subscription: id, channel: ended.channel } }]);
      return ended !== undefined;
    }),
    resume: (workspace, id, scope, by) => changing(workspace, async (transaction) => {
      const [resumed] = await rows(transaction, gone, sql`UPDATE subscriptions SET paused = NULL, scope = ${writeScope(scope)}, changes = changes + 1
        WHERE workspace_id = ${workspace}::uuid AND id = ${id}::uuid AND paused IS NOT NULL RETURNING channel`);
      if (resumed) await appendAudit(transaction, workspace, [{ ...by, verb: 'subscribed', after: { subscription: id, channel: resumed.channel } }]);
      return resumed !== undefined;
    }),
    turn: (workspace, subscription, turn, left, at) => changing(workspace, (transaction) => turnSubscription(transaction, workspace, subscription, turn, left, at)),
  };
};

const subscribe = async (
  database: Database, workspace: WorkspaceId, { channel, owner, filter, scope }: NewSubscription, limits: { here: number; all: number }, by: Doer,
): Promise<SubscribeOutcome> => {
  await database.$queryRaw(sql`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`subscribe ${workspace}`}, 0))) turn`);
  const kept = storeFilter(filter);
  const [counts] = await rows(database, countsRow, sql`SELECT count(*) AS everywhere, count(*) FILTER (WHERE channel = ${channel}) AS here,
    coalesce(bool_or(channel = ${channel} AND owner_id = ${owner}::uuid AND filter = ${kept}), false) AS known FROM subscriptions WHERE workspace_id = ${workspace}::uuid`);
  if (counts?.known === true) return 'known';
  if ((counts?.here ?? 0) >= limits.here) return 'too-many-here';
  if ((counts?.everywhere ?? 0) >= limits.all) return 'too-many';
  const id: SubscriptionId = subscriptionId.parse(newId());
  await database.$executeRaw(sql`INSERT INTO subscriptions (workspace_id, id, channel, owner_id, filter, scope, created_at)
    VALUES (${workspace}::uuid, ${id}::uuid, ${channel}, ${owner}::uuid, ${kept}, ${writeScope(scope)}, ${time(by.at)})`);
  await appendAudit(database, workspace, [{ ...by, verb: 'subscribed', after: { subscription: id, channel } }]);
  return 'subscribed';
};
const subscriptionId = z.custom<SubscriptionId>((value) => typeof value === 'string');
