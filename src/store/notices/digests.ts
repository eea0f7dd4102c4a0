import { z } from 'zod';
import type { MemberId, WorkspaceId } from '../../domain/ids.ts';
import type { Send } from '../../domain/send.ts';
import { DAY } from '../../domain/staleness.ts';
import type { StatusName } from '../../domain/status.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { DueMorning, Period } from '../../usecases/ports/notices.ts';
import type { StatusCounts } from '../../usecases/ports.ts';
import { countRow } from '../counts.ts';
import { all, join, rows, sql, texts, time, type Database, type Sql } from '../database.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { armsOf } from '../reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendRow } from '../sendRows.ts';
import { asRows, IN_WINDOW } from '../windows.ts';

const COUNTED_AT_MOST = 10_000;

/** Each arm by an index of what moved. */
const movedIn = (
  workspace: WorkspaceId, reach: Reach, member: MemberId, statuses: readonly StatusName[], { from, to }: Period, columns: Sql, limit: number,
): Sql | undefined => {
  const arms = armsOf(reach, 'together');
  if (arms.length === 0 || statuses.length === 0) return undefined;
  const conditions = sql`s.moved_at > ${time(from)} AND s.moved_at <= ${time(to)} AND s.status = ANY(${texts(statuses)})
    AND NOT EXISTS (SELECT 1 FROM mutes WHERE mutes.workspace_id = s.workspace_id AND mutes.member_id = ${member}::uuid AND mutes.send_id = s.id)`;
  return join(arms.map((arm) => sql`(SELECT ${columns} FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${all([arm, conditions])}
    ORDER BY s.moved_at DESC LIMIT ${limit})`), ' UNION ALL ');
};

export const movedCounts = async (
  database: Database, workspace: WorkspaceId, reach: Reach, member: MemberId, statuses: readonly StatusName[], period: Period,
): Promise<StatusCounts> => {
  const moved = movedIn(workspace, reach, member, statuses, period, sql`s.status`, COUNTED_AT_MOST);
  const found = moved ? await rows(database, countRow, sql`SELECT status, count(*) AS count FROM (${moved}) moved GROUP BY status`) : [];
  return Object.fromEntries(found.map(({ status, count }) => [status, count]));
};

export const moved = async (
  database: Database, workspace: WorkspaceId, reach: Reach, member: MemberId, statuses: readonly StatusName[], period: Period, limit: number,
): Promise<Send[]> => {
  const found = movedIn(workspace, reach, member, statuses, period, sql`s.id, s.moved_at`, limit);
  if (!found) return [];
  return rows(database, sendRow, sql`WITH newest AS (SELECT id, moved_at FROM (${found}) each_arm ORDER BY moved_at DESC, id LIMIT ${limit})
    SELECT ${SEND_COLUMNS} FROM newest JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = newest.id ${SEND_JOINS} ORDER BY newest.moved_at DESC, s.id`);
};

const morningRow = z.object({ zone: z.string(), morning: z.number() });
/** From one to the next along their index: as many steps as there are mornings, however many people share them. */
export const mornings = (database: Database, workspace: WorkspaceId): Promise<{ zone: string; morning: number }[]> => {
  const next = (after: Sql): Sql => sql`SELECT zone, morning FROM notice_settings WHERE workspace_id = ${workspace}::uuid AND ${after} ORDER BY zone, morning LIMIT 1`;
  return rows(database, morningRow, sql`WITH RECURSIVE found AS ((${next(sql`TRUE`)}) UNION ALL
    SELECT n.zone, n.morning FROM found, LATERAL (${next(sql`(zone, morning) > (found.zone, found.morning)`)}) n) SELECT zone, morning FROM found`);
};

const dueRow = z.object({ member_id: z.custom<MemberId>((value) => typeof value === 'string'), digest_at: z.date().nullable(), something: z.boolean() });

/** Whether a summary of this member's would have anything in it; managers and Admins are asked when it is written. */
const something = (since: Sql, windows: DueMorning['windows']): Sql => sql`(m.role <> 'SENDER'
  OR EXISTS (SELECT 1 FROM sends s WHERE s.workspace_id = m.workspace_id AND s.sender_id = m.id AND s.moved_at > ${since})
  OR EXISTS (SELECT 1 FROM ${asRows(windows)}, LATERAL (SELECT 1 FROM sends s WHERE s.workspace_id = m.workspace_id AND s.sender_id = m.id AND ${IN_WINDOW} LIMIT 1) found))`;

/** However long ago somebody had their last summary: what is older is no morning's news. In ms. */
const FURTHEST_BACK = 7 * DAY;

/** In a transaction. */
export const writeDigests = async (database: Database, workspace: WorkspaceId, due: DueMorning, limit: number): Promise<number> => {
  const { zone, morning, day, now, windows } = due;
  const furthest = new Date(now.getTime() - FURTHEST_BACK);
  const members = await rows(database, dueRow, sql`WITH due AS (SELECT member_id, digest_at FROM notice_settings
      WHERE workspace_id = ${workspace}::uuid AND zone = ${zone} AND morning = ${morning} AND digest_day < ${day} AND digest
      ORDER BY digest_day, member_id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    SELECT due.member_id, due.digest_at, ${something(sql`coalesce(due.digest_at, ${time(furthest)})`, windows)} AS something
    FROM due JOIN members m ON m.workspace_id = ${workspace}::uuid AND m.id = due.member_id`);
  await database.$executeRaw(sql`UPDATE notice_settings SET digest_day = ${day}, digest_at = ${time(now)}
    WHERE workspace_id = ${workspace}::uuid AND member_id = ANY(${members.map(({ member_id }) => member_id)}::uuid[])`);
  await enqueue(database, workspace, members.filter((each) => each.something).map(({ member_id: member, digest_at: from }) => ({
    to: { member }, key: `digest:${day}`, dueAt: now, body: { kind: 'digest' as const, day, from: from && from > furthest ? from : furthest, to: now },
  })), now);
  return members.length;
};
