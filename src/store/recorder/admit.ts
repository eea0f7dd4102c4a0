import { v7 as newId } from 'uuid';
import { z } from 'zod';
import type { SendId } from '../../domain/ids.ts';
import { currentStatus } from '../../domain/observations.ts';
import type { SendState } from '../../usecases/mergeRecord.ts';
import type { SendName, SendRecord } from '../../usecases/ports.ts';
import type { RecordOutcome } from '../../usecases/ports/recorder.ts';
import { keyOf } from './waiting.ts';

/** `joins`: sends that this record proves to be the same; they are no longer there from then on. */
export type Admission = { result: 'admitted'; id: SendId; joins: readonly SendId[] } | Extract<RecordOutcome, { result: 'refused' }>;

const sendId = z.custom<SendId>((value) => typeof value === 'string');

/** A send as its names tell it: kept already, or made by this batch. */
type Known = { id: SendId; kept: boolean; names: readonly SendName[] };

/**
 * Which send each record is about, or why it is about none: decided by names and times alone, before anything else of it counts. A record that carries
 * names of several sends proves them to be one, unless two of their names contradict each other. `asked`: sends with an open request; two of those are
 * not joined before one is over.
 */
export const admit = (known: readonly SendState[], records: readonly SendRecord[], now: Date, asked: ReadonlySet<SendId> = new Set()): Admission[] => {
  const named = new Map<string, Known>();
  const waitingFor = new Set(asked);
  const learn = (send: Known): void => {
    for (const name of send.names) named.set(keyOf(name), send);
  };
  for (const { id, names } of known) learn({ id, kept: true, names });
  return records.map(({ names, observations, senderEmail }) => {
    const [first, ...others] = [...new Set(names.flatMap((name) => named.get(keyOf(name)) ?? []))].toSorted(firstSeen);
    const found = first ? [first, ...others] : [];
    if (contradict(found, names)) return { result: 'refused', why: 'names-differ' };
    if (found.filter(({ id }) => waitingFor.has(id)).length > 1) return { result: 'refused', why: 'both-asked' };
    if (!first && senderEmail === undefined) return { result: 'refused', why: 'no-sender' };
    if (!first && !currentStatus(observations, now)) return { result: 'refused', why: 'nothing-due' };
    const { id, kept } = first ?? { id: sendId.parse(newId()), kept: false };
    if (others.some((each) => waitingFor.has(each.id))) waitingFor.add(id);
    const before = found.flatMap((each) => each.names);
    learn({ id, kept, names: [...before, ...names.filter((name) => !before.some((each) => keyOf(each) === keyOf(name)))] });
    return { result: 'admitted', id, joins: others.map((each) => each.id) };
  });
};

/** Ids grow with time. What this batch makes is younger than what is kept, whatever the clocks of two instances say. */
const firstSeen = (a: Known, b: Known): number => Number(b.kept) - Number(a.kept) || (a.id < b.id ? -1 : 1);

/** One send has one name of a scheme; of those given here it may have several, once it was taken for two, but none that was never given. */
const contradict = (found: readonly Known[], told: readonly SendName[]): boolean => {
  const known = found.flatMap(({ names }) => names);
  return [...known, ...told].some(({ scheme, value }) => {
    const others = known.filter((name) => name.scheme === scheme);
    return scheme === 'tracker' ? others.length > 0 && !others.some((name) => name.value === value) : others.some((name) => name.value !== value);
  });
};
