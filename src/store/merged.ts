import { z } from 'zod';
import type { SendId, WorkspaceId } from '../domain/ids.ts';
import { rows, sql, uuids, type Database, type Sql } from './database.ts';

/**
 * Ids of sends as they are by now, for `= ANY(…)`: where one turned out to be another and is gone, the other's. Buttons in old messages still
 * carry the ids of such sends.
 */
export const byNow = (workspace: WorkspaceId, ids: readonly SendId[]): Sql => sql`ARRAY(SELECT coalesce(
    (SELECT m.send_id FROM merged_sends m WHERE m.workspace_id = ${workspace}::uuid AND m.id = asked.id), asked.id) FROM unnest(${uuids(ids)}) AS asked(id))`;

/** All ids that a send ever had, its own among them: what was kept about it under another stands under that for ever. */
export const everCalled = (workspace: WorkspaceId, id: SendId): Sql => sql`ARRAY(SELECT ${id}::uuid UNION ALL
    SELECT m.id FROM merged_sends m WHERE m.workspace_id = ${workspace}::uuid AND m.send_id = ${id}::uuid)`;

const idRow = z.object({ id: z.custom<SendId>((value) => typeof value === 'string') });

/** How often a send may turn out to be another while its lock is waited for. */
const ATTEMPTS = 5;

/** Takes the lock of a send, or of the one that it turned out to be; returns its id. Undefined: there is none. */
export const lockSend = async (database: Database, workspace: WorkspaceId, id: SendId): Promise<SendId | undefined> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const [locked] = await rows(database, idRow, sql`SELECT id FROM sends WHERE workspace_id = ${workspace}::uuid AND id = ANY(${byNow(workspace, [id])}) FOR UPDATE`);
    if (locked) return locked.id;
    const [gone] = await rows(database, idRow, sql`SELECT id FROM merged_sends WHERE workspace_id = ${workspace}::uuid AND id = ${id}::uuid`);
    if (!gone) return undefined;
  }
  throw new Error('a send turns out to be another again and again');
};
