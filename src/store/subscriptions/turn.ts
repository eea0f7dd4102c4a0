import { z } from 'zod';
import type { MemberId, SubscriptionId, WorkspaceId } from '../../domain/ids.ts';
import type { Scope, Subscription } from '../../domain/subscription.ts';
import type { AuditVerb } from '../../domain/auditWords.ts';
import type { SubscriptionTurn } from '../../usecases/ports/subscriptions.ts';
import { appendAudit } from '../audit.ts';
import { rows, sql, type Database, type Sql } from '../database.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { writeScope } from './rows.ts';

const changedRow = z.object({ owner_id: z.custom<MemberId>((value) => typeof value === 'string'), channel: z.string(), changes: z.number() });
const VERBS: Readonly<Record<SubscriptionTurn['what'], AuditVerb>> = { ended: 'unsubscribed', paused: 'subscription-paused', narrowed: 'subscription-narrowed' };

const change = (turn: SubscriptionTurn, left: Scope | undefined, where: Sql): Sql => {
  if (turn.what === 'ended') return sql`DELETE FROM subscriptions WHERE ${where} RETURNING owner_id, channel, changes + 1 AS changes`;
  const set = turn.what === 'paused' ? sql`paused = ${turn.why}` : sql`scope = ${left && writeScope(left)}`;
  return sql`UPDATE subscriptions SET ${set}, changes = changes + 1 WHERE ${where} RETURNING owner_id, channel, changes`;
};

/** Changes a subscription as it was found, keeps that, and tells its owner. */
export const turnSubscription = async (
  database: Database, workspace: WorkspaceId, { id, scope }: Pick<Subscription, 'id' | 'scope'>, turn: SubscriptionTurn, left: Scope | undefined, at: Date,
): Promise<boolean> => {
  const where = sql`workspace_id = ${workspace}::uuid AND id = ${id}::uuid AND scope = ${writeScope(scope)} AND paused IS NULL`;
  const [changed] = await rows(database, changedRow, change(turn, left, where));
  if (!changed) return false;
  const { owner_id: owner, channel, changes } = changed;
  await appendAudit(database, workspace, [{ at, actor: 'tracker', door: 'job', verb: VERBS[turn.what], member: owner, after: { subscription: id, channel, why: turn.why } }]);
  await enqueue(database, workspace, [{ to: { member: owner }, body: { kind: 'subscription', channel, ...turn }, key: keyOf(id, changes), dueAt: at }], at);
  return true;
};

const keyOf = (id: SubscriptionId, changes: number): string => `subscription:${id}:${changes}`;
