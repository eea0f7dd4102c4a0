import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import { rows, sql, time, type Database } from '../database.ts';
import { recipientAt } from '../outbox/address.ts';
import { enqueue } from '../outbox/enqueue.ts';

const livingRow = z.object({ address: z.string(), subject: z.string() });

/** In a transaction. The first who takes it has it; the last days' messages to the managers of its team then say so. */
export const take = async (database: Database, workspace: WorkspaceId, send: SendId, member: MemberId, now: Date): Promise<void> => {
  const taken = await database.$executeRaw(sql`INSERT INTO stale_alerts (workspace_id, send_id, run, raised_at, taken_by_id, taken_at)
    SELECT workspace_id, id, status_run, ${time(now)}, ${member}::uuid, ${time(now)} FROM sends WHERE workspace_id = ${workspace}::uuid AND id = ${send}::uuid
    ON CONFLICT (workspace_id, send_id, run) DO UPDATE SET taken_by_id = excluded.taken_by_id, taken_at = excluded.taken_at WHERE stale_alerts.taken_by_id IS NULL`);
  if (taken === 0) return;
  const lately = time(new Date(now.getTime() - 4 * 24 * 3600_000));
  const living = await rows(database, livingRow, sql`SELECT b.address, l.subject FROM living_messages l
    JOIN mailboxes b ON b.workspace_id = l.workspace_id AND b.id = l.mailbox_id
    WHERE l.workspace_id = ${workspace}::uuid AND l.subject LIKE 'stale-team:%' AND l.posted_at > ${lately} AND b.address IN (SELECT 'member:' || m.id FROM members m
      JOIN sends s ON s.workspace_id = m.workspace_id AND s.id = ${send}::uuid WHERE m.workspace_id = ${workspace}::uuid AND m.role = 'MANAGER' AND (m.every_team
        OR EXISTS (SELECT 1 FROM team_assignments a WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id AND a.team_id = s.team_id)))`);
  await enqueue(database, workspace, living.map(({ address, subject }) => ({
    to: recipientAt(address), body: { kind: 'refresh' as const, subject }, key: `refresh:${subject}`, again: true, dueAt: now,
  })), now);
};
