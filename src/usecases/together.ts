/** What waits to be done, and what becomes of it. */
type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void };

/**
 * While one batch waits for the database the next is gathered, and begun once it is as large: with one alone, everybody would wait in step, and a small one
 * costs as much as a large one.
 */
const UNDER_WAY = 2;

/**
 * Does together what is asked for while earlier work is under way: one at a time costs no waiting, many at once share a transaction. `work`
 * answers in the items' order, all or nothing; when several fail together each is tried alone, so that one only fails itself.
 */
export const together = <In, Out>(work: (items: readonly In[]) => Promise<readonly Out[]>, most: number): ((item: In) => Promise<Out>) => {
  let queue: Waiting<In, Out>[] = [];
  const underWay = new Set<readonly Waiting<In, Out>[]>();

  const settle = async (batch: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      const outcomes = await work(batch.map(({ item }) => item));
      if (outcomes.length !== batch.length) throw new Error('fewer outcomes than items');
      for (const [i, outcome] of outcomes.entries()) batch[i]?.resolve(outcome);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((each) => settle([each])));
    }
  };
  const mayBegin = (): boolean => underWay.size === 0 || (underWay.size < UNDER_WAY && queue.length >= Math.min(most, ...[...underWay].map(({ length }) => length)));
  const run = async (): Promise<void> => {
    while (queue.length > 0 && mayBegin()) {
      const batch = queue.slice(0, most);
      queue = queue.slice(most);
      underWay.add(batch);
      await settle(batch);
      underWay.delete(batch);
    }
  };
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      // What arrives in the same turn of the loop goes together from the first time on.
      setImmediate(() => void run());
    });
};
