/** What is being worked on, so that a shutdown can wait for it. */
export type InFlight = { track(work: Promise<void>): Promise<void>; idle(): Promise<void> };

export const createInFlight = (): InFlight => {
  const running = new Set<Promise<void>>();
  return {
    track: async (work) => {
      running.add(work);
      try {
        await work;
      } finally {
        running.delete(work);
      }
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
};
