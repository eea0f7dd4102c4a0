/** Which of several instances does what the clock asks for. */
export type Ticks = {
  /**
   * Takes one tick of a job; true for exactly one of all who ask for it, whichever instance they are. A tick taken and not done (its
   * instance died) is not given again: a job looks for what is left to do, not for what its tick was to do.
   */
  claim(job: string, tick: Date): Promise<boolean>;
};
