import { hashOf, type HashSet } from '../hashSet.ts';
import type { ListPage, SendEntry } from '../ports/provider.ts';
import { addCounts, type SyncCounts, type SyncDeps, type SyncInput } from './deps.ts';
import { takeEntries, type Taking } from './takeEntries.ts';

/** Pages that a look at the head takes at most; what lies deeper is for the sweep. */
const HEAD_PAGES = 50;

export type Log = { broke: Taking['broke'] };
/** Counts as it goes on, so that what was done before a failure is told too. */
export type Tally = { counts: SyncCounts };
/** What a sweep brings with it: what it has seen, and its first page, asked for already. */
export type Sweep = { seen: HashSet; head: Promise<ListPage<SendEntry>> | undefined };

/** Before the first sweep has come to its end the head is the sweep's business too: a page is enough to show that the source lives. */
export const readHead = async (deps: SyncDeps & Log, input: SyncInput, tally: Tally, sweep?: Sweep): Promise<void> => {
  const { provider, syncs } = deps;
  const { total: before, sweptAt } = await syncs.position(input.workspaceId, provider.name);
  const most = sweptAt === undefined && !sweep ? 1 : HEAD_PAGES;
  let fresh = 0;
  let total: number | undefined;
  for (let number = 1; number <= most; number++) {
    const { found, page } = await readPage(deps, input, number, tally, sweep);
    total = page.total;
    fresh += found.new;
    if (page.last || found.new + found.changed === 0) break;
    if (number === HEAD_PAGES) await syncs.askForSweep(input.workspaceId, provider.name, deps.clock());
  }
  // The documentation promises no order: where there are more than the head showed, the new ones may stand at the end.
  const missing = total === undefined || before === undefined ? 0 : total - before - fresh;
  if (total !== undefined && missing > 0) await readTail(deps, input, total, tally);
  if (total !== undefined) await syncs.noteTotal(input.workspaceId, provider.name, total);
};

const readTail = async (deps: SyncDeps & Log, input: SyncInput, total: number, tally: Tally): Promise<void> => {
  const lastPage = Math.ceil(total / deps.provider.pageSize);
  for (let number = lastPage; number > Math.max(1, lastPage - HEAD_PAGES); number--) {
    const { found } = await readPage(deps, input, number, tally);
    if (found.new + found.changed === 0) return;
  }
};

const readPage = async (deps: SyncDeps & Log, { workspaceId, signal, onProgress }: SyncInput, number: number, tally: Tally, sweep?: Sweep) => {
  const page = await ((number === 1 && sweep?.head) || deps.provider.sends(number, deps.clock(), signal));
  for (const { key } of page.entries) sweep?.seen.add(hashOf(key));
  const found = await takeEntries(deps, page.entries, { workspaceId, mostlyKnown: true, broke: deps.broke });
  tally.counts = addCounts(tally.counts, found);
  onProgress?.({ page: number, total: page.total, counts: tally.counts });
  signal.throwIfAborted();
  return { page, found };
};
