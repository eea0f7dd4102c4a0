import { z } from 'zod';
import type { MemberId, SendId, WorkspaceId } from '../../domain/ids.ts';
import type { Window } from '../../domain/staleness.ts';
import type { NewItem } from '../../usecases/ports/outbox.ts';
import type { StaleAlert, StaleAlerts } from '../../usecases/ports/stale.ts';
import { rows, sql, time, uuids, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { retrying } from '../retrying.ts';
import { asRows, IN_WINDOW } from '../windows.ts';
import { tellManagers } from './managers.ts';
import { take } from './take.ts';

const id = <Id extends string>() => z.custom<Id>((value) => typeof value === 'string');
const raisedRow = z.object({ send_id: id<SendId>(), sender_id: id<MemberId>(), run: z.number(), wakes: z.number() });
type Raised = z.output<typeof raisedRow>;

/** For its sender, who is told once a stay, and once more after each snooze. */
const alert = ({ send_id: sendId, sender_id: member, run, wakes }: Raised, now: Date): NewItem =>
  ({ to: { member }, body: { kind: 'stale', run }, key: `stale:${sendId}:${run}${wakes > 0 ? `:${wakes}` : ''}`, sendId, dueAt: now });

const write = async (database: Database, workspace: WorkspaceId, raised: readonly Raised[], now: Date): Promise<void> =>
  enqueue(database, workspace, raised.map((each) => alert(each, now)), now);

/** In a transaction. Each window is one walk along its index; a send that has its alert is passed over. */
const raise = async (database: Database, workspace: WorkspaceId, windows: readonly Window[], now: Date, limit: number): Promise<number> => {
  const raised = await rows(database, raisedRow, sql`WITH late AS (
      SELECT found.* FROM ${asRows(windows)}, LATERAL (SELECT s.id, s.sender_id, s.status_run FROM sends s WHERE s.workspace_id = ${workspace}::uuid AND ${IN_WINDOW}
        AND NOT EXISTS (SELECT 1 FROM stale_alerts a WHERE a.workspace_id = s.workspace_id AND a.send_id = s.id AND a.run = s.status_run)
        ORDER BY s.status_since, s.id LIMIT ${limit}) found LIMIT ${limit}),
    raised AS (INSERT INTO stale_alerts (workspace_id, send_id, run, raised_at)
      SELECT ${workspace}::uuid, id, status_run, ${time(now)} FROM late ORDER BY id ON CONFLICT DO NOTHING RETURNING send_id, run)
    SELECT raised.send_id, late.sender_id, raised.run, 0 AS wakes FROM raised JOIN late ON late.id = raised.send_id`);
  await write(database, workspace, raised, now);
  return raised.length;
};

/** In a transaction. A send that has moved is not told of again. */
const wake = async (database: Database, workspace: WorkspaceId, now: Date, limit: number): Promise<number> => {
  const ended = await rows(database, raisedRow.extend({ stays: z.boolean() }), sql`WITH over AS (
      SELECT send_id, run FROM stale_alerts WHERE workspace_id = ${workspace}::uuid AND snoozed_until <= ${time(now)} ORDER BY snoozed_until LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    woken AS (UPDATE stale_alerts a SET snoozed_until = NULL, wakes = a.wakes + 1 FROM over
      WHERE a.workspace_id = ${workspace}::uuid AND a.send_id = over.send_id AND a.run = over.run RETURNING a.send_id, a.run, a.wakes)
    SELECT woken.send_id, woken.run, woken.wakes, s.sender_id, s.status_run = woken.run AS stays
    FROM woken JOIN sends s ON s.workspace_id = ${workspace}::uuid AND s.id = woken.send_id`);
  await write(database, workspace, ended.filter(({ stays }) => stays), now);
  return ended.length;
};

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
    raise: (workspace, windows, now, limit) => together((transaction) => raise(transaction, workspace, windows, now, limit)),
    wake: (workspace, now, limit) => together((transaction) => wake(transaction, workspace, now, limit)),
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
    tellManagers: (workspace, windows, day, now) => together((transaction) => tellManagers(transaction, workspace, windows, day, now)),
  };
};
