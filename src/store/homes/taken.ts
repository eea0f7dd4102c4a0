import { z } from 'zod';
import type { MemberId, SlackUserId, WorkspaceId } from '../../domain/ids.ts';
import type { Suspension } from '../../domain/person.ts';
import { homeTakenItem } from '../../usecases/home/looking.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import { rows, sql, type Database } from '../database.ts';

const openedRow = z.object({ member_id: z.string() });

/**
 * The item that empties the Home of a Slack user who is this member no longer, or is suspended as such (`why`), if it was ever opened. What stands there is
 * forgotten with it: whoever publishes it just now, or is the member next, does not go by it.
 */
export const homeTakenItems = async (database: Database, workspace: WorkspaceId, member: MemberId, user: SlackUserId, why: Suspension | undefined, now: Date): Promise<NewItem[]> => {
  const theirs = sql`WHERE workspace_id = ${workspace}::uuid AND member_id = ${member}::uuid RETURNING member_id`;
  const opened = await rows(database, openedRow, why === undefined ? sql`DELETE FROM home_views ${theirs}` : sql`UPDATE home_views SET shown = '', hash = '' ${theirs}`);
  return opened.map(() => homeTakenItem(user, why, now));
};
