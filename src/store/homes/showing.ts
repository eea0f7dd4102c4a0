import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import { homeItem, LOOKS_FOR, rightsHomeItem } from '../../usecases/home/looking.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import { rows, sql, time, uuids, type Database, type Sql } from '../database.ts';

/** Of those who looked last. More at once than this are brought up to date when they look again. */
const AT_ONCE = 100;

/** The members (`member_id`) who opened their Home since and may see one of these sends: its sender, the Managers of its team, Admins; `most` at all of those who opened it last. */
const shownTo = (workspace: WorkspaceId, sends: readonly SendId[], since: Date, most: number): Sql => sql`SELECT looking.member_id FROM (
    SELECT h.member_id, m.role, m.every_team FROM home_views h JOIN members m ON m.workspace_id = h.workspace_id AND m.id = h.member_id
    WHERE h.workspace_id = ${workspace}::uuid AND h.opened_at > ${time(since)} ORDER BY h.opened_at DESC LIMIT ${most}) looking
  WHERE EXISTS (SELECT 1 FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND s.id = ANY(${uuids(sends)}) AND (s.sender_id = looking.member_id OR looking.role = 'ADMIN'
    OR (looking.role = 'MANAGER' AND s.team_id IS NOT NULL AND (looking.every_team OR EXISTS (SELECT 1 FROM team_assignments a
      WHERE a.workspace_id = s.workspace_id AND a.member_id = looking.member_id AND a.team_id = s.team_id)))))`;

/** Those of them who look at it now. */
export const lookingAt = (workspace: WorkspaceId, sends: readonly SendId[], now: Date): Sql => shownTo(workspace, sends, new Date(now.getTime() - LOOKS_FOR), AT_ONCE);

const memberRow = z.object({ member_id: z.custom<MemberId>((value) => typeof value === 'string') });

/** The item that brings a member's own Home up to date, if they look at it. */
export const ownHomeItem = async (database: Database, workspace: WorkspaceId, member: MemberId, now: Date): Promise<NewItem[]> =>
  (await rows(database, memberRow, sql`SELECT member_id FROM home_views WHERE workspace_id = ${workspace}::uuid AND member_id = ${member}::uuid
    AND opened_at > ${time(new Date(now.getTime() - LOOKS_FOR))}`)).map(({ member_id: id }) => homeItem(id, now));

/** The items that bring every Home on which these sends may stand up to date. */
export const homeItems = async (database: Database, workspace: WorkspaceId, sends: readonly SendId[], now: Date): Promise<NewItem[]> =>
  (sends.length === 0 ? [] : (await rows(database, memberRow, lookingAt(workspace, sends, now))).map(({ member_id: member }) => homeItem(member, now)));

/** More people than open Home in the time that it is remembered. */
const EVERYBODY = 10_000;

/** The items that take what is forgotten of these sends off every Home on which it may stand, looked at or not. */
export const forgottenHomeItems = async (database: Database, workspace: WorkspaceId, sends: readonly SendId[], now: Date): Promise<NewItem[]> =>
  (sends.length === 0 ? [] : (await rows(database, memberRow, shownTo(workspace, sends, new Date(0), EVERYBODY))).map(({ member_id: member }) => rightsHomeItem(member, now)));
