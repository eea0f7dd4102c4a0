import type { Outbox } from '../../usecases/ports/outbox.ts';
import type { PrismaClient } from '../generated/client.ts';
import { retrying } from '../retrying.ts';
import { enqueue } from './enqueue.ts';
import { living } from './living.ts';

export const outbox = (database: PrismaClient): Outbox => ({
  add: (workspace, items, now) => retrying(() => database.$transaction((transaction) => enqueue(transaction, workspace, items, now))),
  living: (workspace, mailbox, subjects) => living(database, workspace, mailbox, subjects),
});
