import { z } from 'zod';
import { type Claim, type Ending, type ItemId, LeaseLost, type Plan } from '../../usecases/ports/outbox.ts';
import { planKept, rows, sql, type Database } from '../database.ts';
import { leaseEnd, leaseLong } from './claim.ts';

/** A post that is about to be made. */
export type Beginning = { items: readonly ItemId[]; event: string; plan: Plan; at: Date };
/** What a worker writes down of its mailbox: what ended, what is begun, or both. Nothing that lives: `work.ts` has that. */
export type Word = { claim: Claim; ending?: Omit<Ending, 'living'>; next?: Beginning | undefined; now: Date };

const heldRow = z.object({ n: z.number() });

/**
 * Writes down what the workers of several mailboxes say at once, in one statement: whether each still had its mailbox. Those are locked in the order
 * of their addresses, before any item. An item that was armed again meanwhile waits again, as if never tried.
 */
export const record = async (database: Database, words: readonly Word[]): Promise<boolean[]> => {
  const said = words.map(({ claim: { workspaceId, mailboxId, lease }, ending, next, now }, n) => ({
    n, workspace_id: workspaceId, mailbox_id: mailboxId, lease: String(lease), now, lease_end: leaseEnd(now), lease_long: leaseLong(now),
    posted: ending?.posted ?? false, state: ending?.state, outcome: ending?.outcome, event: next?.event, plan: next?.plan, begun_at: next?.at,
  }));
  const ending = words.flatMap((word, n) => (word.ending?.items ?? []).map(({ id, version }) => ({ n, id, version })));
  const beginning = words.flatMap((word, n) => (word.next?.items ?? []).map((id) => ({ n, id })));
  const found = await rows(database, heldRow, sql`${planKept}WITH said AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(${JSON.stringify(said)}::jsonb) AS s(n int, workspace_id uuid, mailbox_id uuid,
      lease bigint, now timestamptz, lease_end timestamptz, lease_long timestamptz, posted boolean, state text, outcome text, event uuid, plan jsonb, begun_at timestamptz)),
    locked AS MATERIALIZED (SELECT s.n FROM said s JOIN mailboxes m ON m.workspace_id = s.workspace_id AND m.id = s.mailbox_id AND m.lease = s.lease
      ORDER BY m.address FOR NO KEY UPDATE OF m),
    held AS (UPDATE mailboxes m SET leased_until = CASE WHEN m.leased_until >= s.lease_long THEN m.leased_until ELSE s.lease_end END,
        failures = CASE WHEN s.posted THEN 0 ELSE m.failures END, posted_at = CASE WHEN s.posted THEN s.now ELSE m.posted_at END
      FROM locked JOIN said s ON s.n = locked.n WHERE m.workspace_id = s.workspace_id AND m.id = s.mailbox_id AND m.lease = s.lease
      RETURNING s.n, m.workspace_id, m.id, s.now, s.state, s.outcome, s.event, s.plan, s.begun_at),
    ended AS (UPDATE outbox o SET state = CASE WHEN o.version = r.version THEN held.state ELSE 'WAITING' END,
        ended_at = CASE WHEN o.version = r.version THEN held.now END, outcome = CASE WHEN o.version = r.version THEN held.outcome END,
        event = NULL, started_at = NULL, plan = NULL, attempts = 0, tried_since = NULL
      FROM held JOIN jsonb_to_recordset(${JSON.stringify(ending)}::jsonb) AS r(n int, id uuid, version int) ON r.n = held.n
      WHERE o.workspace_id = held.workspace_id AND o.mailbox_id = held.id AND o.id = r.id),
    begun AS (UPDATE outbox o SET event = held.event, started_at = held.begun_at, plan = held.plan
      FROM held JOIN jsonb_to_recordset(${JSON.stringify(beginning)}::jsonb) AS r(n int, id uuid) ON r.n = held.n
      WHERE o.workspace_id = held.workspace_id AND o.mailbox_id = held.id AND o.id = r.id)
    SELECT n FROM held`);
  const held = new Set(found.map(({ n }) => n));
  return words.map((_, n) => held.has(n));
};

/** The same for one of them; throws `LeaseLost` when somebody else has its mailbox. */
export const recordOne = async (database: Database, word: Word): Promise<void> => {
  const [held] = await record(database, [word]);
  if (!held) throw new LeaseLost();
};
