import { z } from 'zod';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Reader, SyncPosition, Syncs } from '../usecases/ports/syncs.ts';
import { rows, sql, texts, time, type Database, type Sql } from './database.ts';
import type { PrismaClient } from './generated/client.ts';

const positionRow = z
  .object({ sweep_page: z.number().nullable(), swept_at: z.date().nullable(), total: z.number().nullable() })
  .transform(({ sweep_page: page, swept_at: sweptAt, total }): SyncPosition => ({ page: page ?? undefined, sweptAt: sweptAt ?? undefined, total: total ?? undefined }));
const asideRow = z.object({ key: z.string(), reason: z.string(), at: z.date() });
const countRow = z.object({ count: z.coerce.number() });

/** Set aside at most, a source: whoever has more has one problem, not a thousand. */
const ASIDE_KEPT = 1000;

export const syncs = (database: PrismaClient): Syncs => ({
  position: async (workspace, source) => {
    const [found] = await rows(database, positionRow, sql`SELECT sweep_page, swept_at, total FROM syncs WHERE ${is(workspace, source)}`);
    return found ?? { page: undefined, sweptAt: undefined, total: undefined };
  },

  take: async (workspace, source, reader, { begin, now }) => {
    await database.$executeRaw(sql`INSERT INTO syncs (workspace_id, source) VALUES (${workspace}::uuid, ${source}) ON CONFLICT DO NOTHING`);
    const [taken] = await rows(database, positionRow, sql`UPDATE syncs SET reader = ${reader.name}, reader_until = ${until(reader)},
      sweep_page = coalesce(sweep_page, 1), sweep_began = coalesce(sweep_began, ${time(now)})
      WHERE ${is(workspace, source)} AND (sweep_page IS NOT NULL OR ${begin}::boolean) AND (reader IS NULL OR reader_until < clock_timestamp())
      RETURNING sweep_page, swept_at, total`);
    return taken && { ...taken, page: taken.page ?? 1 };
  },

  keep: async (workspace, source, reader, page) => {
    const kept = await database.$executeRaw(sql`UPDATE syncs SET sweep_page = ${page}::int, reader_until = ${until(reader)} WHERE ${is(workspace, source)} AND reader = ${reader.name}`);
    return kept === 1;
  },

  letGo: async (workspace, source, reader, sweptAt) => {
    const ended = sweptAt ? sql`, sweep_page = NULL, sweep_began = NULL, swept_at = ${time(sweptAt)}` : sql``;
    await database.$executeRaw(sql`UPDATE syncs SET reader = NULL, reader_until = NULL ${ended} WHERE ${is(workspace, source)} AND reader = ${reader.name}`);
  },

  askForSweep: async (workspace, source, now) => {
    await database.$executeRaw(sql`UPDATE syncs SET sweep_page = 1, sweep_began = ${time(now)} WHERE ${is(workspace, source)} AND sweep_page IS NULL`);
  },

  noteTotal: async (workspace, source, total) => {
    await database.$executeRaw(sql`INSERT INTO syncs (workspace_id, source, total) VALUES (${workspace}::uuid, ${source}, ${total}::int)
      ON CONFLICT (workspace_id, source) DO UPDATE SET total = excluded.total WHERE syncs.total IS DISTINCT FROM excluded.total`);
  },

  keepUnknown: async (workspace, source, found) => {
    if (found.length === 0) return;
    // A send may come twice in a batch; one statement changes a row only once.
    const last = [...new Map(found.map(({ name: { scheme, value }, fields }) => [`${scheme}\n${value}`, { scheme, value, fields }])).values()];
    await database.$executeRaw(sql`INSERT INTO unknown_fields (workspace_id, send_id, source, fields)
      SELECT DISTINCT ON (n.send_id) n.workspace_id, n.send_id, ${source}, r.fields FROM jsonb_to_recordset(${JSON.stringify(last)}::jsonb) AS r(scheme text, value text, fields jsonb)
      JOIN send_names n ON n.workspace_id = ${workspace}::uuid AND n.value = ANY(${texts(last.map(({ value }) => value))}) AND n.value = r.value AND n.scheme = r.scheme
      JOIN sends s ON s.workspace_id = n.workspace_id AND s.id = n.send_id AND s.forgotten_at IS NULL ORDER BY n.send_id
      ON CONFLICT (workspace_id, send_id, source) DO UPDATE SET fields = excluded.fields WHERE unknown_fields.fields IS DISTINCT FROM excluded.fields`);
  },

  setAside: async (workspace, source, entries, now) => {
    if (entries.length === 0) return;
    const json = JSON.stringify([...new Map(entries.map((entry) => [entry.key, entry])).values()]);
    const told = sql`jsonb_to_recordset(${json}::jsonb) AS r(key text, reason text)`;
    await database.$executeRaw(sql`UPDATE set_aside a SET reason = r.reason, at = ${time(now)} FROM ${told}
      WHERE ${is(workspace, source)} AND a.key = r.key AND a.reason <> r.reason`);
    await database.$executeRaw(sql`INSERT INTO set_aside (workspace_id, source, key, reason, at)
      SELECT ${workspace}::uuid, ${source}, r.key, r.reason, ${time(now)} FROM ${told}
      WHERE NOT EXISTS (SELECT 1 FROM set_aside a WHERE a.workspace_id = ${workspace}::uuid AND a.source = ${source} AND a.key = r.key)
      LIMIT greatest(0, ${ASIDE_KEPT} - (SELECT count(*) FROM set_aside WHERE ${is(workspace, source)})) ON CONFLICT DO NOTHING`);
  },

  takeBack: async (workspace, source, keys) => {
    if (keys.length === 0) return;
    await database.$executeRaw(sql`DELETE FROM set_aside WHERE ${is(workspace, source)} AND key = ANY(${texts(keys)})`);
  },

  aside: async (workspace, source, limit) => {
    const latest = await rows(database, asideRow, sql`SELECT key, reason, at FROM set_aside WHERE ${is(workspace, source)} ORDER BY at DESC, key LIMIT ${limit}`);
    return { count: await asideCount(database, workspace, source), latest };
  },
});

const is = (workspace: WorkspaceId, source: string): Sql => sql`workspace_id = ${workspace}::uuid AND source = ${source}`;
const until = ({ ms }: Reader): Sql => sql`clock_timestamp() + ${ms}::float8 * interval '1 millisecond'`;

const asideCount = async (database: Database, workspace: WorkspaceId, source: string): Promise<number> => {
  const [found] = await rows(database, countRow, sql`SELECT count(*) AS count FROM set_aside WHERE ${is(workspace, source)}`);
  return found?.count ?? 0;
};
