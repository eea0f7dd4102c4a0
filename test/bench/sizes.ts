/** How much is measured. Sends and rows are counts, seconds real time. A part with sizes of its own keeps them in its file, by `stage.small`. */
export type Sizes = {
  /** The world that lists are compared in, and the one they are compared with. */
  manySends: number;
  fewSends: number;
  /** The same on the embedded database. */
  manyEmbedded: number;
  fewEmbedded: number;
  importRows: number;
  /** Peak memory at `manySends` is compared with the one at this many rows; undefined: with the one half way. */
  memoryRows: number | undefined;
  rounds: number;
  /** Of asking as fast as it goes, a round. */
  askSeconds: number;
  /** Questions of each kind, a round. */
  questions: number;
};

export const FULL: Sizes = {
  manySends: 1_000_000, fewSends: 10_000, manyEmbedded: 50_000, fewEmbedded: 5000, importRows: 100_000, memoryRows: 100_000,
  rounds: 5, askSeconds: 4, questions: 30,
};
export const SMALL: Sizes = {
  manySends: 100_000, fewSends: 10_000, manyEmbedded: 10_000, fewEmbedded: 2000, importRows: 10_000, memoryRows: undefined,
  rounds: 3, askSeconds: 1.5, questions: 15,
};
