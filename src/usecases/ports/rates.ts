/** How fast somebody else's service may be asked, shared by all instances and kept by the database's clock. */
export type Rates = {
  /** Takes the next place in the queue of `name`, places being `every` ms apart; returns how many ms from now it is (0: at once). */
  place(name: string, every: number): Promise<number>;
  /** Nobody gets a place within the next `ms`. */
  pause(name: string, ms: number): Promise<void>;
};
