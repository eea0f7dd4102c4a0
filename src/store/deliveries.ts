import { z } from 'zod';
import type { NewsRules } from '../domain/notice/news.ts';
import type { AsideCursor, Deliveries, Delivery } from '../usecases/ports/deliveries.ts';
import { rows, sql, time } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { deliver } from './recorder/deliver.ts';
import { retrying } from './retrying.ts';
import type { Transactions } from './transactions.ts';

const DAY = 24 * 3_600_000;
/** An id is known for so long, and what is set aside kept: the provider tries for about 28 hours, and lets people send again what failed. */
const KEPT = 30 * DAY;
/** A CSV that brings the send may come once a quarter. */
const WAITS = 100 * DAY;
/** At most so many of each are kept in all; the oldest go first. */
const MOST_SET_ASIDE = 10_000;
const MOST_WAITING = 200_000;

const asideRow = z
  .object({ id: z.string(), event: z.string().nullable(), body: z.string(), received_at: z.date() })
  .transform(({ id, event, body, received_at: receivedAt }): Delivery & AsideCursor => ({ id, event: event ?? undefined, body, receivedAt }));

export const deliveries = (database: PrismaClient, transactions: Transactions, news: NewsRules): Deliveries => ({
  take: (workspace, items, now) => retrying(() => transactions((transaction) => deliver(transaction, workspace, items, { now, news }))),

  setAside: (workspace, { size, after }) => {
    const rest = after ? sql`AND (received_at, id) > (${time(after.receivedAt)}, ${after.id})` : sql``;
    return rows(database, asideRow, sql`SELECT id, event, body, received_at FROM webhook_deliveries
      WHERE workspace_id = ${workspace}::uuid AND body IS NOT NULL ${rest} ORDER BY received_at, id LIMIT ${size}`);
  },

  forget: async (now) => {
    const before = time(new Date(now.getTime() - KEPT));
    return {
      setAside:
        (await database.$executeRaw(sql`DELETE FROM webhook_deliveries WHERE received_at < ${before} AND body IS NOT NULL`)) +
        (await database.$executeRaw(sql`DELETE FROM webhook_deliveries d USING (SELECT workspace_id, id FROM webhook_deliveries WHERE body IS NOT NULL
          ORDER BY received_at DESC, id DESC OFFSET ${MOST_SET_ASIDE}) old WHERE d.workspace_id = old.workspace_id AND d.id = old.id AND d.body IS NOT NULL`)),
      ids: await database.$executeRaw(sql`DELETE FROM webhook_deliveries WHERE received_at < ${before}`),
      waiting:
        (await database.$executeRaw(sql`DELETE FROM waiting_updates WHERE received_at < ${time(new Date(now.getTime() - WAITS))}`)) +
        (await database.$executeRaw(sql`DELETE FROM waiting_updates WHERE received_at < (SELECT received_at FROM waiting_updates
          ORDER BY received_at DESC OFFSET ${MOST_WAITING} LIMIT 1)`)),
    };
  },
});
