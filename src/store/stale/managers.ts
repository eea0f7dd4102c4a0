import { z } from 'zod';
import type { MemberId, WorkspaceId } from '../../domain/ids.ts';
import type { Window } from '../../domain/staleness.ts';
import { rows, sql } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { retrying } from '../retrying.ts';
import { asRows, IN_WINDOW } from '../windows.ts';

const managerRow = z.object({ id: z.custom<MemberId>((value) => typeof value === 'string') });
/** More managers than this in one workspace are told at the next look. */
const MANAGERS = 5000;

/**
 * Who was told that day costs one look by key; where there is somebody else, one look along the index per team and window,
 * however many sends lie there.
 */
export const tellManagers = async (database: PrismaClient, workspace: WorkspaceId, windows: readonly Window[], day: string, now: Date): Promise<void> => {
  const key = `stale-team:${day}`;
  const managers = await rows(database, managerRow, sql`WITH untold AS MATERIALIZED (
      SELECT m.id, m.every_team FROM members m WHERE m.workspace_id = ${workspace}::uuid AND m.role = 'MANAGER' AND NOT EXISTS (SELECT 1 FROM mailboxes b
        JOIN outbox o ON o.workspace_id = b.workspace_id AND o.mailbox_id = b.id AND o.key = ${key} WHERE b.workspace_id = m.workspace_id AND b.address = 'member:' || m.id)),
    theirs AS MATERIALIZED (SELECT DISTINCT a.team_id FROM untold JOIN team_assignments a ON a.workspace_id = ${workspace}::uuid AND a.member_id = untold.id),
    stuck AS MATERIALIZED (SELECT t.id FROM teams t WHERE t.workspace_id = ${workspace}::uuid
      AND (t.id IN (SELECT team_id FROM theirs) OR EXISTS (SELECT 1 FROM untold WHERE every_team)) AND EXISTS (SELECT 1 FROM ${asRows(windows)},
        LATERAL (SELECT 1 FROM sends s WHERE s.workspace_id = t.workspace_id AND s.team_id = t.id AND ${IN_WINDOW} LIMIT 1) found))
    SELECT id FROM untold WHERE CASE WHEN every_team THEN EXISTS (SELECT 1 FROM stuck)
      ELSE EXISTS (SELECT 1 FROM team_assignments a JOIN stuck ON stuck.id = a.team_id WHERE a.workspace_id = ${workspace}::uuid AND a.member_id = untold.id) END
    ORDER BY id LIMIT ${MANAGERS}`);
  if (managers.length === 0) return;
  const items = managers.map(({ id: member }) => ({ to: { member }, body: { kind: 'stale-team' as const, day }, key, dueAt: now }));
  await retrying(() => database.$transaction((transaction) => enqueue(transaction, workspace, items, now)));
};
