import type { WorkspaceId } from '../../domain/ids.ts';
import { LeaseLost, type Outbox } from '../../usecases/ports/outbox.ts';
import { together } from '../../usecases/together.ts';
import { sql, time, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { retrying } from '../retrying.ts';
import { claim } from './claim.ts';
import { enqueue } from './enqueue.ts';
import { dead, purge, retryDead, state } from './letters.ts';
import { living } from './living.ts';
import { record, recordOne, type Word } from './record.ts';
import { finishLiving, forget, release, unbegin, wait } from './work.ts';

/** Workers whose words share a statement. */
const MOST_TOGETHER = 50;

export const outbox = (database: PrismaClient): Outbox => {
  const whole = <T>(work: (transaction: Database) => Promise<T>): Promise<T> => retrying(() => database.$transaction(work));
  const saying = together((words: readonly Word[]) => retrying(() => record(database, words)), MOST_TOGETHER);
  const say = async (word: Word): Promise<void> => {
    if (!(await saying(word))) throw new LeaseLost();
  };
  return {
    add: (workspace, items, now) => whole((transaction) => enqueue(transaction, workspace, items, now)),
    claim: (workspace, now, most) => retrying(() => claim(database, workspace, now, most)),
    begin: (claim, items, event, plan, now) => say({ claim, next: { items, event, plan, at: now }, now }),
    unbegin: (held, items, now) => retrying(() => unbegin(database, held, items, now)),
    finish: (claim, { living: lives, ...ending }, now, next) =>
      lives ? retrying(() => finishLiving(database, claim, { ...ending, living: lives }, now, next)) : say({ claim, ending, next, now }),
    wait: (held, items, until, now) => retrying(() => wait(database, held, items, until, now)),
    forget: (held, subject, now) => retrying(() => forget(database, held, subject, now)),
    reroute: (claim, ending, to, now) => whole(async (transaction) => {
      await recordOne(transaction, { claim, ending, now });
      await enqueue(transaction, claim.workspaceId, to, now);
    }),
    release: (held, now, how = {}) => retrying(() => release(database, held, now, how)),
    pause: (workspace, until, why) => pause(database, workspace, until, why),
    resume: async (workspace) => {
      await database.$executeRaw(sql`DELETE FROM outbox_pauses WHERE workspace_id = ${workspace}::uuid`);
    },
    living: (workspace, mailbox, subjects) => living(database, workspace, mailbox, subjects),
    state: (workspace) => state(database, workspace),
    dead: (workspace, limit) => dead(database, workspace, limit),
    retryDead: (workspace, which, now) => whole((transaction) => retryDead(transaction, workspace, which, now)),
    purge: (before) => purge(database, before),
  };
};

const pause = async (database: Database, workspace: WorkspaceId, until: Date, why: string): Promise<void> => {
  await database.$executeRaw(sql`INSERT INTO outbox_pauses (workspace_id, until, why) VALUES (${workspace}::uuid, ${time(until)}, ${why})
    ON CONFLICT (workspace_id) DO UPDATE SET until = excluded.until, why = excluded.why WHERE outbox_pauses.until < excluded.until`);
};
