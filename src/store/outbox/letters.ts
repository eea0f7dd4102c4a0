import { z } from 'zod';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { DeadLetter, ItemId, OutboxState } from '../../usecases/ports/outbox.ts';
import { rows, sql, time, uuids, type Database } from '../database.ts';

const id = z.custom<ItemId>((value) => typeof value === 'string');
const stateRow = z.object({ waiting: z.coerce.number(), oldest: z.date().nullable(), dead: z.coerce.number(), until: z.date().nullable(), why: z.string().nullable() });

/** What waits and what could not be delivered. Nothing but counts of what is open: it stays cheap however much was ever said. */
export const state = async (database: Database, workspace: WorkspaceId): Promise<OutboxState> => {
  const [row] = await rows(database, stateRow, sql`SELECT
    (SELECT count(*) FROM outbox WHERE workspace_id = ${workspace}::uuid AND state = 'WAITING') AS waiting,
    (SELECT min(due_at) FROM mailboxes WHERE workspace_id = ${workspace}::uuid AND due_at IS NOT NULL) AS oldest,
    (SELECT count(*) FROM outbox WHERE workspace_id = ${workspace}::uuid AND state = 'DEAD') AS dead, p.until, p.why
    FROM (SELECT 1) one LEFT JOIN outbox_pauses p ON p.workspace_id = ${workspace}::uuid`);
  const { waiting = 0, oldest, dead = 0, until, why } = row ?? {};
  return { waiting, oldest: oldest ?? undefined, dead, paused: until && why ? { until, why } : undefined };
};

const letterRow = z.object({ id, kind: z.string(), address: z.string(), created_at: z.date(), ended_at: z.date(), outcome: z.string() });

export const dead = async (database: Database, workspace: WorkspaceId, limit: number): Promise<DeadLetter[]> => {
  const found = await rows(database, letterRow, sql`SELECT o.id, o.kind, m.address, o.created_at, o.ended_at, o.outcome FROM outbox o
    JOIN mailboxes m ON m.workspace_id = o.workspace_id AND m.id = o.mailbox_id
    WHERE o.workspace_id = ${workspace}::uuid AND o.state = 'DEAD' ORDER BY o.seq DESC LIMIT ${limit}`);
  return found.map(({ created_at: createdAt, ended_at: endedAt, ...letter }) => ({ ...letter, createdAt, endedAt }));
};

const boxRow = z.object({ mailbox_id: z.string() });

/** In a transaction of the caller's. Mailboxes are locked in the order of their addresses, before their items. */
export const retryDead = async (database: Database, workspace: WorkspaceId, which: ItemId | 'all', now: Date): Promise<number> => {
  const chosen = which === 'all' ? sql`state = 'DEAD'` : sql`state = 'DEAD' AND id = ${which}::uuid`;
  const boxes = await rows(database, boxRow, sql`SELECT DISTINCT mailbox_id FROM outbox WHERE workspace_id = ${workspace}::uuid AND ${chosen}`);
  const ids = uuids(boxes.map((box) => box.mailbox_id));
  await database.$queryRaw(sql`SELECT 1 FROM mailboxes WHERE workspace_id = ${workspace}::uuid AND id = ANY(${ids}) ORDER BY address FOR UPDATE`);
  const armed = await database.$executeRaw(sql`UPDATE outbox SET state = 'WAITING', due_at = ${time(now)}, version = version + 1, attempts = 0, tried_since = NULL,
    stage = 0, ended_at = NULL, outcome = NULL WHERE workspace_id = ${workspace}::uuid AND mailbox_id = ANY(${ids}) AND ${chosen}`);
  await database.$executeRaw(sql`UPDATE mailboxes SET due_at = least(due_at, ${time(now)}), not_before = NULL
    WHERE workspace_id = ${workspace}::uuid AND id = ANY(${ids})`);
  return armed;
};

export const purge = async (database: Database, before: Date): Promise<void> => {
  await database.$executeRaw(sql`DELETE FROM outbox WHERE ended_at < ${time(before)} AND state IN ('DONE', 'DROPPED')`);
};
