import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Send } from '../domain/send.ts';
import type { Window } from '../domain/staleness.ts';
import type { Reach } from '../domain/visibility.ts';
import type { CappedCount, Page, PageRequest, StaleWindow } from '../usecases/ports.ts';
import { all, empty, join, rows, sql, time, type Database, type Sql } from './database.ts';
import { capped, pageOf } from './paging.ts';
import { armsOf } from './reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendColumns, sendRow, toSend } from './sendRows.ts';

/** The windows as rows: each is then one walk along the index of (status, since), however many there are. */
export const asRows = (windows: readonly (Window & { days?: number })[]): Sql => {
  const values = windows.map(({ status, before, after, kinds, days }) => ({
    status,
    before: before?.toISOString() ?? 'infinity',
    after: after?.toISOString() ?? '-infinity',
    days: days ?? 0,
    only: 'only' in kinds ? kinds.only : null,
    except: 'except' in kinds ? kinds.except : [],
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
    AS w(status text, before timestamptz, after timestamptz, days double precision, "only" text[], "except" text[])`;
};

/** Whether send `s` lies in window `w`. */
export const IN_WINDOW = sql`s.status = w.status AND s.status_since < w.before AND s.status_since > w.after
  AND (w."only" IS NULL OR s.kind = ANY(w."only")) AND s.kind <> ALL(w."except")`;

/** The first rows of each window within each arm, merged. `columns` and `order` are of sends `s` and window `w`. */
export const firstOfEach = (workspace: WorkspaceId, arms: readonly Sql[], windows: Sql, columns: Sql, conditions: Sql, order: Sql, limit: number): Sql =>
  join(
    arms.map(
      (arm) => sql`(SELECT found.* FROM ${windows}, LATERAL (SELECT ${columns} FROM sends s WHERE s.workspace_id = ${workspace}::uuid
        AND ${IN_WINDOW} AND ${all([arm, conditions])} ${order} LIMIT ${limit}) found)`,
    ),
    ' UNION ALL ',
  );

/**
 * `searched`: the condition has a search text in it. A rare word's few sends are then found by it and held against the windows, where walking
 * each window would read all that is stuck.
 */
export const countInWindows = async (
  database: Database, workspace: WorkspaceId, reach: Reach, windows: readonly Window[], condition: Sql, searched: boolean, cap: number,
): Promise<CappedCount> => {
  const arms = armsOf(reach, 'together');
  if (arms.length === 0) return { count: 0, more: false };
  const matching = searched
    ? join(arms.map((arm) => sql`(SELECT 1 FROM sends s JOIN ${asRows(windows)} ON ${IN_WINDOW} WHERE s.workspace_id = ${workspace}::uuid
        AND ${all([arm, condition])} LIMIT ${cap + 1})`), ' UNION ALL ')
    : firstOfEach(workspace, arms, asRows(windows), sql`1`, condition, empty, cap + 1);
  return capped(database, matching, cap);
};

export const needing = async (
  database: Database, workspace: WorkspaceId, reach: Reach, windows: readonly Window[], limit: number,
): Promise<Send[]> => {
  const arms = armsOf(reach, 'together');
  if (arms.length === 0) return [];
  const first = firstOfEach(workspace, arms, asRows(windows), sql`s.id, s.status_since`, sql`TRUE`, sql`ORDER BY s.status_since, s.id`, limit);
  return rows(
    database,
    sendRow,
    sql`WITH longest AS (SELECT id, status_since FROM (${first}) each_window ORDER BY status_since, id LIMIT ${limit})
      SELECT ${SEND_COLUMNS} FROM longest JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = longest.id ${SEND_JOINS}
      ORDER BY longest.status_since, longest.id`,
  );
};

const stuckRow = sendColumns.extend({ due_at: z.date() }).transform((row) => ({ send: toSend(row), dueAt: row.due_at }));

/** Worst first: by when each send should have moved, the longest overdue first. */
export const inWindows = async (
  database: Database, workspace: WorkspaceId, reach: Reach, windows: readonly StaleWindow[], condition: Sql, page: PageRequest,
): Promise<Page<Send>> => {
  const arms = armsOf(reach, 'together');
  if (arms.length === 0) return { items: [], previous: undefined, next: undefined };
  const backwards = page.before !== undefined;
  const due = sql`s.status_since + w.days * interval '24 hours'`;
  const order = backwards ? sql`ORDER BY s.status_since DESC, s.id DESC` : sql`ORDER BY s.status_since, s.id`;
  const overall = backwards ? sql`ORDER BY due_at DESC, id DESC` : sql`ORDER BY due_at, id`;
  const place = placeCondition(page);
  const first = firstOfEach(workspace, arms, asRows(windows), sql`s.id, ${due} AS due_at`, all([condition, place]), order, page.size + 1);
  const found = await rows(
    database,
    stuckRow,
    sql`WITH page AS (SELECT id, due_at FROM (${first}) each_window ${overall} LIMIT ${page.size + 1})
      SELECT ${SEND_COLUMNS}, page.due_at FROM page JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = page.id ${SEND_JOINS}
      ORDER BY page.due_at, page.id`,
  );
  const stuck = pageOf(found, page, ({ send, dueAt }) => ({ at: dueAt, id: send.id }));
  return { ...stuck, items: stuck.items.map(({ send }) => send) };
};

/** A cursor is a due time; within a window that is a time of `status_since`, so that the index is walked from there. */
const placeCondition = ({ after, before }: PageRequest): Sql => {
  const sinceOf = (at: Date): Sql => sql`(${time(at)} - w.days * interval '24 hours')`;
  if (after) return sql`(s.status_since, s.id) > (${sinceOf(after.at)}, ${after.id}::uuid)`;
  if (before) return sql`(s.status_since, s.id) < (${sinceOf(before.at)}, ${before.id}::uuid)`;
  return sql`TRUE`;
};
