/** A way to fail. `done`: the work was done all the same, only the answer suffers. */
export type Fault =
  | { kind: 'rate limited'; retryAfter: number }
  | { kind: 'http'; status: number; done?: boolean }
  | { kind: 'silence'; done?: boolean }
  | { kind: 'reset'; done?: boolean }
  | { kind: 'refused'; error: string }
  | { kind: 'slow'; ms: number }
  /** Well-formed HTTP around half of the JSON. */
  | { kind: 'half the json' }
  /** The connection ends in the middle of the body. */
  | { kind: 'half the body' };

export type Rule = {
  /** A method's name, `response_url`, `upload`, `download`, or `*`. */
  on: string;
  fails: Fault;
  /** How many calls are let through first. */
  after?: number;
  /** How many calls fail; every one, unless said. */
  times?: number;
  /** Each call fails with this probability, from `seed` on the same in every run. */
  chance?: number;
  seed?: number;
};

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
const dice = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const createFaults = () => {
  let rules: { rule: Rule; seen: number; failed: number; roll: () => number }[] = [];
  return {
    /** Adds a rule; the function returned takes it away. */
    misbehave: (rule: Rule): (() => void) => {
      const added = { rule, seen: 0, failed: 0, roll: dice(rule.seed ?? 1) };
      rules.push(added);
      return () => void (rules = rules.filter((each) => each !== added));
    },
    behave: (): void => void (rules = []),
    /** How the call that has just come in fails, if it does. The oldest rule that bites wins. */
    next: (route: string): Fault | undefined => {
      for (const each of rules) {
        const { on, after = 0, times = Infinity, chance = 1, fails } = each.rule;
        if (on !== '*' && on !== route) continue;
        each.seen += 1;
        if (each.seen <= after || each.failed >= times || each.roll() >= chance) continue;
        each.failed += 1;
        return fails;
      }
      return undefined;
    },
  };
};
export type Faults = ReturnType<typeof createFaults>;
