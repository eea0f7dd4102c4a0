import type { WorkspaceId } from '../domain/ids.ts';
import { sql, type Database } from './database.ts';

/** Whoever changes roles in a workspace does so one after the other, to the end of their transaction: else two who each leave one Admin could leave none. */
export const takeRolesTurn = async (transaction: Database, workspace: WorkspaceId): Promise<void> => {
  await transaction.$queryRaw(sql`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`roles of ${workspace}`}, 0))) turn`);
};
