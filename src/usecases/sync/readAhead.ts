import type { ListPage } from '../ports/provider.ts';

export type NumberedPage<Entry> = ListPage<Entry> & { number: number };

type Slot<Entry> = { number: number; answered: boolean; page: Promise<ListPage<Entry>> };

export type ReadAhead<Entry> = {
  fetch: (page: number, signal: AbortSignal) => Promise<ListPage<Entry>>;
  from: number;
  pageSize: number;
  signal: AbortSignal;
};

/** Pages asked for at once: enough to use ten requests a second when an answer takes most of one. */
const AT_ONCE = 8;
/** Pages asked for and not yet handed over: whoever stores them may take two seconds over some before a request is left out for it. */
const AHEAD = 28;
/** Pages handed over together when they are there already. */
const TOGETHER = 5;
/** A list that never holds still is read to its end all the same. */
const MOST_RETURNS = 20;

/**
 * The pages of a list from one on, in order, in groups of those that have arrived. The list moves while it is read. What comes in at its head pushes
 * entries behind us towards us: they come twice. Where the total shrinks from one page to the next, entries have moved past us (some vanished, or
 * the later page was answered first): reading goes back as many pages as that may be.
 */
export async function* readAhead<Entry>({ fetch, from, pageSize, signal }: ReadAhead<Entry>): AsyncGenerator<NumberedPage<Entry>[]> {
  const stop = new AbortController();
  const asked = AbortSignal.any([signal, stop.signal]);
  const slots: Slot<Entry>[] = [];
  let next = from;
  let total: number | undefined;
  let returns = 0;
  let underWay = 0;
  let over = false;
  const ask = (): void => {
    const slot: Slot<Entry> = { number: next++, answered: false, page: fetch(next - 1, asked) };
    underWay += 1;
    slot.page.then((page) => settled(slot, page.total), () => { over = true; settled(slot); });
    slots.push(slot);
  };
  // Also while the pages before are being stored.
  const settled = (slot: Slot<Entry>, inAll?: number): void => {
    slot.answered = true;
    underWay -= 1;
    total ??= inAll;
    askAhead();
  };
  const askAhead = (): void => {
    while (!over && underWay < AT_ONCE && slots.length < AHEAD && total !== undefined && next <= Math.ceil(total / pageSize)) ask();
  };
  try {
    for (;;) {
      const group: NumberedPage<Entry>[] = [];
      do {
        if (slots.length === 0) ask();
        askAhead();
        const slot = slots.shift();
        if (!slot) break;
        const page = await slot.page;
        const shrunk = total !== undefined && page.total !== undefined ? total - page.total : 0;
        total = page.total;
        if (shrunk > 0 && returns < MOST_RETURNS) {
          returns += 1;
          slots.splice(0);
          next = Math.max(1, slot.number - Math.ceil(shrunk / pageSize));
          break;
        }
        group.push({ ...page, number: slot.number });
      } while (group.length < TOGETHER && slots[0]?.answered && !group.at(-1)?.last);
      if (group.length > 0) yield group;
      if (group.at(-1)?.last) return;
    }
  } finally {
    // What is still under way is for nobody any more.
    over = true;
    stop.abort();
  }
}
