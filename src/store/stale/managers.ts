import { z } from 'zod';
import type { MemberId, WorkspaceId } from '../../domain/ids.ts';
import type { Window } from '../../domain/staleness.ts';
import { rows, sql, type Database } from '../database.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { asRows, IN_WINDOW } from '../windows.ts';

const managerRow = z.object({ id: z.custom<MemberId>((value) => typeof value === 'string') });
/** More managers than this in one workspace are told in part. */
const MANAGERS = 5000;

/** In a transaction. One look along the index per team and window, however many sends lie there. */
export const tellManagers = async (database: Database, workspace: WorkspaceId, windows: readonly Window[], day: string, now: Date): Promise<void> => {
  const managers = await rows(database, managerRow, sql`WITH stuck AS (
      SELECT t.id FROM teams t WHERE t.workspace_id = ${workspace}::uuid AND EXISTS (SELECT 1 FROM ${asRows(windows)},
        LATERAL (SELECT 1 FROM sends s WHERE s.workspace_id = t.workspace_id AND s.team_id = t.id AND ${IN_WINDOW} LIMIT 1) found))
    SELECT m.id FROM members m WHERE m.workspace_id = ${workspace}::uuid AND m.role = 'MANAGER' AND CASE WHEN m.every_team THEN EXISTS (SELECT 1 FROM stuck)
      ELSE EXISTS (SELECT 1 FROM team_assignments a JOIN stuck ON stuck.id = a.team_id WHERE a.workspace_id = m.workspace_id AND a.member_id = m.id) END
    ORDER BY m.id LIMIT ${MANAGERS}`);
  await enqueue(database, workspace, managers.map(({ id: member }) => ({ to: { member }, body: { kind: 'stale-team' as const, day }, key: `stale-team:${day}`, dueAt: now })), now);
};
