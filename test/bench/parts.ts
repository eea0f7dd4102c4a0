import { answering } from './answering.ts';
import { delivering } from './delivering.ts';
import { exporting } from './exporting.ts';
import { exportingInSlack } from './exportingInSlack.ts';
import { home } from './home.ts';
import { importing } from './importing.ts';
import { lateSends } from './lateSends.ts';
import type { Part } from './part.ts';
import { reading } from './reading.ts';
import { searching } from './searching.ts';
import { starting } from './starting.ts';
import { syncing } from './syncing.ts';
import { webhooks } from './webhooks.ts';

/** Everything there is to measure, in the order in which it is done. */
export const PARTS: readonly Part[] = [answering, reading, searching, home, importing, exporting, exportingInSlack, starting, delivering, syncing, webhooks, lateSends];
