import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { StaleAlert, StaleAlerts } from '../../usecases/ports/stale.ts';
import { rows, sql, time, uuids, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { retrying } from '../retrying.ts';
import { tellManagers } from './managers.ts';
import { raise, wake } from './raise.ts';
import { take } from './take.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const alertRow = z
  .object({
    send_id: id<SendId>(), run: z.number(), snoozed_until: z.date().nullable(), silenced: z.boolean(),
    taken_by_id: id<MemberId>().nullable(), taken_by_name: z.string().nullable(), taken_at: z.date().nullable(),
  })
  .transform((row): StaleAlert => ({
    sendId: row.send_id, run: row.run, snoozedUntil: row.snoozed_until ?? undefined, silenced: row.silenced,
    taken: row.taken_by_id && row.taken_at ? { by: row.taken_by_id, name: row.taken_by_name ?? '', at: row.taken_at } : undefined,
  }));

const alertsOf = (database: Database, workspace: WorkspaceId, sends: readonly SendId[]): Promise<StaleAlert[]> =>
  rows(database, alertRow, sql`SELECT a.send_id, a.run, a.snoozed_until, a.silenced, a.taken_by_id, a.taken_at, m.name AS taken_by_name
    FROM stale_alerts a JOIN sends s ON s.workspace_id = a.workspace_id AND s.id = a.send_id AND s.status_run = a.run
    LEFT JOIN members m ON m.workspace_id = a.workspace_id AND m.id = a.taken_by_id
    WHERE a.workspace_id = ${workspace}::uuid AND a.send_id = ANY(${uuids(sends)})`);

export const staleAlerts = (database: PrismaClient): StaleAlerts => {
  const together = <T>(work: (transaction: Database) => Promise<T>): Promise<T> => retrying(() => database.$transaction(work));
  return {
    raise: (workspace, windows, now, how) => raise(database, workspace, windows, now, how),
    wake: (workspace, now, limit) => wake(database, workspace, now, limit),
    alertsOf: (workspace, sends) => alertsOf(database, workspace, sends),
    snooze: async (workspace, send, snooze, now) => {
      const [until, silenced] = snooze === 'until it moves' ? [null, true] : [time(snooze.until), false];
      const done = await database.$executeRaw(sql`INSERT INTO stale_alerts (workspace_id, send_id, run, raised_at, snoozed_until, silenced)
        SELECT workspace_id, id, status_run, ${time(now)}, ${until}::timestamptz, ${silenced} FROM sends WHERE workspace_id = ${workspace}::uuid AND id = ${send}::uuid
        ON CONFLICT (workspace_id, send_id, run) DO UPDATE SET snoozed_until = excluded.snoozed_until, silenced = excluded.silenced`);
      return done > 0;
    },
    take: (workspace, send, member, now) => together(async (transaction) => {
      await take(transaction, workspace, send, member, now);
      return (await alertsOf(transaction, workspace, [send]))[0]?.taken;
    }),
    tellManagers: (workspace, windows, day, now) => tellManagers(database, workspace, windows, day, now),
  };
};
