import { z } from 'zod';
import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Fold } from '../../domain/notice/fold.ts';
import type { Send } from '../../domain/send.ts';
import type { StatusName } from '../../domain/status.ts';
import type { Reach } from '../../domain/visibility.ts';
import type { FoldName, FoldSummary, Placed, RunningSend } from '../../usecases/ports/notices.ts';
import type { ItemId } from '../../usecases/ports/outbox.ts';
import type { Page, PageRequest } from '../../usecases/ports.ts';
import { countRow } from '../counts.ts';
import { rows, sql, texts, time, uuids, type Database, type Sql } from '../database.ts';
import { byNow } from '../merged.ts';
import { placeCondition } from '../newestFirst.ts';
import { pageOf } from '../paging.ts';
import { within } from '../reach.ts';
import { SEND_COLUMNS, SEND_JOINS, sendColumns, sendRow, toSend } from '../sendRows.ts';

const sendId = z.custom<SendId>((value) => typeof value === 'string');
const placedColumns = z.object({
  send_id: sendId, run: z.number(), sort: z.enum(['asks', 'routine', 'late']), place: z.enum(['card', 'reply', 'fold']), fold: z.string().nullable(),
  item: z.custom<ItemId>((value) => typeof value === 'string'),
});
const placedOf = ({ send_id, fold, ...row }: z.output<typeof placedColumns>): Placed => ({ ...row, sendId: send_id, fold: fold ?? undefined });
const placedRow = placedColumns.transform(placedOf);
const toldRow = placedColumns.extend({ at: z.date() }).transform(({ at, ...row }) => ({ ...placedOf(row), at }));
const foldRow = z.object({ fold: z.string(), opened_at: z.date(), grew_at: z.date() }).transform(({ fold, opened_at: openedAt, grew_at: grewAt }): Fold => ({
  id: fold, sort: fold.startsWith('late:') ? 'late' : 'wave', openedAt, grewAt,
}));

const runningRow = sendColumns.extend({ status_run: z.number() }).transform((row): RunningSend => ({ send: toSend(row), run: row.status_run }));
export const running = (database: Database, workspace: WorkspaceId, reach: Reach, ids: readonly SendId[]): Promise<RunningSend[]> =>
  rows(database, runningRow, sql`SELECT ${SEND_COLUMNS}, s.status_run FROM sends s ${SEND_JOINS}
    WHERE s.workspace_id = ${workspace}::uuid AND s.id = ANY(${byNow(workspace, ids)}) AND ${within(reach)}`);

const LOOKED_BACK_AT = 1000;
export const toldLately = async (
  database: Database, workspace: WorkspaceId, address: string, since: Date,
): Promise<{ told: readonly (Placed & { at: Date })[]; folds: readonly Fold[] }> => {
  const told = await rows(database, toldRow, sql`SELECT send_id, run, sort, place, fold, item, at FROM told
    WHERE workspace_id = ${workspace}::uuid AND address = ${address} AND at > ${time(since)} ORDER BY at DESC LIMIT ${LOOKED_BACK_AT}`);
  const named = [...new Set(told.flatMap(({ fold }) => fold ?? []))];
  if (named.length === 0) return { told, folds: [] };
  const folds = await rows(database, foldRow, sql`SELECT fold, min(at) AS opened_at, max(at) AS grew_at FROM told
    WHERE workspace_id = ${workspace}::uuid AND address = ${address} AND fold = ANY(${texts(named)}) GROUP BY fold`);
  return { told, folds };
};

export const toldOf = (database: Database, workspace: WorkspaceId, address: string, sends: readonly SendId[]): Promise<Placed[]> =>
  rows(database, placedRow, sql`SELECT send_id, run, sort, place, fold, item FROM told
    WHERE workspace_id = ${workspace}::uuid AND address = ${address} AND send_id = ANY(${uuids(sends)})`);

export const place = async (database: Database, workspace: WorkspaceId, address: string, placed: readonly Placed[], at: Date): Promise<void> => {
  if (placed.length === 0) return;
  const values = placed.map(({ sendId: send_id, ...row }) => ({ send_id, ...row }));
  await database.$executeRaw(sql`INSERT INTO told (workspace_id, address, send_id, run, sort, place, fold, item, at)
    SELECT ${workspace}::uuid, ${address}, send_id, run, sort, place, fold, item, ${time(at)}
    FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS r(send_id uuid, run int, sort text, place text, fold text, item uuid)
    ON CONFLICT (workspace_id, address, send_id, run) DO UPDATE SET fold = excluded.fold WHERE told.fold IS NULL AND excluded.fold IS NOT NULL`);
};

export const forgetTold = async (database: Database, before: Date): Promise<void> => {
  await database.$executeRaw(sql`DELETE FROM told WHERE at < ${time(before)}`);
};

const inFold = (workspace: WorkspaceId, reach: Reach, { address, fold }: FoldName): Sql => sql`s.workspace_id = ${workspace}::uuid AND s.id IN
  (SELECT send_id FROM told WHERE workspace_id = ${workspace}::uuid AND address = ${address} AND fold = ${fold}) AND ${within(reach)}`;

const campaignRow = z.object({ name: z.string() });
export const foldSummary = async (database: Database, workspace: WorkspaceId, reach: Reach, name: FoldName): Promise<FoldSummary> => {
  const found = await rows(database, countRow, sql`SELECT s.status, count(*) AS count FROM sends s WHERE ${inFold(workspace, reach, name)} GROUP BY s.status`);
  const campaigns = await rows(database, campaignRow, sql`SELECT DISTINCT coalesce(c.name, '') AS name FROM sends s
    LEFT JOIN campaigns c ON c.workspace_id = s.workspace_id AND c.id = s.campaign_id WHERE ${inFold(workspace, reach, name)} LIMIT 2`);
  const [only, ...others] = campaigns;
  return { counts: Object.fromEntries(found.map(({ status, count }) => [status, count])), campaign: others.length === 0 && only?.name ? only.name : undefined };
};

export const foldPage = async (
  database: Database, workspace: WorkspaceId, reach: Reach, name: FoldName, statuses: readonly StatusName[], page: PageRequest,
): Promise<Page<Send>> => {
  const order = page.before ? sql`ORDER BY s.listed_at, s.id` : sql`ORDER BY s.listed_at DESC, s.id DESC`;
  const found = await rows(database, sendRow, sql`SELECT ${SEND_COLUMNS} FROM sends s ${SEND_JOINS}
    WHERE ${inFold(workspace, reach, name)} AND s.status = ANY(${texts(statuses)}) AND ${placeCondition(page)} ${order} LIMIT ${page.size + 1}`);
  return pageOf(page.before ? found.toReversed() : found, page, (send) => ({ at: send.listedAt, id: send.id }));
};
