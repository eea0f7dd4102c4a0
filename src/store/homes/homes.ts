import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Homes, HomeTurn, HomeView } from '../../usecases/ports/homes.ts';
import { planKept, rows, sql, time, type Database, type Sql } from '../database.ts';

const turn = z.object({ to: z.enum(['next', 'previous']), number: z.int(), at: z.coerce.date(), id: z.custom<SendId>((value) => typeof value === 'string') })
  .transform(({ to, number, at, id }): HomeTurn => ({ to, number, cursor: { at, id } }));
const viewRow = z.object({ opened_at: z.date(), published_at: z.date().nullable(), turn: turn.nullable(), shown: z.string(), hash: z.string() })
  .transform(({ opened_at: openedAt, published_at: publishedAt, turn: page, shown, hash }): HomeView => ({ openedAt, publishedAt: publishedAt ?? undefined, turn: page ?? undefined, shown, hash }));
const COLUMNS = sql`opened_at, published_at, turn, shown, hash`;

const turnText = (page: HomeTurn | undefined): string | null => (page ? JSON.stringify({ to: page.to, number: page.number, ...page.cursor }) : null);

export const homes = (database: Database): Homes => {
  const one = async (query: Sql): Promise<HomeView | undefined> => (await rows(database, viewRow, query))[0];
  const mine = (workspace: WorkspaceId, member: MemberId): Sql => sql`workspace_id = ${workspace}::uuid AND member_id = ${member}::uuid`;
  return {
    opened: (workspace, member, event, now) => one(sql`${planKept}INSERT INTO home_views AS h (workspace_id, member_id, opened_at, event)
      VALUES (${workspace}::uuid, ${member}::uuid, ${time(now)}, ${event})
      ON CONFLICT (workspace_id, member_id) DO UPDATE SET opened_at = excluded.opened_at, event = excluded.event, turn = NULL WHERE h.event <> excluded.event
      RETURNING ${COLUMNS}`),

    turned: (workspace, member, page, now) => one(sql`${planKept}UPDATE home_views SET opened_at = ${time(now)}, turn = ${turnText(page)}::jsonb
      WHERE ${mine(workspace, member)} RETURNING ${COLUMNS}`),

    view: (workspace, member) => one(sql`${planKept}SELECT ${COLUMNS} FROM home_views WHERE ${mine(workspace, member)}`),

    published: async (workspace, member, { shown, hash }, at) => {
      await database.$executeRaw(sql`${planKept}UPDATE home_views SET published_at = ${time(at)}, shown = ${shown}, hash = ${hash}
        WHERE ${mine(workspace, member)} AND (published_at IS NULL OR published_at <= ${time(at)})`);
    },

    unknown: async (workspace, member) => {
      await database.$executeRaw(sql`UPDATE home_views SET shown = '', hash = '' WHERE ${mine(workspace, member)}`);
    },

    forget: async (before) => {
      await database.$executeRaw(sql`DELETE FROM home_views WHERE opened_at < ${time(before)}`);
    },
  };
};
