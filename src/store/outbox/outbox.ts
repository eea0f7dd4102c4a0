import type { WorkspaceId } from '../../domain/ids.ts';
import type { Outbox } from '../../usecases/ports/outbox.ts';
import { sql, time, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { retrying } from '../retrying.ts';
import { claim } from './claim.ts';
import { enqueue } from './enqueue.ts';
import { dead, purge, retryDead, state } from './letters.ts';
import { living } from './living.ts';
import { begin, finish, forget, release, unbegin, wait } from './work.ts';

export const outbox = (database: PrismaClient): Outbox => {
  const together = <T>(work: (transaction: Database) => Promise<T>): Promise<T> => retrying(() => database.$transaction(work));
  return {
    add: (workspace, items, now) => together((transaction) => enqueue(transaction, workspace, items, now)),
    claim: (workspace, now, most) => retrying(() => claim(database, workspace, now, most)),
    begin: (held, items, event, plan, now) => retrying(() => begin(database, held, items, event, plan, now)),
    unbegin: (held, items, now) => retrying(() => unbegin(database, held, items, now)),
    finish: (held, ending, now, next) => retrying(() => finish(database, held, ending, now, next)),
    wait: (held, items, until, now) => retrying(() => wait(database, held, items, until, now)),
    forget: (held, subject, now) => retrying(() => forget(database, held, subject, now)),
    reroute: (held, ending, to, now) => together(async (transaction) => {
      await finish(transaction, held, ending, now);
      await enqueue(transaction, held.workspaceId, to, now);
    }),
    release: (held, now, how = {}) => retrying(() => release(database, held, now, how)),
    pause: (workspace, until, why) => pause(database, workspace, until, why),
    resume: async (workspace) => {
      await database.$executeRaw(sql`DELETE FROM outbox_pauses WHERE workspace_id = ${workspace}::uuid`);
    },
    living: (workspace, mailbox, subjects) => living(database, workspace, mailbox, subjects),
    state: (workspace) => state(database, workspace),
    dead: (workspace, limit) => dead(database, workspace, limit),
    retryDead: (workspace, which, now) => together((transaction) => retryDead(transaction, workspace, which, now)),
    purge: (before) => purge(database, before),
  };
};

const pause = async (database: Database, workspace: WorkspaceId, until: Date, why: string): Promise<void> => {
  await database.$executeRaw(sql`INSERT INTO outbox_pauses (workspace_id, until, why) VALUES (${workspace}::uuid, ${time(until)}, ${why})
    ON CONFLICT (workspace_id) DO UPDATE SET until = excluded.until, why = excluded.why WHERE outbox_pauses.until < excluded.until`);
};
