import { HashSet, hashOf } from '../hashSet.ts';
import { ProviderRefused, ProviderUnavailable } from '../ports/provider.ts';
import { addCounts, NO_COUNTS, type SyncCounts, type SyncDeps, type SyncInput } from './deps.ts';
import { readAhead } from './readAhead.ts';
import { readDirectory } from './readDirectory.ts';
import { readHead, type Log, type Sweep, type Tally } from './readHead.ts';
import { takeEntries } from './takeEntries.ts';

/**
 * `failed`: the provider did not answer as it should, or won't until somebody does something; it is noted, and operations hear of it. `busy`: another
 * instance is at it. `idle`: there was nothing to go on with. `stopped`: asked to.
 */
export type SyncOutcome =
  | { result: 'done'; counts: SyncCounts }
  | { result: 'failed'; reason: string; counts: SyncCounts }
  | { result: 'busy' | 'idle' | 'stopped' };

export type SweepInput = SyncInput & {
  /** Begin one, where none is under way. Without it a sweep that was cut off is gone on with, and a first or an overdue one begun. */
  begin: boolean;
};

/** A sweep is overdue so long after the last one's end: a daily one was missed. In ms. */
const OVERDUE = 36 * 3_600_000;
/** How long the others leave a sweep to an instance that says nothing. In ms. */
const READER_FOR = 60_000;

/** Reads the provider's sends into the tracker. */
export const syncSends = (deps: SyncDeps & Log) => ({
  /** Looks at the newest sends, until a page tells nothing new. What fails is noted as the source's health. */
  readNew: (input: SyncInput): Promise<SyncOutcome> =>
    noted(deps, input, deps.provider.name, async (tally) => {
      await readHead(deps, input, tally);
      return { result: 'done' };
    }),

  /** Reads every send there is, page by page; another instance goes on where this one was cut off. */
  sweep: async (input: SweepInput): Promise<SyncOutcome> => {
    const { syncs, provider, clock, me } = deps;
    const { workspaceId } = input;
    const { page, sweptAt } = await syncs.position(workspaceId, provider.name);
    const due = sweptAt === undefined || clock().getTime() - sweptAt.getTime() > OVERDUE;
    const reader = { name: me, ms: READER_FOR };
    const taken = await syncs.take(workspaceId, provider.name, reader, { begin: input.begin || due, now: clock() });
    if (!taken) return { result: page === undefined && !input.begin && !due ? 'idle' : 'busy' };
    try {
      return await noted(deps, input, `${provider.name} sweep`, (tally) => sweepFrom(deps, input, taken.page, tally));
    } finally {
      await syncs.letGo(workspaceId, provider.name, reader);
    }
  },
});

type Done = { result: 'done' | 'busy' };

/** Runs a reading and notes how the source fares. Errors that are not the provider's are thrown. */
const noted = async (deps: SyncDeps, { workspaceId, signal }: SyncInput, source: string, read: (tally: Tally) => Promise<Done>): Promise<SyncOutcome> => {
  const { sources, clock, lateAfter } = deps;
  const tally: Tally = { counts: NO_COUNTS };
  // Only the look at the head has a time by which it must come again: the sweep's pages are as fresh.
  const dueAt = (): Date | undefined => (source === deps.provider.name ? new Date(clock().getTime() + lateAfter()) : undefined);
  try {
    const { result } = await read(tally);
    if (result === 'busy') return { result };
    await sources.note(workspaceId, source, { well: true, at: clock(), dueAt: dueAt() });
    return { result, counts: tally.counts };
  } catch (error) {
    if (signal.aborted) return { result: 'stopped' };
    if (!(error instanceof ProviderRefused) && !(error instanceof ProviderUnavailable)) throw error;
    await sources.note(workspaceId, source, { well: false, at: clock(), dueAt: dueAt(), reason: error.message, final: error instanceof ProviderRefused });
    return { result: 'failed', reason: error.message, counts: tally.counts };
  }
};

/**
 * From a page on to the end, then once more the head, for what came in meanwhile. One page is read again where a sweep goes on. When the provider
 * counts more sends than were seen in one go, the list moved under the reading in some other way: it is read once more.
 */
const sweepFrom = async (deps: SyncDeps & Log, input: SyncInput, from: number, tally: Tally): Promise<Done> => {
  const { syncs, provider, clock, me } = deps;
  const { workspaceId } = input;
  const { sweptAt } = await syncs.position(workspaceId, provider.name);
  for (const attempt of [1, 2]) {
    const whole = from === 1 || attempt === 2;
    const sweep: Sweep = { seen: new HashSet(), head: undefined };
    const total = await readAll(deps, input, { from: attempt === 1 ? Math.max(1, from - 1) : 1, mostlyKnown: sweptAt !== undefined || attempt === 2, sweep, tally,
      meanwhile: async () => void (from === 1 && attempt === 1 && (await readPeople(deps, input))) });
    if (total === 'lost') return { result: 'busy' };
    await readHead(deps, input, tally, sweep);
    if (!whole || total === undefined || sweep.seen.size >= total) break;
  }
  await syncs.letGo(workspaceId, provider.name, { name: me, ms: 0 }, clock());
  return { result: 'done' };
};

/** `meanwhile`: what is to be done before the first page is recorded, while it is being asked for. */
type Sweeping = { from: number; mostlyKnown: boolean; sweep: Sweep; tally: Tally; meanwhile: () => Promise<void> };

/**
 * How many there were when the last page was read. As soon as that one is there the head is asked for, so that it comes while the last pages are being stored. `lost` when
 * another instance has taken the sweep.
 */
const readAll = async (deps: SyncDeps & Log, input: SyncInput, { from, mostlyKnown, sweep, tally, meanwhile }: Sweeping): Promise<number | undefined | 'lost'> => {
  const { syncs, provider, clock, me } = deps;
  const { workspaceId, signal, onProgress } = input;
  const fetch = async (page: number, stop: AbortSignal) => {
    const found = await provider.sends(page, clock(), stop);
    if (found.last) {
      sweep.head = provider.sends(1, clock(), signal);
      sweep.head.catch(() => {}); // it is thrown where it is read
    }
    return found;
  };
  const groups = readAhead({ fetch, from, pageSize: provider.pageSize, signal });
  const first = groups.next();
  first.catch(() => {}); // it is thrown below
  let total: number | undefined;
  try {
    await meanwhile();
    for (let group = await first; !group.done; group = await groups.next()) {
      const entries = group.value.flatMap((page) => page.entries);
      for (const { key } of entries) sweep.seen.add(hashOf(key));
      tally.counts = addCounts(tally.counts, await takeEntries(deps, entries, { workspaceId, mostlyKnown, broke: deps.broke }));
      const last = group.value.at(-1);
      total = last?.total;
      onProgress?.({ page: last?.number ?? 0, total, counts: tally.counts });
      if (!(await syncs.keep(workspaceId, provider.name, { name: me, ms: READER_FOR }, (last?.number ?? 0) + 1))) return 'lost';
      signal.throwIfAborted();
    }
    return total;
  } finally {
    await groups.return(undefined);
  }
};

/** What the provider won't tell of people and campaigns costs no send. */
const readPeople = async (deps: SyncDeps, input: SyncInput): Promise<void> => {
  await noted(deps, input, `${deps.provider.name} directory`, async () => {
    await readDirectory(deps, input);
    return { result: 'done' };
  });
};
