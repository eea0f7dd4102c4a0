import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Send } from '../domain/send.ts';
import { ENDS_SOON_DAYS, type Window } from '../domain/staleness.ts';
import type { Reach } from '../domain/visibility.ts';
import type { CappedCount, Page, PageRequest, StaleWindow } from '../usecases/ports.ts';
import { all, empty, join, rows, sql, time, type Database, type Sql } from './database.ts';
import { capped, pageOf } from './paging.ts';
import { armsOf } from './reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendColumns, sendRow, toSend } from './sendRows.ts';

/** The windows as rows: each is then one walk along the index of (status, since), however many there are. */
export const asRows = (windows: readonly (Window & { days?: number })[]): Sql => {
  const values = windows.map(({ status, before, after, kinds, days, ends }) => ({
    status,
    before: before?.toISOString() ?? 'infinity',
    after: after?.toISOString() ?? '-infinity',
    days: days ?? 0,
    ends: ends?.toISOString() ?? null,
    only: 'only' in kinds ? kinds.only : null,
    except: 'except' in kinds ? kinds.except : [],
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
    AS w(status text, before timestamptz, after timestamptz, ends timestamptz, days double precision, "only" text[], "except" text[])`;
};

/** Whether send `s` lies in window `w`. */
export const IN_WINDOW = sql`s.status = w.status AND s.status_since < w.before AND s.status_since > w.after
  AND (w."only" IS NULL OR s.kind = ANY(w."only")) AND s.kind <> ALL(w."except") AND (w.ends IS NULL OR s.confirm_by < w.ends)`;

/** Windows that are walked along one index: `at` is what that is by, `due` by when their sends should have moved. */
export type Walk = { windows: Sql; inWindow: Sql; at: Sql; due: Sql; sinceDue: (at: Date) => Sql };

/** By since when sends are as they are; those that end by themselves by when that is, so that they are found among many that do not. */
export const walksOf = (windows: readonly (Window & { days?: number })[]): Walk[] => {
  const [staying, ending] = [windows.filter(({ ends }) => ends === undefined), windows.filter(({ ends }) => ends !== undefined)];
  const before = sql`${ENDS_SOON_DAYS}::int * interval '24 hours'`;
  return [
    ...(staying.length === 0 ? [] : [{
      windows: asRows(staying), inWindow: IN_WINDOW, at: sql`s.status_since`, due: sql`s.status_since + w.days * interval '24 hours'`,
      sinceDue: (at: Date) => sql`(${time(at)} - w.days * interval '24 hours')`,
    }]),
    ...(ending.length === 0 ? [] : [{
      windows: asRows(ending), inWindow: sql`s.status = 'CONFIRMING_ADDRESS' AND s.confirm_by < w.ends AND ${IN_WINDOW}`, at: sql`s.confirm_by`, due: sql`s.confirm_by - ${before}`,
      sinceDue: (at: Date) => sql`(${time(at)} + ${before})`,
    }]),
  ];
};

/** What to read of sends `s` in window `w`, along a walk. */
type Looking = { columns: (walk: Walk) => Sql; conditions: (walk: Walk) => Sql; order: (walk: Walk) => Sql };

/** The first rows of each window within each arm, merged. */
export const firstOfEach = (
  workspace: WorkspaceId, arms: readonly Sql[], windows: readonly (Window & { days?: number })[], { columns, conditions, order }: Looking, limit: number,
): Sql =>
  join(
    arms.flatMap((arm) => walksOf(windows).map((walk) => sql`(SELECT found.* FROM ${walk.windows}, LATERAL (SELECT ${columns(walk)} FROM sends s
      WHERE s.workspace_id = ${workspace}::uuid AND ${walk.inWindow} AND ${all([arm, conditions(walk)])} ${order(walk)} LIMIT ${limit}) found)`)),
    ' UNION ALL ',
  );

/** The longest in its status first. */
export const LONGEST = ({ at }: Walk): Sql => sql`ORDER BY ${at}, s.id`;

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
    : firstOfEach(workspace, arms, windows, { columns: () => sql`1`, conditions: () => condition, order: () => empty }, cap + 1);
  return capped(database, matching, cap);
};

export const needing = async (
  database: Database, workspace: WorkspaceId, reach: Reach, windows: readonly Window[], limit: number,
): Promise<Send[]> => {
  const arms = armsOf(reach, 'together');
  if (arms.length === 0) return [];
  const first = firstOfEach(workspace, arms, windows, { columns: () => sql`s.id, s.status_since`, conditions: () => sql`TRUE`, order: LONGEST }, limit);
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
  const order = (walk: Walk): Sql => (backwards ? sql`ORDER BY ${walk.at} DESC, s.id DESC` : LONGEST(walk));
  const overall = backwards ? sql`ORDER BY due_at DESC, id DESC` : sql`ORDER BY due_at, id`;
  const first = firstOfEach(workspace, arms, windows, {
    columns: ({ due }) => sql`s.id, ${due} AS due_at`, conditions: (walk) => all([condition, placeCondition(page, walk)]), order,
  }, page.size + 1);
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

/** A cursor is a due time; within a window that is a time of what its index is by, which is walked from there. */
const placeCondition = ({ after, before }: PageRequest, { at, sinceDue }: Walk): Sql => {
  if (after) return sql`(${at}, s.id) > (${sinceDue(after.at)}, ${after.id}::uuid)`;
  if (before) return sql`(${at}, s.id) < (${sinceDue(before.at)}, ${before.id}::uuid)`;
  return sql`TRUE`;
};
