/** Answers by which it is known how quick they can be, and how many are looked back at. */
const ENOUGH = 5;
const LOOKED_AT = 50;
/** More than this is the provider's thinking rather than the way there, in ms. */
const MOST = 40;

/**
 * How late a request may have arrived, judged by how long its answer took beyond the quickest. What makes answers slow is mostly the provider's work,
 * so only so much is believed; but of the `first` requests, whose connections have to be made, all.
 */
export const createTravel = () => {
  const took: number[] = [];
  const known = (): boolean => took.length >= ENOUGH;
  return {
    /** There were enough answers to judge by. */
    known,
    note: (ms: number): void => {
      took.push(ms);
      if (took.length > LOOKED_AT) took.shift();
    },
    /** In ms; `ms`: how long its answer took to begin; undefined: it has not begun. */
    delay: (ms: number | undefined, first: boolean): number => {
      if (ms === undefined || !known()) return MOST;
      const beyond = ms - Math.min(...took);
      return first ? beyond : Math.min(beyond, MOST);
    },
  };
};
