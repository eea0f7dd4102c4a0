import { z } from 'zod';
import type { SendId, WorkspaceId } from '../../domain/ids.ts';
import type { NewsRules } from '../../domain/notice/news.ts';
import { FUTURE_TOLERANCE } from '../../domain/observations.ts';
import { derive } from '../../usecases/deriveSend.ts';
import { joinStates } from '../../usecases/joinSends.ts';
import { hear, mergeRecord, newState, type Heard, type ResolvedRecord, type SendState } from '../../usecases/mergeRecord.ts';
import type { SendName, SendRecord } from '../../usecases/ports.ts';
import type { RecordOptions, RecordOutcome, SendRecorder } from '../../usecases/ports/recorder.ts';
import { planKept, rows, sql, time, type Database } from '../database.ts';
import type { PrismaClient } from '../generated/client.ts';
import { eraseSends } from '../eraseSends.ts';
import { retrying } from '../retrying.ts';
import type { Transactions } from '../transactions.ts';
import { admit, type Admission } from './admit.ts';
import { withoutForgotten } from './forgotten.ts';
import { askedAmong, joinKnown, joinSends } from './join.ts';
import { findByNames, loadStates, lockIfKnown, lockSends, type NamedSend } from './load.ts';
import { lookUpNamed } from './lookups.ts';
import { type Changed, saveWithNews } from './news.ts';
import { keyOf, takeWaiting } from './waiting.ts';

/** The writing half of the store: the one way in for everything that sources say about sends. */
export const sendRecorder = (database: PrismaClient, transactions: Transactions, news: NewsRules): SendRecorder => ({
  record: (workspace, records, said) => {
    const options = { news, ...said };
    if (options.dryRun) return recordBatch(database, workspace, records, options);
    return retrying(() => transactions((transaction) => recordBatch(transaction, workspace, records, options)));
  },

  applyDue: (now, limit) => retrying(() => transactions((transaction) => applyDue(transaction, now, limit, news))),
});

/** One batch, in the caller's transaction. */
export const recordBatch = async (database: Database, workspace: WorkspaceId, told: readonly SendRecord[], options: RecordOptions): Promise<RecordOutcome[]> => {
  const { now, dryRun } = options;
  const found = await knownSends(database, workspace, told.flatMap(({ names }) => names), dryRun);
  const admitted = await admitAll(database, workspace, found, told, now);
  const { known, joins, byNow } = joinKnown(found, admitted, now);
  const { records, newly } = await withoutForgotten(database, workspace, { known: found, records: told, admitted: (i) => idOf(admitted[i]), byNow });
  const accepted = records.filter((_, i) => admitted[i]?.result === 'admitted');
  const lookups = await lookUpNamed(database, workspace, accepted, { dryRun, now });
  const batch = new Batch(found, options);
  const outcomes = records.map((record, i): RecordOutcome => {
    const admission = admitted[i];
    if (admission?.result !== 'admitted') return admission ?? { result: 'refused', why: 'names-differ' };
    return batch.record(admission, lookups.resolve(record), lookups.movedCampaign.has(record));
  });
  if (!dryRun) {
    batch.hear(await takeWaiting(database, workspace, newNames(found, accepted)));
    const also = await joinSends(database, workspace, joins, now);
    const changed = derived(await numbered(database, workspace, batch.changedStates(), known), now);
    await saveWithNews(database, workspace, changed, known, { ...options, also });
    await eraseSends(database, workspace, newly, now);
  }
  return outcomes;
};

/** What is joined is rare: whether that may be is asked only then. */
const admitAll = async (database: Database, workspace: WorkspaceId, known: readonly SendState[], told: readonly SendRecord[], now: Date): Promise<Admission[]> => {
  const admitted = admit(known, told, now);
  if (!admitted.some((each) => each.result === 'admitted' && each.joins.length > 0)) return admitted;
  const open = await askedAmong(database, workspace, known.flatMap(({ id, kept }) => (kept?.asked ? [id] : [])));
  return open.size > 1 ? admit(known, told, now, open) : admitted;
};

/**
 * The sends that the batch's names belong to, locked, and nobody is being forgotten meanwhile. A batch that may create sends first takes the workspace's turn, so that two
 * batches never create the same one twice; whoever waits for that turn holds no other lock yet.
 */
const knownSends = async (database: Database, workspace: WorkspaceId, names: readonly SendName[], dryRun: boolean): Promise<SendState[]> => {
  for (;;) {
    const found = dryRun ? await findByNames(database, workspace, names) : await holdByNames(database, workspace, names);
    const ids = [...new Set(found.map(({ send_id }) => send_id))];
    const states = await loadStates(database, workspace, ids);
    if (states.length === ids.length) return states;
    // While its lock was waited for, a send turned out to be another: its names lead there now.
  }
};

const holdByNames = async (database: Database, workspace: WorkspaceId, names: readonly SendName[]): Promise<NamedSend[]> => {
  const found = await lockIfKnown(database, workspace, names);
  const known = new Set(found.map(keyOf));
  if (names.every((name) => known.has(keyOf(name)))) return found;
  await database.$queryRaw(sql`${planKept}SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${workspace}, 0))) turn`);
  const foundNow = await findByNames(database, workspace, names);
  await lockSends(database, workspace, [...new Set(foundNow.map(({ send_id }) => send_id))]);
  return foundNow;
};

/** Names that sends get in this batch. Where there are any, the batch holds the workspace's turn. */
const newNames = (known: readonly SendState[], records: readonly SendRecord[]): SendName[] => {
  const before = new Set(known.flatMap(({ names }) => names.map(keyOf)));
  return [...new Map(records.flatMap(({ names }) => names).map((name) => [keyOf(name), name])).values()].filter((name) => !before.has(keyOf(name)));
};

const idOf = (admission: Admission | undefined): SendId | undefined => (admission?.result === 'admitted' ? admission.id : undefined);

/** The states of a batch's sends as its records are applied, one after the other. */
class Batch {
  private readonly states: Map<SendId, SendState>;
  private readonly changed = new Set<SendId>();
  private readonly spokenOf = new Set<SendId>();

  constructor(known: readonly SendState[], private readonly options: RecordOptions) {
    this.states = new Map(known.map((state) => [state.id, state]));
  }

  record({ id, joins }: Extract<Admission, { result: 'admitted' }>, resolved: ResolvedRecord, campaignMoved: boolean): RecordOutcome {
    const { source, now } = this.options;
    for (const other of joins) this.join(id, other);
    const before = this.states.get(id);
    const first = !this.spokenOf.has(id);
    this.spokenOf.add(id);
    const { state, changed, aged } = before ? mergeRecord(before, resolved, { source, now, first }) : { state: newState(id, resolved, source, now), changed: true, aged: false };
    this.states.set(id, state);
    if (changed || aged) this.changed.add(id);
    if (!before) return { result: 'new' };
    return { result: changed || campaignMoved || joins.length > 0 ? 'changed' : 'unchanged' };
  }

  private join(id: SendId, other: SendId): void {
    const [stays, goes] = [this.states.get(id), this.states.get(other)];
    if (!stays || !goes) throw new Error('sends that are not there were proved to be one');
    this.states.set(id, joinStates(stays, goes));
    this.states.delete(other);
    this.changed.delete(other);
    this.changed.add(id);
  }

  /** What was heard of sends by names that nobody knew. */
  hear(waited: readonly { name: SendName; heard: Heard }[]): void {
    if (waited.length === 0) return;
    const named = new Map([...this.states.values()].flatMap(({ id, names }) => names.map((name): [string, SendId] => [keyOf(name), id])));
    for (const { name, heard } of waited) {
      const id = named.get(keyOf(name));
      const state = id && this.states.get(id);
      if (!state) throw new Error('an update waited for a name that no send of the batch has');
      this.states.set(state.id, hear(state, heard));
      this.changed.add(state.id);
    }
  }

  changedStates(): SendState[] {
    return [...this.changed].toSorted().flatMap((id) => this.states.get(id) ?? []);
  }
}

const sendId = z.custom<SendId>((value) => typeof value === 'string');

/** What is to be written: a send of which nothing is due any more (it cannot be) would keep its row as it is. */
const derived = (states: readonly SendState[], now: Date): Changed[] =>
  states.flatMap((state) => {
    const follows = derive(state, now);
    return follows ? [{ state, derived: follows }] : [];
  });

const nextRow = z.object({ next: z.coerce.number() });
const isNumbered = ({ names }: SendState): boolean => names.some(({ scheme }) => scheme === 'number' || scheme === 'tracker');

/** Gives a number of our own to each new send whose source has none, and keeps the counter above every such number it meets for the first time. */
const numbered = async (database: Database, workspace: WorkspaceId, states: readonly SendState[], known: readonly SendState[]): Promise<SendState[]> => {
  const wanting = states.filter((state) => !isNumbered(state)).length;
  const before = new Set(known.flatMap(({ names }) => names));
  const met = Math.max(0, ...states.flatMap(({ names }) => names.filter((name) => !before.has(name)).flatMap(({ scheme, value }) => (scheme === 'tracker' ? [Number(value.slice(2))] : []))));
  if (wanting === 0 && met === 0) return [...states];
  const [row] = await rows(
    database,
    nextRow,
    sql`UPDATE workspaces SET next_number = greatest(next_number, ${met + 1}::int) + ${wanting}::int
      WHERE id = ${workspace}::uuid AND (${wanting}::int > 0 OR next_number <= ${met}::int) RETURNING next_number - ${wanting}::int AS next`,
  );
  let next = row?.next ?? 0;
  return states.map((state) => (isNumbered(state) ? state : { ...state, names: [...state.names, { scheme: 'tracker', value: `T-${next++}` }] }));
};

const dueRow = z.object({ workspace_id: z.custom<WorkspaceId>((value) => typeof value === 'string'), id: sendId, recheck_at: z.date() });

const applyDue = async (database: Database, now: Date, limit: number, news: NewsRules): Promise<number> => {
  const due = await rows(
    database, dueRow, sql`SELECT workspace_id, id, recheck_at FROM sends WHERE recheck_at <= ${time(now)} ORDER BY recheck_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
  for (const workspace of new Set(due.map((row) => row.workspace_id))) {
    const recheckAt = new Map(due.filter((row) => row.workspace_id === workspace).map((row) => [row.id, row.recheck_at.getTime()]));
    const states = await loadStates(database, workspace, [...recheckAt.keys()]);
    const before = states.map((state) => ({
      ...state, observations: state.observations.filter(({ at }) => at.getTime() < (recheckAt.get(state.id) ?? 0) + FUTURE_TOLERANCE),
    }));
    await saveWithNews(database, workspace, derived(states, now), before, { source: undefined, now, news });
  }
  return due.length;
};
