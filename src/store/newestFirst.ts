import type { WorkspaceId } from '../domain/ids.ts';
import type { Send } from '../domain/send.ts';
import type { Reach } from '../domain/visibility.ts';
import type { CappedCount, Page, PageRequest } from '../usecases/ports.ts';
import { all, join, rows, sql, time, type Database, type Sql } from './database.ts';
import { capped, pageOf } from './paging.ts';
import { armsOf } from './reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendRow } from './sendRows.ts';

/** A page of the sends within a reach that meet a condition. */
export const newestFirst = async (
  database: Database, workspace: WorkspaceId, reach: Reach, condition: Sql, page: PageRequest,
): Promise<Page<Send>> => {
  const arms = armsOf(reach, 'each');
  if (arms.length === 0) return { items: [], previous: undefined, next: undefined };
  const backwards = page.before !== undefined;
  const order = backwards ? sql`ORDER BY listed_at, id` : sql`ORDER BY listed_at DESC, id DESC`;
  const place = placeCondition(page);
  const first = arms.map(
    (arm) =>
      sql`(SELECT s.id, s.listed_at FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${all([arm, place, condition])} ${order} LIMIT ${page.size + 1})`,
  );
  const found = await rows(
    database,
    sendRow,
    sql`WITH page AS (SELECT id, listed_at FROM (${join(first, ' UNION ALL ')}) arms ${order} LIMIT ${page.size + 1})
      SELECT ${SEND_COLUMNS} FROM page JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = page.id ${SEND_JOINS}
      ORDER BY page.listed_at DESC, page.id DESC`,
  );
  return pageOf(found, page, (send) => ({ at: send.listedAt, id: send.id }));
};

/** Where a page begins, in a list by (`listed_at`, `id`). */
export const placeCondition = ({ after, before }: PageRequest): Sql => {
  if (after) return sql`(s.listed_at, s.id) < (${time(after.at)}, ${after.id}::uuid)`;
  if (before) return sql`(s.listed_at, s.id) > (${time(before.at)}, ${before.id}::uuid)`;
  return sql`TRUE`;
};

/** How many there are, counted no further than `cap`. */
export const countMatching = async (
  database: Database, workspace: WorkspaceId, reach: Reach, condition: Sql, cap: number,
): Promise<CappedCount> => {
  const arms = armsOf(reach, 'together').map(
    (arm) => sql`(SELECT 1 FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${all([arm, condition])} LIMIT ${cap + 1})`,
  );
  if (arms.length === 0) return { count: 0, more: false };
  return capped(database, join(arms, ' UNION ALL '), cap);
};
