import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import { planKept, rows, sql, time, uuids, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { retrying } from '../retrying.ts';

const sendRow = z.object({ send_id: z.custom<SendId>((value) => typeof value === 'string') });

export const follow = (database: PrismaClient, workspace: WorkspaceId, member: MemberId, send: SendId, most: number, at: Date): Promise<'followed' | 'full'> =>
  retrying(() => database.$transaction(async (transaction) => {
    // Followers of one send take turns, so that none counts the others too early; whoever records the send does not wait for them.
    await transaction.$queryRaw(sql`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`following ${send}`}, 0))) turn`);
    await transaction.$executeRaw(sql`INSERT INTO follows (workspace_id, send_id, member_id, followed_at)
      SELECT ${workspace}::uuid, ${send}::uuid, ${member}::uuid, ${time(at)}
      WHERE (SELECT count(*) FROM follows WHERE workspace_id = ${workspace}::uuid AND send_id = ${send}::uuid) < ${most} ON CONFLICT DO NOTHING`);
    return (await followedAmong(transaction, workspace, member, [send])).has(send) ? 'followed' : 'full';
  }));

export const unfollow = async (database: Database, workspace: WorkspaceId, member: MemberId, sends: readonly SendId[]): Promise<void> => {
  await database.$executeRaw(sql`DELETE FROM follows WHERE workspace_id = ${workspace}::uuid AND member_id = ${member}::uuid AND send_id = ANY(${uuids(sends)})`);
};

export const followedAmong = async (database: Database, workspace: WorkspaceId, member: MemberId, sends: readonly SendId[]): Promise<ReadonlySet<SendId>> => {
  const found = await rows(database, sendRow, sql`${planKept}SELECT send_id FROM follows
    WHERE workspace_id = ${workspace}::uuid AND send_id = ANY(${uuids(sends)}) AND member_id = ${member}::uuid`);
  return new Set(found.map(({ send_id }) => send_id));
};
