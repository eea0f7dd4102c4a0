/** Work that is begun when somebody pokes: one run at a time, and once more for whatever was poked meanwhile. */
export type Worker = { poke(): void; idle(): Promise<void> };

export const createWorker = (work: () => Promise<unknown>, failed: (error: unknown) => void): Worker => {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await work().catch(failed);
    } while (again);
    running = undefined;
  };
  return {
    poke: () => {
      if (running) again = true;
      else running = run();
    },
    idle: async () => {
      while (running) await running;
    },
  };
};
