import { rankOf, sameStatus, statusDetail, type Status } from './status.ts';

/**
 * One thing a source said: "this send was in this status then". `at` is exact to the second; `approximate` marks one that came
 * without its time, `at` then being when it was first heard of.
 */
export type Observation = { status: Status; at: Date; approximate: boolean };

/** What a set of observations says at a moment. */
export type CurrentStatus = {
  status: Status;
  /** The start of the unbroken run of this status: what staleness counts from. */
  since: Date;
  /** Nobody told the time: `since` is when we first heard. */
  approximate: boolean;
  /** When an observation kept aside for lying in the future falls due; the send must be looked at again then. */
  recheckAt: Date | undefined;
};

/** Clocks differ: a time this far ahead of ours still counts as now (PRODUCT.md's five minutes). In ms. */
export const FUTURE_TOLERANCE = 5 * 60_000;

/** Cuts a time to the second, the precision in which observations are told apart. */
export const toSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** The key under which a status is told apart from another: its name and detail. */
const keyOf = (status: Status): string => `${status.name}\n${statusDetail(status)}`;

const inOrder = (a: Observation, b: Observation): number =>
  a.at.getTime() - b.at.getTime() || byRank(a, b);
/** Equal ranks are decided by name, so that every permutation of the same observations ends in the same state. */
const byRank = (a: Observation, b: Observation): number =>
  rankOf(a.status) - rankOf(b.status) || (keyOf(a.status) < keyOf(b.status) ? -1 : keyOf(a.status) > keyOf(b.status) ? 1 : 0);

/**
 * The set of distinct observations, in order: each (status, second) once; an approximate one once per status with its earliest
 * time, and not at all beside an exact one of that status. Order, repetition and grouping of the input make no difference.
 */
export const distinctObservations = <O extends Observation>(all: readonly O[]): O[] => {
  const exact = new Map<string, O>();
  const exactStatuses = new Set<string>();
  const approximate = new Map<string, O>();
  for (const each of all) {
    const key = keyOf(each.status);
    if (each.approximate) {
      const known = approximate.get(key);
      if (!known || each.at < known.at) approximate.set(key, each);
    } else {
      exactStatuses.add(key);
      const at = `${key}\n${Math.floor(each.at.getTime() / 1000)}`;
      if (!exact.has(at)) exact.set(at, each);
    }
  }
  const untimed = [...approximate].filter(([key]) => !exactStatuses.has(key)).map(([, each]) => each);
  return [...exact.values(), ...untimed].toSorted(inOrder);
};

/**
 * The current status, a pure function of the set of observations and the time: the latest exact one (ties: the higher rank),
 * unless an approximate one ranks above every exact one. Undefined when nothing is due yet.
 */
export const currentStatus = (all: readonly Observation[], now: Date): CurrentStatus | undefined => {
  const horizon = now.getTime() + FUTURE_TOLERANCE;
  const later = all.map((each) => each.at.getTime()).filter((at) => at > horizon);
  const recheckAt = later.length > 0 ? new Date(Math.min(...later) - FUTURE_TOLERANCE) : undefined;
  const due = distinctObservations(all.filter((each) => each.at.getTime() <= horizon));
  const dated = due.filter((each) => !each.approximate);
  const highestDated = Math.max(-Infinity, ...dated.map((each) => rankOf(each.status)));
  const untimed = due
    .filter((each) => each.approximate && rankOf(each.status) > highestDated)
    .toSorted((a, b) => byRank(a, b) || inOrder(a, b))
    .at(-1);
  if (untimed) return { status: untimed.status, since: untimed.at, approximate: true, recheckAt };
  const last = dated.at(-1);
  if (!last) return undefined;
  let since = last.at;
  for (let i = dated.length - 1; i >= 0; i--) {
    const each = dated[i];
    if (!each || !sameStatus(each.status, last.status)) break;
    since = each.at;
  }
  return { status: last.status, since, approximate: false, recheckAt };
};
