/** How fast somebody's service may be asked: at most `most` times in any `within` ms, and no two times less than `apart` ms after each other. */
export type Limit = { most: number; within: number; apart: number };

/** A turn to ask: what it is called, and how many ms from now it is (0: at once). */
export type Place = { at: string; wait: number };

/** How fast somebody else's service may be asked, shared by all instances and kept by the database's clock. */
export type Rates = {
  /** Takes the next place in the queue of `name`. */
  place(name: string, limit: Limit): Promise<Place>;
  /** What left at this place may have arrived so many ms after it: whoever takes a place from now on reckons with that. */
  late(name: string, at: string, ms: number): Promise<void>;
  /** Nobody gets a place within the next `ms`. */
  pause(name: string, ms: number): Promise<void>;
};
